using System;
using CardOs.Apdu.Tlv;

namespace CardOs.Apdu.Uicc;

/// <summary>The data that answers AUTHENTICATE in the GSM, 3G and IMS contexts.</summary>
/// <remarks>
/// TS 31.102 7.1.2.
/// <code>
/// +----+---+-----+---+----+---+----+---+----+
/// | DB | L | RES | L | CK | L | IK | L | Kc |     3G, accepted; the last pair with service 27 only
/// +----+---+-----+---+----+---+----+---+----+
/// | DC | L | AUTS |                              3G, synchronisation failure
/// +----+---+------+
/// | L | SRES | L | Kc |                           GSM
/// +---+------+---+----+
/// </code>
/// </remarks>
public readonly ref struct AuthenticateResponse
{
    private AuthenticateResponse(AuthenticateOutcome outcome, ReadOnlySpan<byte> result, ReadOnlySpan<byte> ck, ReadOnlySpan<byte> ik, ReadOnlySpan<byte> kc)
    {
        Outcome = outcome;
        Result = result;
        CipherKey = ck;
        IntegrityKey = ik;
        GsmCipherKey = kc;
    }

    /// <summary>Which of the three forms this is.</summary>
    public AuthenticateOutcome Outcome { get; }

    /// <summary>RES, SRES or AUTS, by <see cref="Outcome"/>.</summary>
    public ReadOnlySpan<byte> Result { get; }

    /// <summary>CK; empty unless the network was accepted.</summary>
    public ReadOnlySpan<byte> CipherKey { get; }

    /// <summary>IK; empty unless the network was accepted.</summary>
    public ReadOnlySpan<byte> IntegrityKey { get; }

    /// <summary>Kc; empty when the answer does not hold it.</summary>
    public ReadOnlySpan<byte> GsmCipherKey { get; }

    /// <summary>Sees an answer in <paramref name="source"/>, which must hold it exactly; how long the fields must be is left to the caller.</summary>
    public static bool TryParse(ReadOnlySpan<byte> source, out AuthenticateResponse response)
    {
        response = default;
        if (source.IsEmpty)
        {
            return false;
        }

        AuthenticateOutcome outcome = source[0] switch
        {
            (byte)AuthenticateOutcome.Success => AuthenticateOutcome.Success,
            (byte)AuthenticateOutcome.SynchronisationFailure => AuthenticateOutcome.SynchronisationFailure,
            _ => AuthenticateOutcome.Gsm,
        };
        var reader = new LvReader(source.Slice(outcome == AuthenticateOutcome.Gsm ? 0 : 1));
        if (!reader.TryRead(out ReadOnlySpan<byte> result))
        {
            return false;
        }

        ReadOnlySpan<byte> ck = default;
        ReadOnlySpan<byte> ik = default;
        ReadOnlySpan<byte> kc = default;
        bool isRead = outcome switch
        {
            AuthenticateOutcome.Success => reader.TryRead(out ck) && reader.TryRead(out ik) && (reader.IsAtEnd || reader.TryRead(out kc)),
            AuthenticateOutcome.Gsm => reader.TryRead(out kc),
            _ => true,
        };
        if (!isRead || !reader.IsAtEnd)
        {
            return false;
        }

        response = new AuthenticateResponse(outcome, result, ck, ik, kc);
        return true;
    }
}
