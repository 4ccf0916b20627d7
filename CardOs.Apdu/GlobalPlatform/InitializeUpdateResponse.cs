using System;

namespace CardOs.Apdu.GlobalPlatform;

/// <summary>The answer to INITIALIZE UPDATE.</summary>
/// <remarks>
/// GlobalPlatform 2.3.1 E.5.1.6, Amendment D 7.1.1.1. n is 8, in S16 of SCP03 16; the counter at the end is there when the challenge is pseudo-random.
/// <code>
///        0                10    11    12   13            15               21
///        +----------------+-----+----+-------------------+----------------+----------------+
/// SCP02  | diversification| KVN | 02 | sequence counter  | card challenge | cryptogram (8) |
///        +----------------+-----+----+----+--------------+--+-------------+-----+----------+-----------+
/// SCP03  | diversification| KVN | 03 | i  | challenge (n)   | cryptogram (n)    | sequence counter (3) |
///        +----------------+-----+----+----+-----------------+-------------------+----------------------+
/// </code>
/// </remarks>
public readonly ref struct InitializeUpdateResponse
{
    /// <summary>Bytes of the key diversification data.</summary>
    public const int DiversificationLength = 10;

    /// <summary>Bytes of the longest answer.</summary>
    public const int MaxLength = KeyInformationEnd + 1 + (2 * LongMac) + Scp03CounterLength;

    private const int KeyInformationEnd = DiversificationLength + 2;
    private const int Scp02CounterLength = 2;
    private const int Scp02ChallengeLength = 6;
    private const int Scp03CounterLength = 3;
    private const int ShortMac = 8;
    private const int LongMac = 16;
    private const int Scp02Length = KeyInformationEnd + Scp02CounterLength + Scp02ChallengeLength + ShortMac;

    /// <summary>Data for the derivation of the card's keys; 10 bytes.</summary>
    public ReadOnlySpan<byte> Diversification { get; init; }

    /// <summary>The key version number.</summary>
    public byte KeyVersion { get; init; }

    /// <summary>The protocol.</summary>
    public SecureChannelProtocol Protocol { get; init; }

    /// <summary>"i" of SCP03; an answer of SCP02 does not say its own.</summary>
    public byte Options { get; init; }

    /// <summary>The card challenge: 6 bytes, in SCP03 8 or 16.</summary>
    public ReadOnlySpan<byte> Challenge { get; init; }

    /// <summary>The card cryptogram.</summary>
    public ReadOnlySpan<byte> Cryptogram { get; init; }

    /// <summary>The sequence counter: 2 bytes, in SCP03 3 or none.</summary>
    public ReadOnlySpan<byte> Counter { get; init; }

    /// <summary>Sees an answer in <paramref name="source"/>, which must hold it exactly.</summary>
    /// <returns>False when it is of another protocol, or has no length of its own.</returns>
    public static bool TryParse(ReadOnlySpan<byte> source, out InitializeUpdateResponse response)
    {
        response = default;
        if (source.Length <= KeyInformationEnd)
        {
            return false;
        }

        return (SecureChannelProtocol)source[DiversificationLength + 1] switch
        {
            SecureChannelProtocol.Scp02 => TryParseScp02(source, out response),
            SecureChannelProtocol.Scp03 => TryParseScp03(source, out response),
            _ => false,
        };
    }

    /// <summary>Encodes the answer.</summary>
    /// <returns>False, and nothing written, when it does not fit.</returns>
    public bool TryWrite(Span<byte> destination, out int written)
    {
        int optionsLength = Protocol == SecureChannelProtocol.Scp03 ? 1 : 0;
        written = KeyInformationEnd + optionsLength + Challenge.Length + Cryptogram.Length + Counter.Length;
        if (Diversification.Length != DiversificationLength || destination.Length < written)
        {
            written = 0;
            return false;
        }

        Diversification.CopyTo(destination);
        destination[DiversificationLength] = KeyVersion;
        destination[DiversificationLength + 1] = (byte)Protocol;
        Span<byte> rest = destination.Slice(KeyInformationEnd);
        if (optionsLength != 0)
        {
            rest[0] = Options;
            rest = rest.Slice(1);
        }
        else
        {
            Counter.CopyTo(rest);
            rest = rest.Slice(Counter.Length);
        }

        Challenge.CopyTo(rest);
        Cryptogram.CopyTo(rest.Slice(Challenge.Length));
        if (optionsLength != 0)
        {
            Counter.CopyTo(rest.Slice(Challenge.Length + Cryptogram.Length));
        }

        return true;
    }

    private static bool TryParseScp02(ReadOnlySpan<byte> source, out InitializeUpdateResponse response)
    {
        if (source.Length != Scp02Length)
        {
            response = default;
            return false;
        }

        response = new InitializeUpdateResponse
        {
            Diversification = source.Slice(0, DiversificationLength),
            KeyVersion = source[DiversificationLength],
            Protocol = SecureChannelProtocol.Scp02,
            Counter = source.Slice(KeyInformationEnd, Scp02CounterLength),
            Challenge = source.Slice(KeyInformationEnd + Scp02CounterLength, Scp02ChallengeLength),
            Cryptogram = source.Slice(Scp02Length - ShortMac),
        };
        return true;
    }

    private static bool TryParseScp03(ReadOnlySpan<byte> source, out InitializeUpdateResponse response)
    {
        var options = new Scp03Options(source[KeyInformationEnd]);
        int length = options.MacLength;
        int counter = options.HasPseudoRandomChallenge ? Scp03CounterLength : 0;
        ReadOnlySpan<byte> rest = source.Slice(KeyInformationEnd + 1);
        if (rest.Length != (2 * length) + counter)
        {
            response = default;
            return false;
        }

        response = new InitializeUpdateResponse
        {
            Diversification = source.Slice(0, DiversificationLength),
            KeyVersion = source[DiversificationLength],
            Protocol = SecureChannelProtocol.Scp03,
            Options = options.Value,
            Challenge = rest.Slice(0, length),
            Cryptogram = rest.Slice(length, length),
            Counter = rest.Slice(2 * length),
        };
        return true;
    }
}
