using System;

namespace CardOs.Crypto.Authentication;

/// <summary>The functions f1 to f5* of TS 35.206, with AES-128 as the kernel.</summary>
internal static class Milenage
{
    public const int KeyLength = 16;

    public const int MacLength = 8;

    public const int ResponseLength = 8;

    public const int CipherKeyLength = 16;

    private const int Length = AuthenticationBlock.Length;
    private const int SequenceLength = 6;
    private const int FieldLength = 2;

    /// <summary>OPc of TS 35.206 4.1, from the operator's OP.</summary>
    public static void DeriveOpc(KeySchedule key, ReadOnlySpan<byte> op, Span<byte> opc)
    {
        AuthenticationBlock block = AuthenticationBlock.Read(op);
        (Encipher(key, block) ^ block).Write(opc);
    }

    /// <summary>f1, in the first half of <paramref name="macs"/>, and f1*, in the second half.</summary>
    /// <param name="key">K, expanded.</param>
    /// <param name="opc">OPc.</param>
    /// <param name="constants">Rotations and constants.</param>
    /// <param name="rand">RAND.</param>
    /// <param name="sqn">SQN, 6 bytes.</param>
    /// <param name="amf">AMF, 2 bytes.</param>
    /// <param name="macs">Takes 16 bytes.</param>
    public static void ComputeMacs(
        KeySchedule key, ReadOnlySpan<byte> opc, MilenageConstants constants, ReadOnlySpan<byte> rand, ReadOnlySpan<byte> sqn, ReadOnlySpan<byte> amf, Span<byte> macs)
    {
        Span<byte> repeated = stackalloc byte[Length];
        sqn.Slice(0, SequenceLength).CopyTo(repeated);
        amf.Slice(0, FieldLength).CopyTo(repeated.Slice(SequenceLength));
        repeated.Slice(0, SequenceLength + FieldLength).CopyTo(repeated.Slice(SequenceLength + FieldLength));
        AuthenticationBlock operatorKey = AuthenticationBlock.Read(opc);
        AuthenticationBlock temp = Encipher(key, AuthenticationBlock.Read(rand) ^ operatorKey);
        AuthenticationBlock input = (AuthenticationBlock.Read(repeated) ^ operatorKey).RotateLeft(constants.Rotation(1));
        (Encipher(key, temp ^ input ^ constants.Constant(1)) ^ operatorKey).Write(macs);
    }

    /// <summary>f5, f2, f3 and f4.</summary>
    /// <param name="key">K, expanded.</param>
    /// <param name="opc">OPc.</param>
    /// <param name="constants">Rotations and constants.</param>
    /// <param name="rand">RAND.</param>
    /// <param name="outputs">Takes 48 bytes: AK (6), two bytes of no use, RES (8), CK (16), IK (16).</param>
    public static void ComputeKeys(KeySchedule key, ReadOnlySpan<byte> opc, MilenageConstants constants, ReadOnlySpan<byte> rand, Span<byte> outputs)
    {
        outputs = outputs.Slice(0, 3 * Length);
        AuthenticationBlock operatorKey = AuthenticationBlock.Read(opc);
        AuthenticationBlock rotated = Encipher(key, AuthenticationBlock.Read(rand) ^ operatorKey) ^ operatorKey;
        for (int i = 0; i < 3; i++)
        {
            (rotated.RotateLeft(constants.Rotation(i + 2)) ^ constants.Constant(i + 2)).Write(outputs.Slice(i * Length));
        }

        BlockCipher.EncryptEcb(key, outputs, outputs);
        for (int i = 0; i < outputs.Length; i += Length)
        {
            Span<byte> output = outputs.Slice(i);
            (AuthenticationBlock.Read(output) ^ operatorKey).Write(output);
        }
    }

    /// <summary>f5*, in the first 6 of 16 bytes.</summary>
    public static void ComputeResynchronisationKey(
        KeySchedule key, ReadOnlySpan<byte> opc, MilenageConstants constants, ReadOnlySpan<byte> rand, Span<byte> output)
    {
        AuthenticationBlock operatorKey = AuthenticationBlock.Read(opc);
        AuthenticationBlock rotated = Encipher(key, AuthenticationBlock.Read(rand) ^ operatorKey) ^ operatorKey;
        (Encipher(key, rotated.RotateLeft(constants.Rotation(5)) ^ constants.Constant(5)) ^ operatorKey).Write(output);
    }

    private static AuthenticationBlock Encipher(KeySchedule key, AuthenticationBlock block)
    {
        Span<byte> bytes = stackalloc byte[Length];
        block.Write(bytes);
        BlockCipher.EncryptEcb(key, bytes, bytes);
        return AuthenticationBlock.Read(bytes);
    }
}
