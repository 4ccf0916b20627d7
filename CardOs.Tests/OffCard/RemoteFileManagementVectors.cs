using System;
using System.Collections.Generic;
using System.Globalization;
using CardOs.Apdu;
using CardOs.Apdu.RemoteScripts;
using CardOs.Apdu.SecuredPackets;
using CardOs.Apdu.Tlv;
using CardOs.OffCard;
using CardOs.Profiles;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.OffCard;

/// <summary>Scripts that a real card executed, executed by ours: same status word, and the objects of the answer that the standard fixes.</summary>
internal static class RemoteFileManagementVectors
{
    private const uint FcpTemplate = 0x62;
    private const int SimDirectoryLength = 22;

    // File descriptor, file identifier, life cycle, size; the access rules and extras are the other card's own.
    private static readonly uint[] StandardObjects = [0x82, 0x83, 0x8A, 0x80];

    [VectorKind("rfm_end_to_end")]
    public static void Remote_file_management(VectorCase vector)
    {
        VectorFields.AllowInputs(vector, "kic", "kid", "key_index", "algo_crypt", "algo_auth", "tar", "script");
        VectorFields.AllowExpected(vector, "last_response_data_and_sw");
        int keyset = vector.Number("key_index");
        KeyType cipher = TypeOf(vector.Text("algo_crypt"), "aes_cbc", "triple_des_cbc");
        KeyType check = TypeOf(vector.Text("algo_auth"), "aes_cmac", "triple_des_cbc");
        OtaKeys keys = OtaKeys.None
            .WithCipher(keyset, cipher == KeyType.Aes ? OtaKey.Aes(vector.Bytes("kic")) : OtaKey.Des(vector.Bytes("kic")))
            .WithCheck(keyset, check == KeyType.Aes ? OtaKey.Aes(vector.Bytes("kid")) : OtaKey.Des(vector.Bytes("kid")));
        byte[] script = vector.Bytes("script");
        Tar tar = Tar.Parse(vector.Text("tar"));
        var card = new PacketCard(
            [
                new KeySetProfile
                {
                    Version = (byte)keyset,
                    Cipher = new KeyProfile { Type = cipher, Value = vector.Bytes("kic") },
                    Check = new KeyProfile { Type = check, Value = vector.Bytes("kid") },
                },
            ],
            tar.Value,
            script);
        var terminal = new Terminal(card.Card);
        terminal.PowerOn();
        var channel = new OtaChannel(tar, keys);
        ProofOfReceipt receipt = Run(terminal, channel, script);
        if (receipt.LastStatus.BytesAvailable > 0 || receipt.LastStatus.ExactLength > 0)
        {
            // Our answer has other objects than theirs, so the script's last command must ask for more bytes or for fewer.
            script[^1] = receipt.LastStatus.ExactLength > 0 ? (byte)receipt.LastStatus.ExactLength : (byte)(script[^1] + receipt.LastStatus.BytesAvailable);
            receipt = Run(terminal, channel, script);
        }

        string[] expected = vector.ExpectedText("last_response_data_and_sw").Split(' ');
        Assert.That(expected, Has.Length.EqualTo(2));
        Assert.That(receipt.Status, Is.EqualTo(ResponseStatusCode.PorOk));
        Assert.That(((ushort)receipt.LastStatus).ToString("x4", CultureInfo.InvariantCulture), Is.EqualTo(expected[1]));
        Assert.That(receipt.CommandsExecuted, Is.EqualTo(Count(script)));
        Compare(VectorCase.Hex(expected[0]), receipt.Data.Span);
    }

    private static ProofOfReceipt Run(Terminal terminal, OtaChannel channel, byte[] script)
    {
        CardAnswer answer = new(default, default);
        foreach (byte[] envelope in channel.Seal(script))
        {
            answer = terminal.Transmit(envelope);
        }

        Assert.That(channel.TryOpen(answer.Data.Span, out ProofOfReceipt? receipt), Is.True);
        return receipt!;
    }

    private static void Compare(byte[] theirs, ReadOnlySpan<byte> ours)
    {
        if (theirs.Length == SimDirectoryLength && ours.Length == SimDirectoryLength)
        {
            // Identifier, type and how much follows; memory, clock stop, numbers of files and tries are the other card's own. TS 51.011 9.2.1.
            Assert.That(VectorCase.Hex(ours.Slice(4, 3)), Is.EqualTo(VectorCase.Hex(theirs.AsSpan(4, 3))));
            Assert.That(ours[12], Is.EqualTo(theirs[12]));
            return;
        }

        if (theirs.Length == 0 || theirs[0] != FcpTemplate)
        {
            Assert.That(VectorCase.Hex(ours), Is.EqualTo(VectorCase.Hex(theirs)));
            return;
        }

        Assert.That(new BerTlvReader(theirs).TryFind(FcpTemplate, out ReadOnlySpan<byte> theirTemplate), Is.True);
        Assert.That(new BerTlvReader(ours).TryFind(FcpTemplate, out ReadOnlySpan<byte> ourTemplate), Is.True);
        foreach (uint tag in StandardObjects)
        {
            bool isTheirs = new BerTlvReader(theirTemplate).TryFind(tag, out ReadOnlySpan<byte> theirValue);
            bool isOurs = new BerTlvReader(ourTemplate).TryFind(tag, out ReadOnlySpan<byte> ourValue);
            Assert.That(isOurs, Is.EqualTo(isTheirs), $"{tag:X2}");
            Assert.That(VectorCase.Hex(ourValue), Is.EqualTo(VectorCase.Hex(theirValue)), $"{tag:X2}");
        }
    }

    private static int Count(byte[] script)
    {
        int count = 0;
        var reader = new CompactScriptReader(script);
        while (reader.TryPeek(out CompactCommandHeader header) && reader.TryTake(header.CarriesData, out _))
        {
            count++;
        }

        return count;
    }

    private static KeyType TypeOf(string name, string aes, string des) =>
        name == aes ? KeyType.Aes : name == des || name.StartsWith(des, StringComparison.Ordinal) ? KeyType.Des : throw new KeyNotFoundException(name);
}
