using System;

namespace CardOs.Apdu.RemoteScripts;

/// <summary>A cursor over the commands of a script in compact format: TS 102 226 5.1.1.</summary>
/// <remarks>
/// <code>
/// +-----+-----+----+----+----+------------+-----+-- …
/// | CLA | INS | P1 | P2 | P3 | P3 bytes   | CLA |
/// +-----+-----+----+----+----+------------+-----+-- …
///                              only if the instruction carries command data
/// </code>
/// The bytes alone do not tell whether data follows: look at the header, then take the command.
/// </remarks>
public ref struct CompactScriptReader
{
    private readonly ReadOnlySpan<byte> _script;

    /// <summary>Starts in front of the first command of <paramref name="script"/>.</summary>
    public CompactScriptReader(ReadOnlySpan<byte> script)
    {
        _script = script;
        Position = 0;
    }

    /// <summary>Bytes that were taken so far.</summary>
    public int Position { get; private set; }

    /// <summary>Whether every byte was taken; when false after <see cref="TryPeek"/> or <see cref="TryTake"/> gave false, what is left is malformed.</summary>
    public readonly bool IsAtEnd => Position == _script.Length;

    /// <summary>Sees the header of the next command; the reader does not move.</summary>
    /// <returns>False at the end, and when fewer than five bytes are left.</returns>
    public readonly bool TryPeek(out CompactCommandHeader header)
    {
        bool isThere = _script.Length - Position >= CompactCommandHeader.Length;
        header = isThere ? new CompactCommandHeader(_script.Slice(Position)) : default;
        return isThere;
    }

    /// <summary>Takes the next command and moves behind it; without data, P3 is the length of the response wanted.</summary>
    /// <param name="carriesData">Whether P3 bytes of command data follow the header.</param>
    /// <param name="command">The command, without Le when it carries data.</param>
    /// <returns>False at the end, and when the command is not there whole; the reader does not move then.</returns>
    public bool TryTake(bool carriesData, out CommandApdu command)
    {
        command = default;
        if (!TryPeek(out CompactCommandHeader header))
        {
            return false;
        }

        int dataLength = carriesData ? header.P3 : 0;
        int end = Position + CompactCommandHeader.Length + dataLength;
        if (end > _script.Length)
        {
            return false;
        }

        int expectedLength = carriesData ? 0 : header.MaxResponseLength;
        ReadOnlySpan<byte> data = _script.Slice(end - dataLength, dataLength);
        command = new CommandApdu(header.Cla, header.Ins, header.P1, header.P2, data, expectedLength);
        Position = end;
        return true;
    }
}
