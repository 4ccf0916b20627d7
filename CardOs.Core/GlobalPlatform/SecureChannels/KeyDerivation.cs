using System;
using System.Buffers.Binary;
using CardOs.Crypto;

namespace CardOs.GlobalPlatform.SecureChannels;

/// <summary>The keys, challenges and cryptograms that follow from the keys of a set.</summary>
internal static class KeyDerivation
{
    /// <summary>Constants of SCP02: GlobalPlatform 2.3.1 E.4.1.</summary>
    public const ushort Scp02CommandMac = 0x0101;
    public const ushort Scp02ResponseMac = 0x0102;
    public const ushort Scp02DataEncryption = 0x0181;
    public const ushort Scp02Encryption = 0x0182;

    /// <summary>Constants of SCP03: GlobalPlatform 2.3.1 Amendment D 4.1.5.</summary>
    public const byte Scp03CardCryptogram = 0x00;
    public const byte Scp03HostCryptogram = 0x01;
    public const byte Scp03CardChallenge = 0x02;
    public const byte Scp03Encryption = 0x04;
    public const byte Scp03CommandMac = 0x06;
    public const byte Scp03ResponseMac = 0x07;

    private const int BlockLength = 16;
    private const int ConstantAt = 11;
    private const int LengthAt = 13;
    private const int CounterAt = 15;
    private const int ContextAt = 16;
    private const int MaxContext = 32;

    /// <summary>A session key of SCP02.</summary>
    /// <param name="key">The static key.</param>
    /// <param name="constant">What the key is for.</param>
    /// <param name="counter">The sequence counter.</param>
    /// <param name="output">Takes 16 bytes.</param>
    /// <remarks>
    /// <code>
    /// 0          2         4                  16
    /// +----------+---------+------------------+
    /// | constant | counter | 00 ..            |   enciphered by triple DES in CBC mode
    /// +----------+---------+------------------+
    /// </code>
    /// </remarks>
    public static void DeriveScp02(KeySchedule key, ushort constant, ushort counter, Span<byte> output)
    {
        Span<byte> data = stackalloc byte[BlockLength];
        data.Clear();
        BinaryPrimitives.WriteUInt16BigEndian(data, constant);
        BinaryPrimitives.WriteUInt16BigEndian(data.Slice(sizeof(ushort)), counter);
        CbcMode.Encrypt(key, default, data, output);
    }

    /// <summary>The key derivation of SCP03: SP 800-108 in counter mode with CMAC. Amendment D 4.1.5.</summary>
    /// <param name="key">The key.</param>
    /// <param name="constant">What the output is for.</param>
    /// <param name="first">The first part of the context.</param>
    /// <param name="second">The second part; both together at most 32 bytes.</param>
    /// <param name="output">Takes the derived bytes, 8 to 32.</param>
    /// <remarks>
    /// <code>
    /// 0            11         12   13            15        16
    /// +------------+----------+----+-------------+---------+-----------
    /// | 00 ..      | constant | 00 | length, bits| counter | context
    /// +------------+----------+----+-------------+---------+-----------
    /// </code>
    /// </remarks>
    public static void DeriveScp03(KeySchedule key, byte constant, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> output)
    {
        Span<byte> data = stackalloc byte[ContextAt + MaxContext];
        data.Clear();
        data[ConstantAt] = constant;
        BinaryPrimitives.WriteUInt16BigEndian(data.Slice(LengthAt), (ushort)(output.Length * 8));
        first.CopyTo(data.Slice(ContextAt));
        second.CopyTo(data.Slice(ContextAt + first.Length));
        ReadOnlySpan<byte> message = data.Slice(0, ContextAt + first.Length + second.Length);
        while (output.Length > 0)
        {
            data[CounterAt]++;
            int length = Math.Min(output.Length, BlockLength);
            Cmac.Compute(key, message, output.Slice(0, length));
            output = output.Slice(length);
        }
    }
}
