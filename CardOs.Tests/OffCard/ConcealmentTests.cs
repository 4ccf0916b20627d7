using System;
using System.Globalization;
using CardOs.Crypto;
using CardOs.Crypto.Ecies;
using CardOs.OffCard;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.OffCard;

/// <summary>The test data of TS 33.501 C.4, from both ends.</summary>
[TestFixture]
public sealed class ConcealmentTests
{
    private const string PrivateA = "c53c22208b61860b06c62e5406a7b330c2b577aa5558981510d128247d38bd1d";
    private const string PublicA = "5a8d38864820197c3394b92613b20b91633cbd897119273bf8e4a6f4eec0a650";
    private const string PrivateB = "f1ab1074477ebcc7f554ea1c5fc368b1616730155e0041ac447d6301975fecda";
    private const string PublicB = "0272da71976234ce833a6907425867b82e074d44ef907dfb4b3e21c1c2256ebcd1";
    private const string UncompressedB = "04" + "72da71976234ce833a6907425867b82e074d44ef907dfb4b3e21c1c2256ebcd1" + "5a7ded52fcbb097a4ed250e036c7b9c8c7004c4eedc4f068cd7bf8d3f900e3b4";
    private const string Msin = "00012080f6";
    private const string UserName = "766572796c6f6e67757365726e616d6531";

    [TestCase(1, PublicA, "c80949f13ebe61af4ebdbd293ea4f942696b9e815d7e8f0096bbf6ed7de62256", Msin,
        "b2e92f836055a255837debf850b528997ce0201cb82adfe4be1f587d07d8457d", "cb02352410", "cddd9e730ef3fa87", TestName = "C.4.3.1")]
    [TestCase(1, PublicA, "be9eff3e9f22a4b42a3d236e7a6c500b3f2e7e0c7449988ba800d664bf4fcd97", UserName,
        "977d8b2fdaa7b64aa700d04227d5b440630ea4ec50f9082273a26bb678c92222", "8e358a1582adb15322c10e515141d2039a", "12e1d7783a97f1ac", TestName = "C.4.3.2")]
    [TestCase(2, PublicB, "99798858a1dc6a2c68637149a4b1dbfd1fdff5addd62a2142f06699ed7602529", Msin,
        "039aab8376597021e855679a9778ea0b67396e68c66df32c0f41e9acca2da9b9d1", "46a33fc271", "6ac7dae96aa30a4d", TestName = "C.4.4.1")]
    [TestCase(2, UncompressedB, "99798858a1dc6a2c68637149a4b1dbfd1fdff5addd62a2142f06699ed7602529", Msin,
        "039aab8376597021e855679a9778ea0b67396e68c66df32c0f41e9acca2da9b9d1", "46a33fc271", "6ac7dae96aa30a4d", TestName = "C.4.4.1, key not compressed")]
    [TestCase(2, PublicB, "90a5898bd29ffa3f261e00e980067c70a2b1b992a21f5b4fef6d4df69fe804ad", UserName,
        "03759bb22c563d9f4a6b3c1419e543fc2f39d6823f02a9d71162b39399218b244b", "be22d8b9f856a52ed381cd7eaf4cf2d525", "3cddc61a0a7882eb", TestName = "C.4.4.2")]
    public void Published_identity_is_concealed_and_revealed(
        byte scheme, string networkKey, string ephemeral, string input, string publicKey, string text, string mac)
    {
        byte[] plain = VectorCase.Hex(input);
        byte[] output = new byte[EciesScheme.OutputLength((ProtectionScheme)scheme, plain.Length)];
        bool isDone = EciesScheme.TryProtect(
            (ProtectionScheme)scheme, new KeySchedule(), VectorCase.Hex(ephemeral), VectorCase.Hex(networkKey), plain, output);
        Assert.That(isDone, Is.True);
        Assert.That(VectorCase.Hex(output), Is.EqualTo(publicKey + text + mac));
        Assert.That(Opener(scheme).TryOpen(output, out byte[] opened), Is.True);
        Assert.That(VectorCase.Hex(opened), Is.EqualTo(input));
    }

    [Test]
    public void Public_keys_follow_from_the_private_ones()
    {
        Assert.That(VectorCase.Hex(Opener(1).PublicKey), Is.EqualTo(PublicA));
        Assert.That(VectorCase.Hex(Opener(2).PublicKey), Is.EqualTo(PublicB));
    }

    [Test]
    public void Output_with_any_changed_byte_is_refused([Values(1, 2)] byte scheme)
    {
        byte[] output = new byte[EciesScheme.OutputLength((ProtectionScheme)scheme, 5)];
        byte[] ephemeral = VectorCase.Hex("99798858a1dc6a2c68637149a4b1dbfd1fdff5addd62a2142f06699ed7602529");
        Assert.That(EciesScheme.TryProtect((ProtectionScheme)scheme, new KeySchedule(), ephemeral, Opener(scheme).PublicKey, VectorCase.Hex(Msin), output), Is.True);
        for (int i = 0; i < output.Length; i++)
        {
            byte[] changed = [.. output];
            changed[i] ^= 0x04;
            Assert.That(Opener(scheme).TryOpen(changed, out _), Is.False, i.ToString(CultureInfo.InvariantCulture));
        }

        Assert.That(Opener(scheme).TryOpen(output.AsSpan(0, 20), out _), Is.False, "cut short");
    }

    [TestCase(1, "0000000000000000000000000000000000000000000000000000000000000000", "of small order")]
    [TestCase(1, PublicA + "00", "too long")]
    [TestCase(2, "02ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", "the field's prime")]
    [TestCase(2, "0572da71976234ce833a6907425867b82e074d44ef907dfb4b3e21c1c2256ebcd1", "no such form")]
    [TestCase(2, "020000000000000000000000000000000000000000000000000000000000000001", "no point")]
    [TestCase(2, "0472da71976234ce833a6907425867b82e074d44ef907dfb4b3e21c1c2256ebcd15a7ded52fcbb097a4ed250e036c7b9c8c7004c4eedc4f068cd7bf8d3f900e3b5", "not on the curve")]
    [TestCase(2, "", "nothing")]
    public void Public_key_that_is_none_is_refused(byte scheme, string key, string reason)
    {
        byte[] output = new byte[EciesScheme.OutputLength((ProtectionScheme)scheme, 5)];
        byte[] ephemeral = VectorCase.Hex("99798858a1dc6a2c68637149a4b1dbfd1fdff5addd62a2142f06699ed7602529");
        Assert.That(EciesScheme.TryProtect((ProtectionScheme)scheme, new KeySchedule(), ephemeral, VectorCase.Hex(key), VectorCase.Hex(Msin), output), Is.False, reason);
    }

    [Test]
    public void Identity_of_the_null_scheme_is_read_as_it_is()
    {
        Assert.That(ConcealedIdentity.TryParse(VectorCase.Hex("01 72F410 F0FF 00 00 00012080F6"), out ConcealedIdentity? identity), Is.True);
        Assert.That((identity!.CountryCode, identity.NetworkCode, identity.RoutingIndicator), Is.EqualTo(("274", "01", "0")));
        Assert.That(Opener(1).TryReveal(identity, out string imsi), Is.True);
        Assert.That(imsi, Is.EqualTo("27401001002086F".TrimEnd('F')));
    }

    private static IdentityOpener Opener(byte scheme) =>
        scheme == 1 ? IdentityOpener.OfProfileA(VectorCase.Hex(PrivateA)) : IdentityOpener.OfProfileB(VectorCase.Hex(PrivateB));
}
