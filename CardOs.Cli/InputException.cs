using System;

namespace CardOs.Cli;

/// <summary>The command line or the input is wrong; the message is one line that says where and what was expected.</summary>
internal sealed class InputException(string message) : Exception(message);
