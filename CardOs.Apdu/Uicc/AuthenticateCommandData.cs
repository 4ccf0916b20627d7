using System;
using CardOs.Apdu.Tlv;

namespace CardOs.Apdu.Uicc;

/// <summary>The data of AUTHENTICATE in the GSM and 3G contexts: a challenge, and with it in 3G the network's token.</summary>
/// <remarks>
/// TS 31.102 7.1.2.
/// <code>
/// +----+------+----+------+
/// | L  | RAND | L  | AUTN |     the second pair in the 3G context only
/// +----+------+----+------+
/// </code>
/// </remarks>
public readonly ref struct AuthenticateCommandData
{
    private AuthenticateCommandData(ReadOnlySpan<byte> challenge, ReadOnlySpan<byte> token)
    {
        Challenge = challenge;
        Token = token;
    }

    /// <summary>RAND.</summary>
    public ReadOnlySpan<byte> Challenge { get; }

    /// <summary>AUTN; empty in the GSM context.</summary>
    public ReadOnlySpan<byte> Token { get; }

    /// <summary>Sees the one or two fields in <paramref name="source"/>, which must hold them exactly; how long they must be is left to the caller.</summary>
    public static bool TryParse(ReadOnlySpan<byte> source, out AuthenticateCommandData data)
    {
        var reader = new LvReader(source);
        if (!reader.TryRead(out ReadOnlySpan<byte> challenge))
        {
            data = default;
            return false;
        }

        ReadOnlySpan<byte> token = default;
        if (!reader.IsAtEnd && (!reader.TryRead(out token) || !reader.IsAtEnd))
        {
            data = default;
            return false;
        }

        data = new AuthenticateCommandData(challenge, token);
        return true;
    }
}
