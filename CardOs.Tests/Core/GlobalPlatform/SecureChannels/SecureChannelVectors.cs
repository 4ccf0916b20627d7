using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Crypto;
using CardOs.GlobalPlatform.SecureChannels;
using CardOs.OffCard;
using CardOs.OffCard.GlobalPlatform;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Core.GlobalPlatform.SecureChannels;

/// <summary>Recorded and published sessions: what the off-card side sends and what the card answers is compared byte by byte.</summary>
internal static class SecureChannelVectors
{
    [VectorKind("session")]
    public static void Session(VectorCase vector)
    {
        VectorFields.AllowInputs(
            vector, "scp", "i", "keys", "init_update_cmd", "init_update_resp", "security_level", "commands_plain", "response_plain_for_command_0", "responses_plain",
            "sequence_counter", "sd_aid", "host_challenge", "card_challenge");
        VectorFields.AllowExpected(
            vector, "session_keys", "card_cryptogram", "host_cryptogram", "ext_auth_cmd", "commands_wrapped", "response_wrapped_for_command_0", "responses_wrapped",
            "card_challenge", "init_update_resp", "mac_chaining_value", "encrypted_data_of_command_0", "commands_wrapped_by_reference", "card_responses");
        var run = new SessionRun(vector.Text("scp") == "02", Convert.ToByte(vector.Text("i").TrimEnd('?'), 16), Key(vector, "enc"), Key(vector, "mac"), Key(vector, "dek"));
        if (vector.HasInput("sequence_counter"))
        {
            run.PrepareFor(vector.Bytes("init_update_cmd"), vector.Bytes("sequence_counter"), vector.Bytes("sd_aid"), vector.ExpectedBytes("init_update_resp")[..10]);
        }
        else if (vector.HasInput("init_update_resp"))
        {
            run.PrepareFor(vector.Bytes("init_update_cmd"), vector.Bytes("init_update_resp"));
        }
        else
        {
            run.PrepareForChallenges(vector.Bytes("host_challenge"), vector.Bytes("card_challenge"));
        }

        string[] answers = List(vector.Inputs, "responses_plain");
        answers = answers.Length == 0 && vector.HasInput("response_plain_for_command_0") ? [vector.Text("response_plain_for_command_0")] : answers;
        run.Open(Convert.ToByte(vector.Text("security_level"), 16));
        CheckOpening(vector, run);
        string[] plain = List(vector.Inputs, "commands_plain");
        string[] wrapped = List(vector.Expected, "commands_wrapped").Concat(List(vector.Expected, "commands_wrapped_by_reference")).ToArray();
        string[] secured = List(vector.Expected, "responses_wrapped");
        secured = secured.Length == 0 && vector.IsExpected("response_wrapped_for_command_0") ? [vector.ExpectedText("response_wrapped_for_command_0")] : secured;
        for (int i = 0; i < plain.Length; i++)
        {
            run.Exchange(plain[i], wrapped[i], i < answers.Length ? answers[i] : "9000", i < secured.Length ? secured[i] : null);
        }

        if (vector.IsExpected("encrypted_data_of_command_0"))
        {
            Assert.That(wrapped[0], Does.Contain(vector.ExpectedText("encrypted_data_of_command_0")));
        }
    }

    [VectorKind("session_transcript")]
    public static void Transcript(VectorCase vector)
    {
        VectorFields.AllowInputs(
            vector, "static_enc", "static_mac", "static_dek", "i", "security_level", "initialize_update", "initialize_update_response", "commands");
        VectorFields.AllowExpected(vector, "s_enc", "s_mac", "card_cryptogram", "host_cryptogram", "plain_commands", "responses");
        var run = new SessionRun(
            isScp02: true, Convert.ToByte(vector.Text("i"), 16), vector.Bytes("static_enc"), vector.Bytes("static_mac"), vector.Bytes("static_dek"));
        run.PrepareFor(vector.Bytes("initialize_update"), vector.Bytes("initialize_update_response"));
        run.Open(Convert.ToByte(vector.Text("security_level"), 16));
        string[] commands = List(vector.Inputs, "commands");
        string[] plain = List(vector.Expected, "plain_commands");
        string[] answers = List(vector.Expected, "responses");
        Assert.That(VectorCase.Hex(run.Card.Sent[1]), Is.EqualTo(commands[0]));
        Assert.That(VectorCase.Hex(run.Session.EncryptionKey), Is.EqualTo(vector.ExpectedText("s_enc")));
        Assert.That(VectorCase.Hex(run.Session.CommandMacKey), Is.EqualTo(vector.ExpectedText("s_mac")));
        Assert.That(commands[0], Does.Contain(vector.ExpectedText("host_cryptogram")));
        Assert.That(VectorCase.Hex(run.Card.Answered[0].Data.Span), Does.EndWith(vector.ExpectedText("card_cryptogram")));
        for (int i = 1; i < commands.Length; i++)
        {
            run.Exchange(plain[i], commands[i], answers[i], answers[i]);
        }
    }

    [VectorKind("negative")]
    public static void Negative(VectorCase vector)
    {
        VectorFields.AllowInputs(vector, "scp", "keys", "init_update_cmd", "init_update_resp", "s_rmac", "mac_chaining_value", "response_data", "sw", "r_mac");
        if (vector.HasInput("r_mac"))
        {
            Assert.That(vector.ExpectedText("error"), Is.EqualTo("R-MAC mismatch"));
            Assert.That(ResponseMacOf(vector), Is.Not.EqualTo(vector.Text("r_mac")));
            return;
        }

        Assert.That(vector.ExpectedText("error"), Is.EqualTo("card cryptogram mismatch"));
        var keys = new SecureChannelKeySet(Key(vector, "enc"), Key(vector, "mac"), Key(vector, "dek"));
        var settings = new SecureChannelSettings { HostChallenge = vector.Bytes("init_update_cmd").AsMemory(5..13) };
        CardAnswer answer = new(StatusWord.Success, vector.Bytes("init_update_resp"));
        Assert.That(() => SecurityDomainSession.Open(_ => answer, keys, settings), Throws.TypeOf<SecureChannelException>());
    }

    [VectorKind("key_derivation")]
    public static void KeysOf(VectorCase vector)
    {
        VectorFields.AllowInputs(vector, "scp", "keys", "sequence_counter", "host_challenge", "card_challenge");
        var run = new SessionRun(vector.Text("scp") == "02", vector.Text("scp") == "02" ? (byte)0x15 : (byte)0x00, Key(vector, "enc"), Key(vector, "mac"), Key(vector, "dek"));
        var actual = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (vector.Text("scp") == "02")
        {
            ushort counter = Convert.ToUInt16(vector.Text("sequence_counter"), 16);
            actual["enc"] = DeriveScp02(Key(vector, "enc"), KeyDerivation.Scp02Encryption, counter);
            actual["mac"] = DeriveScp02(Key(vector, "mac"), KeyDerivation.Scp02CommandMac, counter);
            actual["dek"] = DeriveScp02(Key(vector, "dek"), KeyDerivation.Scp02DataEncryption, counter);
        }
        else
        {
            run.PrepareForChallenges(vector.Bytes("host_challenge"), vector.Bytes("card_challenge"));
            run.Open(0x01);
            actual["enc"] = VectorCase.Hex(run.Session.EncryptionKey);
            actual["cmac"] = VectorCase.Hex(run.Session.CommandMacKey);
            actual["rmac"] = VectorCase.Hex(run.Session.ResponseMacKey);
        }

        ExpectedFields.Check(vector, actual);
    }

    [VectorKind("wrap_sequence")]
    public static void Wrapped(VectorCase vector)
    {
        VectorFields.AllowInputs(vector, "scp", "session_keys", "initial_icv_or_chaining", "commands_plain");
        Assert.That(vector.Text("initial_icv_or_chaining"), Is.EqualTo("zero"));
        JsonElement keys = vector.Inputs.GetProperty("session_keys");
        bool isScp02 = vector.Text("scp") == "02";
        SecureChannelProtocol protocol = isScp02 ? SecureChannelProtocol.Scp02 : SecureChannelProtocol.Scp03;
        ChannelKeys derived = ChannelKeys.Given(protocol, Hex(keys, "enc"), Hex(keys, "cmac"), Hex(keys, "rmac"));
        SecurityLevel level = vector.Algorithm.Contains("C-ENC", StringComparison.Ordinal) ? SecurityLevel.CommandMac | SecurityLevel.CommandEncryption : SecurityLevel.CommandMac;
        var session = new SecurityDomainSession(_ => new CardAnswer(StatusWord.Success, default), derived, new SecureChannelSettings { Level = level }, protocol, isScp02 ? (byte)0x15 : (byte)0x00);
        string[] wrapped = List(vector.Expected, "commands_wrapped");
        string[] plain = List(vector.Inputs, "commands_plain");
        Assert.That(plain.Select(command => VectorCase.Hex(session.Wrap(VectorCase.Hex(command)))), Is.EqualTo(wrapped));
    }

    [VectorKind("c_encryption")]
    public static void CommandEncryption(VectorCase vector)
    {
        byte[] data = vector.Bytes("data");
        byte[] buffer = new byte[64];
        data.CopyTo(buffer, 0);
        int length = Scp03.Encipher(ChannelKeys.Aes(vector.Bytes("s_enc")), (ulong)vector.Number("counter"), isResponse: false, buffer, data.Length);
        Assert.That(VectorCase.Hex(buffer.AsSpan(0, length)), Is.EqualTo(vector.ExpectedText("encrypted")));
    }

    [VectorKind("r_encryption")]
    public static void ResponseEncryption(VectorCase vector)
    {
        byte[] text = vector.Bytes("encrypted");
        Assert.That(Scp03.TryDecipher(ChannelKeys.Aes(vector.Bytes("s_enc")), (ulong)vector.Number("counter"), isResponse: true, text, out int length), Is.True);
        Assert.That(VectorCase.Hex(text.AsSpan(0, length)), Is.EqualTo(vector.ExpectedText("data")));
    }

    [VectorKind("kdf")]
    public static void Derivation(VectorCase vector)
    {
        byte[] output = new byte[vector.Number("output_bits") / 8];
        byte constant = vector.Bytes("derivation_constant")[0];
        KeyDerivation.DeriveScp03(ChannelKeys.Aes(vector.Bytes("key")), constant, vector.Bytes("host_challenge"), vector.Bytes("card_challenge"), output);
        Assert.That(VectorCase.Hex(output), Is.EqualTo(vector.ExpectedText("output")));
    }

    [VectorKind("r_mac")]
    public static void ResponseMac(VectorCase vector) => Assert.That(ResponseMacOf(vector), Is.EqualTo(vector.ExpectedText("r_mac")));

    [VectorKind("kcv")]
    public static void CheckValue(VectorCase vector)
    {
        Assert.That(vector.Text("key_type"), Is.EqualTo("aes"));
        Assert.That(VectorCase.Hex(SecurityDomainSession.CheckValue(KeyComponentType.Aes, vector.Bytes("key"))), Is.EqualTo(vector.ExpectedText("kcv")));
    }

    [VectorKind("padding")]
    public static void Padding(VectorCase vector)
    {
        byte[] data = vector.Bytes("data");
        byte[] padded = new byte[Paddings.PaddedLength(BlockPadding.Method2, data.Length, vector.Number("block"))];
        data.CopyTo(padded, 0);
        Paddings.Write(BlockPadding.Method2, padded, data.Length);
        Assert.That(VectorCase.Hex(padded), Is.EqualTo(vector.ExpectedText("padded")));
    }

    [VectorKind("dek_encrypt")]
    public static void DataKey(VectorCase vector)
    {
        bool isScp02 = vector.Algorithm.StartsWith("SCP02", StringComparison.Ordinal);
        byte[] data = vector.Bytes("data");
        byte[] enciphered = (byte[])data.Clone();
        DataEncryption.Code(isScp02 ? ChannelKeys.Des(vector.Bytes("dek")) : ChannelKeys.Aes(vector.Bytes("dek")), isScp02, enciphered, encipher: true);
        string prefix = isScp02 ? string.Empty : data.Length.ToString("x2", System.Globalization.CultureInfo.InvariantCulture);
        Assert.That(prefix + VectorCase.Hex(enciphered), Is.EqualTo(vector.ExpectedText("encrypted")));
    }

    private static void CheckOpening(VectorCase vector, SessionRun run)
    {
        string answer = VectorCase.Hex(run.Card.Answered[0].Data.Span);
        string authenticate = VectorCase.Hex(run.Card.Sent[1]);
        if (vector.IsExpected("ext_auth_cmd"))
        {
            Assert.That(authenticate, Is.EqualTo(vector.ExpectedText("ext_auth_cmd")));
        }

        foreach (string field in new[] { "card_cryptogram", "card_challenge" })
        {
            Assert.That(answer, vector.IsExpected(field) ? Does.Contain(vector.ExpectedText(field)) : Is.Not.Empty);
        }

        Assert.That(authenticate, vector.IsExpected("host_cryptogram") ? Does.Contain(vector.ExpectedText("host_cryptogram")) : Is.Not.Empty);
        Assert.That(answer, vector.IsExpected("init_update_resp") ? Is.EqualTo(vector.ExpectedText("init_update_resp")) : Is.Not.Empty);
        if (vector.IsExpected("mac_chaining_value"))
        {
            Assert.That(VectorCase.Hex(run.Session.Chain), Is.EqualTo(vector.ExpectedText("mac_chaining_value")));
        }

        if (vector.Expected.TryGetProperty("session_keys", out JsonElement keys))
        {
            foreach (JsonProperty key in keys.EnumerateObject())
            {
                ReadOnlySpan<byte> actual = key.Name switch
                {
                    "enc" => run.Session.EncryptionKey,
                    "cmac" => run.Session.CommandMacKey,
                    "rmac" => run.Session.ResponseMacKey,
                    _ => run.Session.DataKey,
                };
                Assert.That(VectorCase.Hex(actual), Is.EqualTo(key.Value.GetString()), key.Name);
            }
        }
    }

    private static string ResponseMacOf(VectorCase vector)
    {
        byte[] mac = new byte[8];
        var status = (StatusWord)Convert.ToUInt16(vector.Text("sw"), 16);
        Scp03.ResponseMac(ChannelKeys.Aes(vector.Bytes("s_rmac")), vector.Bytes("mac_chaining_value"), vector.Bytes("response_data"), status, mac);
        return VectorCase.Hex(mac);
    }

    private static string DeriveScp02(byte[] key, ushort constant, ushort counter)
    {
        byte[] derived = new byte[16];
        KeyDerivation.DeriveScp02(ChannelKeys.Des(key), constant, counter, derived);
        return VectorCase.Hex(derived);
    }

    private static byte[] Key(VectorCase vector, string name) => Hex(vector.Inputs.GetProperty("keys"), name);

    private static byte[] Hex(JsonElement element, string name) => VectorCase.Hex(element.GetProperty(name).GetString()!);

    private static string[] List(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement list) ? list.EnumerateArray().Select(item => item.GetString()!).ToArray() : [];
}
