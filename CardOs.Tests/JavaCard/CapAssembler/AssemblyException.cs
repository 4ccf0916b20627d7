using System;

namespace CardOs.Tests.JavaCard.CapAssembler;

/// <summary>The text cannot be assembled; the message says the line and what was expected.</summary>
internal sealed class AssemblyException(string message) : Exception(message)
{
    public static AssemblyException Expected(int line, string what) => new($"line {line}: expected {what}");
}
