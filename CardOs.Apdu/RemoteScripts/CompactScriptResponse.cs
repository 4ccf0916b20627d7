using System;
using System.Buffers.Binary;

namespace CardOs.Apdu.RemoteScripts;

/// <summary>What a card answers to a script in compact format: TS 102 226 5.1.2.</summary>
/// <remarks>
/// <code>
/// 0       1       3
/// +-------+-------+----------------+
/// | count | SW    | response data  |    SW and data of the last command executed
/// +-------+-------+----------------+
/// </code>
/// </remarks>
public readonly ref struct CompactScriptResponse
{
    /// <summary>Bytes in front of the response data.</summary>
    public const int HeadLength = 3;

    private CompactScriptResponse(byte commandsExecuted, StatusWord lastStatus, ReadOnlySpan<byte> data)
    {
        CommandsExecuted = commandsExecuted;
        LastStatus = lastStatus;
        Data = data;
    }

    /// <summary>How many commands were executed, the one that failed included.</summary>
    public int CommandsExecuted { get; }

    /// <summary>The status word of the last command executed.</summary>
    public StatusWord LastStatus { get; }

    /// <summary>The response data of the last command executed.</summary>
    public ReadOnlySpan<byte> Data { get; }

    /// <summary>Sees a response in <paramref name="source"/>, which must hold it exactly.</summary>
    /// <returns>False when there are fewer than three bytes.</returns>
    public static bool TryParse(ReadOnlySpan<byte> source, out CompactScriptResponse response)
    {
        bool isThere = source.Length >= HeadLength;
        response = isThere
            ? new CompactScriptResponse(source[0], (StatusWord)BinaryPrimitives.ReadUInt16BigEndian(source.Slice(1)), source.Slice(HeadLength))
            : default;
        return isThere;
    }

    /// <summary>Writes a response.</summary>
    /// <returns>False, and nothing written, when it does not fit.</returns>
    public static bool TryWrite(
        Span<byte> destination, byte commandsExecuted, StatusWord lastStatus, scoped ReadOnlySpan<byte> data, out int bytesWritten)
    {
        bytesWritten = 0;
        if (destination.Length - HeadLength < data.Length)
        {
            return false;
        }

        data.CopyTo(destination.Slice(HeadLength));
        destination[0] = commandsExecuted;
        BinaryPrimitives.WriteUInt16BigEndian(destination.Slice(1), (ushort)lastStatus);
        bytesWritten = HeadLength + data.Length;
        return true;
    }
}
