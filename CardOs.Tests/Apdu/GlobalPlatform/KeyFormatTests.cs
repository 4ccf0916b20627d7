using System;
using System.Collections.Generic;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Apdu.Tlv;
using CardOs.Tests.Core.GlobalPlatform.SecureChannels;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Apdu.GlobalPlatform;

/// <summary>The data of PUT KEY, and the key information template.</summary>
[TestFixture]
public sealed class KeyFormatTests
{
    [Test]
    public void Keys_of_all_kinds_are_read()
    {
        const string Key = "000102030405060708090A0B0C0D0E0F";
        string modulus = "A180" + new string('5', 256);
        Assert.That(Read("20" + "8010" + Key + "03FB0975"), Is.EqualTo("20: Des 16 kcv 3"));
        Assert.That(Read("30" + "881110" + Key + "033544E0" + "882118" + Key + Key + "03112233"), Is.EqualTo("30: Aes 17 kcv 3, Aes 33 kcv 3"));
        Assert.That(Read("40" + "851110" + Key + "00"), Is.EqualTo("40: TlsPresharedKey 17 kcv 0"));
        Assert.That(Read("73" + modulus + "A003010001" + "00"), Is.EqualTo("73: RsaModulus 128 RsaPublicExponent 3 kcv 0"));
        Assert.That(Read("73" + modulus.Replace("A180", "A18180", StringComparison.Ordinal) + "A003010001" + "00"), Is.EqualTo("73: RsaModulus 128 RsaPublicExponent 3 kcv 0"));
        Assert.That(Read("74" + "B00304AABB" + "F00100" + "00"), Is.EqualTo("74: EccPublicKey 3 EccParameterReference 1 kcv 0"));
        Assert.That(Read("30" + "FF8810" + Key + "033544E0" + "0118" + "0100"), Is.EqualTo("30: Aes 16 kcv 3 usage 1 access 1"));
    }

    [TestCase("", TestName = "No_version")]
    [TestCase("30" + "88", TestName = "A_type_alone")]
    [TestCase("30" + "880201", TestName = "A_block_cut_short")]
    [TestCase("30" + "880101", TestName = "No_check_value")]
    [TestCase("30" + "8801010301", TestName = "A_check_value_cut_short")]
    [TestCase("30" + "1001010300", TestName = "No_type")]
    [TestCase("30" + "8883000001AA00", TestName = "A_length_of_three_bytes")]
    [TestCase("30" + "FF88010100", TestName = "An_extended_key_without_usage")]
    public void What_is_no_key_is_refused(string data) => Assert.That(Read(data), Is.EqualTo("malformed"));

    [TestCase("10" + "000102030405060708090A0B0C0D0E0F", 16, 16, 16)]
    [TestCase("000102030405060708090A0B0C0D0E0F", 16, 16, 16)]
    [TestCase("18" + "000102030405060708090A0B0C0D0E0F000102030405060708090A0B0C0D0E0F", 16, 32, 24)]
    [TestCase("05" + "0001020304050607", 8, 8, 5)]
    [TestCase("18" + "000102030405060708090A0B0C0D0E0F", 16, -1, 0, TestName = "A_length_beyond_the_blocks")]
    [TestCase("08" + "000102030405060708090A0B0C0D0E0F", 8, -1, 0, TestName = "A_block_of_padding_too_many")]
    [TestCase("00" + "0001020304050607", 8, -1, 0, TestName = "A_length_of_nothing")]
    public void A_secret_block_is_split(string block, int cipherBlock, int enciphered, int clear)
    {
        byte[] data = VectorCase.Hex("30" + "88" + (block.Length / 2).ToString("X2", null) + block + "00");
        _ = PutKeyData.TryParse(data, out PutKeyData keys);
        Assert.That(keys.TryRead(out KeyDataField field), Is.True);
        field.ReadComponents().TryRead(out KeyComponentBlock component);
        Assert.That(component.TrySplit(cipherBlock, out ReadOnlySpan<byte> text, out int length), Is.EqualTo(enciphered >= 0));
        if (enciphered >= 0)
        {
            Assert.That(text.Length, Is.EqualTo(enciphered));
            Assert.That(length, Is.EqualTo(clear));
        }
    }

    [Test]
    public void What_is_written_is_read_again()
    {
        Span<byte> buffer = stackalloc byte[64];
        var writer = new PutKeyDataWriter(buffer, 0x30);
        Assert.That(writer.TryWriteSecret(KeyComponentType.Aes, new byte[16], 16), Is.True);
        Assert.That(writer.TryEndKey([1, 2, 3]), Is.True);
        Assert.That(writer.TryWrite(KeyComponentType.EccPublicKey, new byte[] { 4, 5 }), Is.True);
        Assert.That(writer.TryWrite(KeyComponentType.EccParameterReference, new byte[] { 0 }), Is.True);
        Assert.That(writer.TryEndKey([]), Is.True);
        Assert.That(Read(VectorCase.Hex(writer.Written)), Is.EqualTo("30: Aes 17 kcv 3, EccPublicKey 2 EccParameterReference 1 kcv 0"));
        int before = writer.Length;
        Assert.That(writer.TryWrite(KeyComponentType.Aes, new byte[64]), Is.False);
        Assert.That(writer.Length, Is.EqualTo(before));
    }

    [Test]
    public void New_keys_are_wrapped_for_the_card()
    {
        ChannelCard card = ChannelCard.WithBoth();
        CardOs.OffCard.GlobalPlatform.SecurityDomainSession session = card.Open(0x30, SecurityLevel.CommandMac);
        byte[] key = VectorCase.Hex("00112233445566778899AABBCCDDEEFF");
        byte[] data = session.PutKeyData(0x31, KeyComponentType.Aes, CardOs.OffCard.GlobalPlatform.SecureChannelKeySet.Same(key));
        Assert.That(PutKeyData.TryParse(data, out PutKeyData keys), Is.True);
        int count = 0;
        while (keys.TryRead(out KeyDataField field))
        {
            Assert.That(field.ReadComponents().TryRead(out KeyComponentBlock component), Is.True);
            Assert.That(component.TrySplit(16, out ReadOnlySpan<byte> enciphered, out int length), Is.True);
            byte[] clear = enciphered.ToArray();
            Assert.That(CardOs.GlobalPlatform.SecureChannels.SecureChannel.TryDecrypt(card.State, 0, clear), Is.True);
            Assert.That(clear[..length], Is.EqualTo(key));
            Assert.That(VectorCase.Hex(field.CheckValue), Is.EqualTo("3544e0"));
            count++;
        }

        Assert.That(count, Is.EqualTo(3));
        Assert.That(keys.IsAtEnd, Is.True);
        Assert.That(VectorCase.Hex(CardOs.OffCard.GlobalPlatform.SecurityDomainSession.CheckValue(KeyComponentType.Des, key)), Is.EqualTo("fb0975"));
    }

    [VectorKind("key_info")]
    internal static void Information(VectorCase vector)
    {
        byte[] data = vector.Bytes("data");
        var keys = new List<object[]>();
        bool isWhole = TryReadTemplate(data, keys);
        if (vector.IsExpected("error"))
        {
            Assert.That(isWhole, Is.False);
            return;
        }

        Assert.That(isWhole, Is.True);
        ExpectedFields.Check(vector, new Dictionary<string, object?>(StringComparer.Ordinal) { ["keys"] = keys, ["count"] = keys.Count });
    }

    [Test]
    public void A_template_is_written()
    {
        Span<byte> buffer = stackalloc byte[32];
        var writer = new BerTlvWriter(buffer);
        Assert.That(writer.TryOpen(0xE0, out int template), Is.True);
        Assert.That(KeyInformation.TryWrite(ref writer, 1, 0x70, KeyComponentType.Des, 16), Is.True);
        Assert.That(KeyInformation.TryWrite(ref writer, 2, 0x73, KeyComponentType.RsaModulus, 256), Is.True);
        Assert.That(writer.TryClose(template), Is.True);
        Assert.That(VectorCase.Hex(writer.Written), Is.EqualTo("e00cc00401708010c0040273a100"));
    }

    private static bool TryReadTemplate(ReadOnlySpan<byte> data, List<object[]> keys)
    {
        var outer = new BerTlvReader(data);
        if (!outer.TryRead(out BerTag tag, out ReadOnlySpan<byte> template) || tag.Value != 0xE0 || !outer.IsAtEnd)
        {
            return false;
        }

        var reader = new BerTlvReader(template);
        while (reader.TryRead(out tag, out ReadOnlySpan<byte> value))
        {
            if (tag.Value != 0xC0 || !KeyInformation.TryParse(value, out KeyInformation key) || !key.TryRead(out KeyComponentType type, out int length))
            {
                return false;
            }

            keys.Add([key.Identifier, key.Version, ((byte)type).ToString("x2", null), length]);
        }

        return reader.IsAtEnd;
    }

    private static string Read(string hex)
    {
        if (!PutKeyData.TryParse(VectorCase.Hex(hex), out PutKeyData data))
        {
            return "malformed";
        }

        var texts = new List<string>();
        while (data.TryRead(out KeyDataField field))
        {
            string text = string.Empty;
            KeyComponentReader components = field.ReadComponents();
            while (components.TryRead(out KeyComponentBlock component))
            {
                text += $"{component.Type} {component.Block.Length} ";
            }

            texts.Add($"{text}kcv {field.CheckValue.Length}" + (field.IsExtended ? $" usage {field.Usage.Length} access {field.Access.Length}" : string.Empty));
        }

        return data.IsAtEnd ? $"{data.Version:X2}: {string.Join(", ", texts)}" : "malformed";
    }
}
