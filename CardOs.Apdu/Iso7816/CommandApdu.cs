using System;
using System.Buffers.Binary;

namespace CardOs.Apdu;

/// <summary>A command APDU, seen in the bytes that carry it.</summary>
/// <remarks>
/// ISO 7816-4 5.2. Short lengths are one byte, extended ones two bytes behind a zero byte; a length of zero in Le means the
/// greatest (256 or 65,536).
/// <code>
///          0     1     2     3     4
///          +-----+-----+-----+-----+
/// case 1   | CLA | INS | P1  | P2  |
///          +-----+-----+-----+-----+----+
/// case 2   | CLA | INS | P1  | P2  | Le |
///          +-----+-----+-----+-----+----+------+
/// case 3   | CLA | INS | P1  | P2  | Lc | data |
///          +-----+-----+-----+-----+----+------+----+
/// case 4   | CLA | INS | P1  | P2  | Lc | data | Le |
///          +-----+-----+-----+-----+----+------+----+
/// extended: Lc is 00 hh ll; Le is hh ll behind data, 00 hh ll without.
/// </code>
/// </remarks>
public readonly ref partial struct CommandApdu
{
    /// <summary>Bytes in front of the lengths: CLA INS P1 P2.</summary>
    public const int HeaderLength = 4;

    private const int MaxShortExpectedLength = 256;
    private const int MaxExtendedExpectedLength = 65536;

    private const int ExtendedFlag = 1 << 31;

    private readonly uint _header;
    private readonly int _expectedLength;

    /// <summary>Builds a view from its parts, for code that composes a command without encoding it.</summary>
    /// <param name="cla">The class byte.</param>
    /// <param name="ins">The instruction byte.</param>
    /// <param name="p1">The first parameter.</param>
    /// <param name="p2">The second parameter.</param>
    /// <param name="data">The command data, may be empty.</param>
    /// <param name="expectedLength">The greatest number of response bytes wanted, 0 for none.</param>
    /// <param name="isExtended">Whether extended lengths are to be written even where short ones would do.</param>
    public CommandApdu(byte cla, byte ins, byte p1, byte p2, ReadOnlySpan<byte> data, int expectedLength, bool isExtended = false)
        : this(((uint)cla << 24) | ((uint)ins << 16) | ((uint)p1 << 8) | p2, data, expectedLength, isExtended)
    {
    }

    private CommandApdu(uint header, ReadOnlySpan<byte> data, int expectedLength, bool isExtended)
    {
        _header = header;
        Data = data;
        _expectedLength = isExtended ? expectedLength | ExtendedFlag : expectedLength;
    }

    /// <summary>The class byte.</summary>
    public byte Cla => (byte)(_header >> 24);

    /// <summary>The class byte, decoded.</summary>
    public ClassByte Class => new(Cla);

    /// <summary>The instruction byte.</summary>
    public byte Ins => (byte)(_header >> 16);

    /// <summary>The first parameter.</summary>
    public byte P1 => (byte)(_header >> 8);

    /// <summary>The second parameter.</summary>
    public byte P2 => (byte)_header;

    /// <summary>P1 and P2 as one number, P1 first.</summary>
    public ushort Parameters => (ushort)_header;

    /// <summary>The command data; empty in cases 1 and 2.</summary>
    public ReadOnlySpan<byte> Data { get; }

    /// <summary>Ne, the greatest number of response bytes wanted: 0 (cases 1 and 3) to 65,536.</summary>
    public int ExpectedLength => _expectedLength & ~ExtendedFlag;

    /// <summary>Whether the lengths were coded, or are to be coded, in the extended form; shorter ones may be coded so too.</summary>
    public bool IsExtended => _expectedLength < 0;

    /// <summary>Sees a command in <paramref name="source"/>, which must hold it exactly.</summary>
    /// <returns>False when the lengths do not fit the number of bytes.</returns>
    public static bool TryParse(ReadOnlySpan<byte> source, out CommandApdu command)
    {
        int rest = source.Length - HeaderLength;
        if (rest < 0)
        {
            command = default;
            return false;
        }

        uint header = BinaryPrimitives.ReadUInt32BigEndian(source);
        if (rest == 0)
        {
            command = new CommandApdu(header, default, 0, isExtended: false);
            return true;
        }

        int first = source[4];
        if (rest == 1)
        {
            command = new CommandApdu(header, default, first == 0 ? MaxShortExpectedLength : first, isExtended: false);
            return true;
        }

        if (first == 0)
        {
            return TryParseExtended(header, source.Slice(5), out command);
        }

        int behind = rest - 1 - first;
        if (behind is not (0 or 1))
        {
            command = default;
            return false;
        }

        int expected = 0;
        if (behind == 1)
        {
            expected = source[source.Length - 1];
            expected = expected == 0 ? MaxShortExpectedLength : expected;
        }

        command = new CommandApdu(header, source.Slice(5, first), expected, isExtended: false);
        return true;
    }

    // source starts behind the zero byte that announces extended lengths.
    private static bool TryParseExtended(uint header, ReadOnlySpan<byte> source, out CommandApdu command)
    {
        command = default;
        if (source.Length < 2)
        {
            return false;
        }

        int first = BinaryPrimitives.ReadUInt16BigEndian(source);
        if (source.Length == 2)
        {
            command = new CommandApdu(header, default, first == 0 ? MaxExtendedExpectedLength : first, isExtended: true);
            return true;
        }

        int behind = source.Length - 2 - first;
        if (first == 0 || behind is not (0 or 2))
        {
            return false;
        }

        int expected = 0;
        if (behind == 2)
        {
            expected = BinaryPrimitives.ReadUInt16BigEndian(source.Slice(2 + first));
            expected = expected == 0 ? MaxExtendedExpectedLength : expected;
        }

        command = new CommandApdu(header, source.Slice(2, first), expected, isExtended: true);
        return true;
    }
}
