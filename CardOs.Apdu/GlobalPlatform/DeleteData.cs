using System;
using CardOs.Apdu.Tlv;

namespace CardOs.Apdu.GlobalPlatform;

/// <summary>The data of DELETE for content; keys are named otherwise. GlobalPlatform 2.3.1 11.2.2.3.</summary>
/// <remarks>
/// <code>
/// | 4F AID | [B6 control reference template] [9E token] |
/// </code>
/// </remarks>
public readonly ref struct DeleteData
{
    private const uint AidTag = 0x4F;
    private const uint TokenTag = 0x9E;
    private const uint ReferenceTag = 0xB6;

    /// <summary>What is to be deleted.</summary>
    public ReadOnlySpan<byte> Aid { get; private init; }

    /// <summary>The token; empty when there is none.</summary>
    public ReadOnlySpan<byte> Token { get; private init; }

    /// <summary>The value of B6: which token this is.</summary>
    public ReadOnlySpan<byte> ControlReference { get; private init; }

    /// <summary>Everything in front of the token: what a token signs, behind P1, P2 and the length.</summary>
    public ReadOnlySpan<byte> Signed { get; private init; }

    /// <summary>Reads the objects.</summary>
    /// <returns>False for bytes that are no such objects, in another order, or incomplete.</returns>
    public static bool TryParse(ReadOnlySpan<byte> source, out DeleteData data)
    {
        data = default;
        var reader = new BerTlvReader(source);
        if (!reader.TryRead(out BerTag tag, out ReadOnlySpan<byte> aid))
        {
            return false;
        }

        if (tag.Value != AidTag || aid.Length is < 5 or > 16)
        {
            return false;
        }

        ReadOnlySpan<byte> reference = default;
        ReadOnlySpan<byte> token = default;
        int signed = source.Length - reader.Remaining.Length;
        if (reader.TryFind(ReferenceTag, out _) && reader.TryRead(out tag, out reference))
        {
            signed = source.Length - reader.Remaining.Length;
            if (tag.Value != ReferenceTag)
            {
                return false;
            }
        }

        if (reader.TryRead(out tag, out token) && tag.Value != TokenTag)
        {
            return false;
        }

        data = new DeleteData { Aid = aid, Token = token, ControlReference = reference, Signed = source.Slice(0, signed) };
        return reader.IsAtEnd;
    }
}
