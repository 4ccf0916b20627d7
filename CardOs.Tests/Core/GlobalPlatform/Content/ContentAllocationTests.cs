using System;
using CardOs.Apdu;
using CardOs.Crypto;
using NUnit.Framework;

namespace CardOs.Tests.Core.GlobalPlatform.Content;

/// <summary>Commands for content allocate no managed memory.</summary>
public sealed class ContentAllocationTests
{
    [Test]
    public void Loading_installing_listing_locking_and_deleting_allocate_nothing()
    {
        var card = new ContentCard();
        byte[][] commands = Commands();
        byte[] room = new byte[Card.MaxShortResponse];
        for (int i = 0; i < commands.Length; i++)
        {
            Assert.That(card.Card.Card.Transmit(commands[i], room).Status, Is.AnyOf(StatusWord.Success, (StatusWord)0x6310, StatusWord.ConditionsOfUseNotSatisfied), Convert.ToHexString(commands[i]));
        }

        Allocation.IsNoneOf(() =>
        {
            for (int round = 0; round < 20; round++)
            {
                foreach (byte[] command in commands)
                {
                    card.Card.Card.Transmit(command, room);
                }
            }
        });
    }

    // docs/conformance.md, closed list.
    [TestCase(1024, 8_192)]
    [TestCase(2048, 16_384)]
    public void A_signature_with_RSA_allocates_what_the_list_says(int bits, int most)
    {
        using var rsa = System.Security.Cryptography.RSA.Create(bits);
        System.Security.Cryptography.RSAParameters numbers = rsa.ExportParameters(includePrivateParameters: false);
        byte[] message = new byte[32];
        byte[] signature = bits == 1024
            ? rsa.SignData(message, System.Security.Cryptography.HashAlgorithmName.SHA1, System.Security.Cryptography.RSASignaturePadding.Pkcs1)
            : rsa.SignData(message, System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.RSASignaturePadding.Pss);
        Measure(() => Assert.That(PublicKeyVerifier.VerifyRsa(numbers.Modulus, numbers.Exponent, message, signature), Is.True), most);
    }

    [Test]
    public void A_signature_with_a_curve_allocates_what_the_list_says()
    {
        using var ec = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        System.Security.Cryptography.ECParameters numbers = ec.ExportParameters(includePrivateParameters: false);
        byte[] message = new byte[32];
        byte[] point = [0x04, .. numbers.Q.X!, .. numbers.Q.Y!];
        byte[] signature = ec.SignData(message, System.Security.Cryptography.HashAlgorithmName.SHA256);
        Measure(() => Assert.That(PublicKeyVerifier.VerifyEcdsa(0, point, message, signature), Is.True), 300_000);
    }

    private static void Measure(Action verify, int most)
    {
        verify();
        verify();
        long bytes = Allocation.Of(verify);
        TestContext.Out.WriteLine($"{bytes} bytes");
        Assert.That(bytes, Is.InRange(1, most));
    }

    private static byte[][] Commands()
    {
        string file = ContentCard.DataBlock(ContentCard.LoadFile);
        const int Size = 250;
        int blocks = ((file.Length / 2) + Size - 1) / Size;
        byte[] hash = System.Security.Cryptography.SHA256.HashData(ContentCard.LoadFile);
        var list = new System.Collections.Generic.List<string>
        {
            Command("E60200", "07F0436172644F7000" + "20" + Convert.ToHexString(hash) + "0000"),
        };
        for (int i = 0; i < blocks; i++)
        {
            string data = file.Substring(i * Size * 2, Math.Min(Size * 2, file.Length - (i * Size * 2)));
            list.Add(Command("E8" + (i == blocks - 1 ? "80" : "00") + i.ToString("X2", System.Globalization.CultureInfo.InvariantCulture), data));
        }

        list.AddRange(
        [
            Command("E60400", "07F0436172644F7008F0436172644F700108F0436172644F7001" + "0100" + "02C900" + "00"),
            Command("E60800", "000008F0436172644F7001" + "0104" + "05EF03CF0141" + "00"),
            Command("E60C00", "07A000000151535008A00000015153504108F0436172644F7402" + "0380C000" + "02C900" + "00"),
            Command("E61000", "08F0436172644F7402" + "00" + "08F0436172644F7001" + "00" + "00" + "00"),
            Command("E64000", "000008F0436172644F7001" + "00" + "09EF07D90100CB021234" + "00"),
            Command("E62000", "000008F0436172644F7001" + "000000"),
            Command("F24002", "4F00"),
            Command("F24003", "4F00"),
            Command("F21002", "4F00"),
            Command("F21000", "4F00"),
            "80F04080" + "08F0436172644F7001",
            "80F04000" + "08F0436172644F7001",
            Command("E40080", "4F07F0436172644F70"),
            Command("E40000", "4F08F0436172644F7402"),
        ]);
        return list.ConvertAll(Convert.FromHexString).ToArray();
    }

    private static string Command(string header, string data) =>
        "80" + header + (data.Length / 2).ToString("X2", System.Globalization.CultureInfo.InvariantCulture) + data + "00";
}
