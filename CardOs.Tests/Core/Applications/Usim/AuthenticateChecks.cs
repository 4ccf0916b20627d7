using System;
using CardOs.Crypto.Authentication;
using CardOs.Profiles;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Core.Applications.Usim;

/// <summary>Sends what a known answer is made of to a card with its key, and expects the answer from AUTHENTICATE.</summary>
internal static class AuthenticateChecks
{
    /// <param name="key">The key of the case.</param>
    /// <param name="rand">RAND.</param>
    /// <param name="token">AUTN.</param>
    /// <param name="keys">RES, CK and IK, one behind the other.</param>
    /// <param name="resynchronisationToken">AUTS of a card whose highest SQN is that of the case.</param>
    public static void Mutual(AuthenticationProfile key, byte[] rand, byte[] token, byte[] keys, byte[] resynchronisationToken)
    {
        ulong number = NumberOf(key, rand, token);
        string command = UsimCard.Authenticate(0x81, UsimCard.Field(rand) + UsimCard.Field(token));
        byte[] res = keys[..key.ResponseLength];
        byte[] ck = keys[key.ResponseLength..][..key.CipherKeyLength];
        byte[] ik = keys[(key.ResponseLength + key.CipherKeyLength)..];
        byte[] kc = new byte[8];
        GsmConversion.FoldKeys(ck, ik, kc);

        // SEQ 0 is never fresh; RES, CK and IK are the same with another number.
        bool isUsable = number >> 5 != 0;
        var card = new UsimCard(key with { SequenceNumber = isUsable ? number - 32 : 0 });
        string fresh = isUsable ? command : UsimCard.Mutual(card.Centre.Next(rand));
        card.Send(UsimCard.SelectUsim);
        Assert.That(card.Send(fresh), Is.EqualTo("DB" + UsimCard.Field(res) + UsimCard.Field(ck) + UsimCard.Field(ik) + UsimCard.Field(kc) + " 9000"));
        if (isUsable)
        {
            // The same again is a replay, and the card says how far it is.
            Assert.That(card.Send(command), Is.EqualTo("DC" + UsimCard.Field(resynchronisationToken) + " 9000"));
        }

        // A card for which the number counts as used: the highest one of a card without any is 1F.
        var used = new UsimCard(key with { SequenceNumber = number });
        used.Send(UsimCard.SelectIsim);
        string refused = used.Send(command);
        Assert.That(refused, Does.StartWith("DC").And.EndsWith(" 9000"));
        Assert.That(used.Centre.TryResynchronise(rand, VectorCase.Hex(refused[4..^5]), out ulong highest), Is.True);
        Assert.That(highest, Is.EqualTo(isUsable ? number : 0x1F));
        Assert.That(used.Centre.TryResynchronise(rand, resynchronisationToken, out ulong found), Is.True);
        Assert.That(found, Is.EqualTo(number));
        if (number == highest)
        {
            Assert.That(refused[4..^5], Is.EqualTo(Convert.ToHexString(resynchronisationToken)));
        }
    }

    public static void Gsm(AuthenticationProfile key, byte[] rand, byte[] sres, byte[] kc)
    {
        var card = new UsimCard(key);
        card.Send(UsimCard.SelectUsim);
        Assert.That(card.Send(UsimCard.Gsm(VectorCase.Hex(rand))), Is.EqualTo("04" + Convert.ToHexString(sres) + "08" + Convert.ToHexString(kc) + " 9000"));
    }

    private static ulong NumberOf(AuthenticationProfile key, byte[] rand, byte[] token)
    {
        byte[] zero = new CardOs.OffCard.AuthenticationCentre(key).Generate(rand, 0, 0).Token;
        ulong number = 0;
        for (int i = 0; i < 6; i++)
        {
            number = (number << 8) | (byte)(token[i] ^ zero[i]);
        }

        return number;
    }
}
