using System;

namespace CardOs.OffCard;

/// <summary>A SUCI that stands for an IMSI, as a card or a terminal sends it.</summary>
/// <remarks>
/// TS 24.501 9.11.3.4; on the card the value of the data object A1, TS 31.102 7.5.
/// <code>
/// 0    1             4                    6        7              8
/// +----+-------------+--------------------+--------+--------------+---------------+
/// | 01 | MCC and MNC | routing indicator  | scheme | key of the   | scheme output |
/// |    |             |                    |        | home network |               |
/// +----+-------------+--------------------+--------+--------------+---------------+
/// </code>
/// </remarks>
public sealed class ConcealedIdentity
{
    private const int NetworkOffset = 1;
    private const int RoutingOffset = 4;
    private const int SchemeOffset = 6;
    private const int KeyOffset = 7;
    private const int OutputOffset = 8;
    private const byte Imsi = 0x01;
    private const byte Filler = 0x0F;

    private ConcealedIdentity(ReadOnlySpan<byte> value)
    {
        CountryCode = Digits(value.Slice(NetworkOffset, 2))[..3];

        // The third digit of the MNC stands in front of its first two: TS 24.008 10.5.1.3.
        string last = Digits(value.Slice(NetworkOffset + 1, 1))[1..];
        NetworkCode = Digits(value.Slice(NetworkOffset + 2, 1)) + (last == "F" ? string.Empty : last);
        RoutingIndicator = Digits(value.Slice(RoutingOffset, 2)).TrimEnd('F');
        Scheme = value[SchemeOffset];
        NetworkKey = value[KeyOffset];
        SchemeOutput = value[OutputOffset..].ToArray();
    }

    /// <summary>MCC, three digits.</summary>
    public string CountryCode { get; }

    /// <summary>MNC, two or three digits.</summary>
    public string NetworkCode { get; }

    /// <summary>One to four digits.</summary>
    public string RoutingIndicator { get; }

    /// <summary>The protection scheme: 0 null scheme, 1 profile A, 2 profile B.</summary>
    public byte Scheme { get; }

    /// <summary>The identifier of the home network's public key.</summary>
    public byte NetworkKey { get; }

    /// <summary>The scheme output.</summary>
    public byte[] SchemeOutput { get; }

    /// <summary>Sees a SUCI of the IMSI type in <paramref name="value"/>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> value, out ConcealedIdentity? identity)
    {
        identity = value.Length > OutputOffset && value[0] == Imsi ? new ConcealedIdentity(value) : null;
        return identity is not null;
    }

    /// <summary>The decimal digits of the IMSI, from the scheme input that <see cref="IdentityOpener"/> found.</summary>
    public string ToImsi(ReadOnlySpan<byte> schemeInput) => CountryCode + NetworkCode + Digits(schemeInput).TrimEnd('F');

    private static string Digits(ReadOnlySpan<byte> bytes)
    {
        const string Names = "0123456789ABCDEF";
        return string.Create(2 * bytes.Length, bytes.ToArray(), (text, source) =>
        {
            for (int i = 0; i < source.Length; i++)
            {
                text[2 * i] = Names[source[i] & Filler];
                text[(2 * i) + 1] = Names[source[i] >> 4];
            }
        });
    }
}
