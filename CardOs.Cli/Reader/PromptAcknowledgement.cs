using System;
using System.IO;
using System.Net.Sockets;

namespace CardOs.Cli.Reader;

/// <summary>Acknowledges what comes at once, where the system can.</summary>
/// <remarks>
/// The driver sends the length of a message and the message apart, and its system holds the second back until the first is acknowledged:
/// without this, that takes Linux 40 ms for every command. The option holds for a while only, so it is set before each message.
/// </remarks>
internal static class PromptAcknowledgement
{
    // IPPROTO_TCP and TCP_QUICKACK of Linux.
    private const int Level = 6;
    private const int Option = 12;

    private static readonly byte[] On = BitConverter.IsLittleEndian ? [1, 0, 0, 0] : [0, 0, 0, 1];

    public static void Ask(Stream stream)
    {
        if (OperatingSystem.IsLinux() && stream is NetworkStream { Socket: var socket })
        {
            socket.SetRawSocketOption(Level, Option, On);
        }
    }
}
