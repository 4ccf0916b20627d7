using System;

namespace CardOs.Apdu.SecuredPackets;

/// <summary>The part of a command packet that is ciphered, in clear: TS 102 225 5.1.</summary>
/// <remarks>
/// <code>
/// 0           5       6          6+c
/// +-----------+-------+----------+------+---------+
/// | CNTR      | PCNTR | RC/CC/DS | data | padding |
/// +-----------+-------+----------+------+---------+
/// |&lt;----- Head ------&gt;|          |&lt; PaddedData --&gt;|
/// </code>
/// </remarks>
public readonly ref struct CommandText
{
    /// <summary>Bytes in front of the check: CNTR and PCNTR.</summary>
    public const int HeadLength = PacketCounter.Length + 1;

    private readonly ReadOnlySpan<byte> _text;
    private readonly int _checkLength;

    internal CommandText(ReadOnlySpan<byte> text, int checkLength)
    {
        _text = text;
        _checkLength = checkLength;
    }

    /// <summary>CNTR.</summary>
    public ulong Counter => PacketCounter.Read(_text);

    /// <summary>PCNTR: how many bytes of padding the ciphering put at the end.</summary>
    public int PaddingCounter => _text[PacketCounter.Length];

    /// <summary>CNTR and PCNTR: what the check covers in front of itself.</summary>
    public ReadOnlySpan<byte> Head => _text.Slice(0, HeadLength);

    /// <summary>RC, CC or DS; empty when there is none.</summary>
    public ReadOnlySpan<byte> Check => _text.Slice(HeadLength, _checkLength);

    /// <summary>The secured data and its padding: what the check covers behind itself.</summary>
    public ReadOnlySpan<byte> PaddedData => _text.Slice(HeadLength + _checkLength);

    /// <summary>Whether there are as many bytes as <see cref="PaddingCounter"/> says.</summary>
    public bool IsPaddingValid => PaddingCounter <= PaddedData.Length;

    /// <summary>The secured data without padding; empty when the padding is not valid.</summary>
    public ReadOnlySpan<byte> Data => IsPaddingValid ? PaddedData.Slice(0, PaddedData.Length - PaddingCounter) : default;

    /// <summary>Sees the fields in <paramref name="text"/>, everything from CNTR to the end of the packet.</summary>
    /// <returns>False when it is too short, or no check has <paramref name="checkLength"/> bytes.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, int checkLength, out CommandText fields)
    {
        bool fits = PacketHead.IsCheckLength(checkLength) && text.Length >= HeadLength + checkLength;
        fields = fits ? new CommandText(text, checkLength) : default;
        return fits;
    }
}
