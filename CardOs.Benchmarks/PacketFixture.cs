using System;
using System.Reflection;
using System.Runtime.Versioning;
using CardOs.Crypto;

namespace CardOs.Benchmarks;

/// <summary>One sealed packet and the keys it is sealed with.</summary>
internal sealed class PacketFixture
{
    public const int Prefix = PacketCipher.CommandPrefix;

    public const int Field = 8;

    private const int HeaderLength = 10;
    private const int Spare = 16;

    public PacketFixture(bool isAes, int payload)
    {
        var random = new Random(payload);
        CipherKey = new byte[16];
        MacKey = new byte[16];
        random.NextBytes(CipherKey);
        random.NextBytes(MacKey);
        Algorithm = isAes ? CipherAlgorithm.Aes128 : CipherAlgorithm.TripleDes2;
        Check = isAes ? CheckAlgorithm.Cmac : CheckAlgorithm.CbcMac;
        int length = Prefix + Field + payload;
        length += CipherAlgorithms.PaddingLength(Algorithm, length);
        Sealed = new byte[length];
        Text = new byte[length];
        Joined = new byte[HeaderLength + length + Spare];
        random.NextBytes(Sealed);
        random.NextBytes(Header);
        Header.CopyTo(Joined, 0);

        var cipher = new KeySchedule();
        var mac = new KeySchedule();
        cipher.Expand(Algorithm, CipherKey, mayAllocate: true);
        mac.Expand(Algorithm, MacKey, mayAllocate: true);
        PacketCipher.CheckAndEncipher(cipher, mac, Check, Header, Sealed, Prefix, Field);
    }

    public CipherAlgorithm Algorithm { get; }

    public CheckAlgorithm Check { get; }

    public byte[] CipherKey { get; }

    public byte[] MacKey { get; }

    public byte[] Header { get; } = new byte[HeaderLength];

    public byte[] Sealed { get; }

    public byte[] Text { get; }

    /// <summary>Header and text in one place, with room for padding.</summary>
    public byte[] Joined { get; }

    /// <summary>Whether the deciphered text holds the check that was computed.</summary>
    public bool Holds(ReadOnlySpan<byte> computed) => computed.Slice(0, Field).SequenceEqual(Text.AsSpan(Prefix, Field));

    /// <summary>Says which build of the library is measured.</summary>
    public static void Print(Assembly measured) =>
        Console.WriteLine($"// {measured.GetName().Name}: {measured.GetCustomAttribute<TargetFrameworkAttribute>()?.FrameworkName}");
}
