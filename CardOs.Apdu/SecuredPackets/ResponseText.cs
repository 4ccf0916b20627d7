using System;

namespace CardOs.Apdu.SecuredPackets;

/// <summary>The part of a response packet that is ciphered, in clear: TS 102 225 5.2.</summary>
/// <remarks>
/// <code>
/// 0           5       6        7          7+c
/// +-----------+-------+--------+----------+------+---------+
/// | CNTR      | PCNTR | status | RC/CC/DS | data | padding |
/// +-----------+-------+--------+----------+------+---------+
/// |&lt;--------- Head ----------&gt;|          |&lt; PaddedData --&gt;|
/// </code>
/// </remarks>
public readonly ref struct ResponseText
{
    /// <summary>Bytes in front of the check: CNTR, PCNTR and the status code.</summary>
    public const int HeadLength = StatusOffset + 1;

    private const int StatusOffset = PacketCounter.Length + 1;

    private readonly ReadOnlySpan<byte> _text;
    private readonly int _checkLength;

    internal ResponseText(ReadOnlySpan<byte> text, int checkLength)
    {
        _text = text;
        _checkLength = checkLength;
    }

    /// <summary>CNTR, copied from the command packet.</summary>
    public ulong Counter => PacketCounter.Read(_text);

    /// <summary>PCNTR: how many bytes of padding the ciphering put at the end.</summary>
    public int PaddingCounter => _text[PacketCounter.Length];

    /// <summary>What became of the command packet.</summary>
    public ResponseStatusCode Status => (ResponseStatusCode)_text[StatusOffset];

    /// <summary>CNTR, PCNTR and status: what the check covers in front of itself.</summary>
    public ReadOnlySpan<byte> Head => _text.Slice(0, HeadLength);

    /// <summary>RC, CC or DS; empty when there is none.</summary>
    public ReadOnlySpan<byte> Check => _text.Slice(HeadLength, _checkLength);

    /// <summary>The additional response data and its padding: what the check covers behind itself.</summary>
    public ReadOnlySpan<byte> PaddedData => _text.Slice(HeadLength + _checkLength);

    /// <summary>Whether there are as many bytes as <see cref="PaddingCounter"/> says.</summary>
    public bool IsPaddingValid => PaddingCounter <= PaddedData.Length;

    /// <summary>The additional response data without padding; empty when the padding is not valid.</summary>
    public ReadOnlySpan<byte> Data => IsPaddingValid ? PaddedData.Slice(0, PaddedData.Length - PaddingCounter) : default;

    /// <summary>Sees the fields in <paramref name="text"/>, everything from CNTR to the end of the packet.</summary>
    /// <returns>False when it is too short, or no check has <paramref name="checkLength"/> bytes.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, int checkLength, out ResponseText fields)
    {
        bool fits = PacketHead.IsCheckLength(checkLength) && text.Length >= HeadLength + checkLength;
        fields = fits ? new ResponseText(text, checkLength) : default;
        return fits;
    }
}
