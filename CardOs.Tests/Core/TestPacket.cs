using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using CardOs.Tests.Vectors;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace CardOs.Tests.Core;

/// <summary>A secured packet as the network composes it, by another implementation than the card's. TS 102 225 5.1.</summary>
internal sealed record TestPacket
{
    public string Spi { get; init; } = "0001";

    public string Kic { get; init; } = "15";

    public string Kid { get; init; } = "15";

    public string Tar { get; init; } = "B00000";

    public ulong Counter { get; init; } = 1;

    public string Data { get; init; } = string.Empty;

    public string CipherKey { get; init; } = TestKeys.Cipher;

    public string CheckKey { get; init; } = TestKeys.Check;

    public int MacLength { get; init; } = 8;

    /// <summary>Another form: CPI and BER lengths, as within the data of the first store.</summary>
    public bool IsIdentified { get; init; }

    /// <summary>Another number of padding bytes than the one that fits.</summary>
    public int? PaddingCounter { get; init; }

    private bool IsCiphered => (First & 4) != 0;

    private int First => VectorCase.Hex(Spi)[0];

    private static bool IsAes(string coding) => coding[1] == '2';

    /// <summary>The packet's bytes.</summary>
    public byte[] Seal()
    {
        byte[] data = VectorCase.Hex(Data);
        int checkLength = CheckLength();
        int block = !IsCiphered ? 1 : IsAes(Kic) ? 16 : 8;
        int padding = (block - ((6 + checkLength + data.Length) % block)) % block;
        byte[] fields = VectorCase.Hex(Spi + Kic + Kid + Tar);
        int chl = 13 + checkLength;
        int rest = 1 + chl + data.Length + padding;
        byte[] head = IsIdentified
            ? [0x01, .. rest > 127 ? new byte[] { 0x81, (byte)rest } : [(byte)rest], (byte)chl]
            : [(byte)(rest >> 8), (byte)rest, (byte)chl];
        byte[] counter = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(counter, Counter);
        byte[] front = [.. counter.AsSpan(3), (byte)(PaddingCounter ?? padding)];
        byte[] padded = [.. data, .. new byte[padding]];
        byte[] check = ComputeCheck([.. head, .. fields, .. front, .. padded]).AsSpan(0, checkLength).ToArray();
        byte[] text = [.. front, .. check, .. padded];
        return [.. head, .. fields, .. IsCiphered ? Crypt(text, encipher: true) : text];
    }

    /// <summary>The ENVELOPE with the packet in one short message.</summary>
    public byte[] Envelope() => TestMessage.Envelope([0x02, 0x70, 0x00, .. Seal()]);

    /// <summary>The ENVELOPEs with the packet in as many short messages as it takes.</summary>
    public IReadOnlyList<byte[]> Envelopes(int reference = 1, int partLength = 132) =>
        TestMessage.Parts(Seal(), reference, partLength).Select(part => TestMessage.Envelope(part)).ToList();

    /// <summary>Opens a receipt: "status data" in hex, or what is wrong with it.</summary>
    public string Open(string answer)
    {
        byte[] receipt = VectorCase.Hex(answer.Split(' ')[0]);
        int second = VectorCase.Hex(Spi)[1];
        if (receipt.Length < 9 || receipt[0] != 2 || receipt[1] != 0x71)
        {
            return "no receipt: " + answer;
        }

        byte[] text = receipt.AsSpan(9).ToArray();
        byte[] clear = (second & 0x10) != 0 && text.Length % 8 == 0 ? Crypt(text, encipher: false) : text;
        int checkLength = receipt[5] - 10;
        int data = 7 + checkLength;
        byte[] computed = ComputeCheck([.. receipt.AsSpan(0, 9), .. clear.AsSpan(0, 7), .. clear.AsSpan(data)], second >> 2);
        string mark = checkLength != 0 && !computed.AsSpan(0, checkLength).SequenceEqual(clear.AsSpan(7, checkLength)) ? "forged " : string.Empty;
        return mark + Convert.ToHexString(clear, 6, 1) + " " + Convert.ToHexString(clear, data, clear.Length - data - clear[5]);
    }

    private int CheckLength() => (First & 3) switch
    {
        0 => 0,
        1 => Kid[1] == '1' ? 2 : 4,
        _ => IsAes(Kid) ? MacLength : 8,
    };

    private byte[] ComputeCheck(byte[] input, int mode = -1)
    {
        mode = (mode < 0 ? First : mode) & 3;
        if (mode is 0 or 1)
        {
            return mode == 0 ? [] : Kid[1] == '1' ? Crc(input, 0x8408, 2) : Crc(input, 0xEDB88320, 4);
        }

        byte[] key = VectorCase.Hex(CheckKey);
        if (IsAes(Kid))
        {
            var mac = new CMac(new AesEngine());
            mac.Init(new KeyParameter(key));
            mac.BlockUpdate(input, 0, input.Length);
            byte[] tag = new byte[16];
            mac.DoFinal(tag, 0);
            return tag;
        }

        byte[] zeroPadded = [.. input, .. new byte[(8 - (input.Length % 8)) % 8]];
        return Des(zeroPadded, key, encipher: true).AsSpan(zeroPadded.Length - 8).ToArray();
    }

    private byte[] Crypt(byte[] text, bool encipher)
    {
        byte[] key = VectorCase.Hex(CipherKey);
        if (!IsAes(Kic))
        {
            return Des(text, key, encipher);
        }

        using var aes = Aes.Create();
        aes.Key = key;
        return encipher ? aes.EncryptCbc(text, new byte[16], PaddingMode.None) : aes.DecryptCbc(text, new byte[16], PaddingMode.None);
    }

    private static byte[] Des(byte[] text, byte[] key, bool encipher)
    {
        var cipher = new CbcBlockCipher(new DesEdeEngine());
        byte[] wide = key.Length switch { 8 => [.. key, .. key, .. key], 16 => [.. key, .. key.AsSpan(0, 8)], _ => key };
        cipher.Init(encipher, new ParametersWithIV(new KeyParameter(wide), new byte[8]));
        byte[] output = new byte[text.Length];
        for (int i = 0; i + 8 <= text.Length; i += 8)
        {
            cipher.ProcessBlock(text, i, output, i);
        }

        return output;
    }

    private static byte[] Crc(byte[] input, uint polynomial, int length)
    {
        uint crc = uint.MaxValue >> (32 - (8 * length));
        uint final = crc;
        foreach (byte one in input)
        {
            crc ^= one;
            for (int i = 0; i < 8; i++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * polynomial);
            }
        }

        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, crc ^ final);
        return bytes.AsSpan(4 - length).ToArray();
    }
}
