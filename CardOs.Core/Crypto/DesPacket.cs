using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace CardOs.Crypto;

/// <summary>Decipherment of a packet with the MAC beside it, both by triple DES: two independent chains hide each other's look-ups.</summary>
/// <remarks>
/// Of the chain's blocks the first is all header and the second needs only the first deciphered block; from the third on a block of the
/// chain lies across two deciphered ones, so decipherment runs ahead.
/// </remarks>
internal static class DesPacket
{
    private const int BlockLength = DesCipher.BlockLength;
    private const int HeadLength = 2 * BlockLength;
    private const int Ahead = 4 * BlockLength;
    private const int TriplePasses = 3;

    /// <summary>Whether this code is for the packet: header and prefix make two blocks, and there is enough text for two chains.</summary>
    public static bool Fits(KeySchedule cipherKey, KeySchedule macKey, int header, int text, int prefix, int field) =>
        !cipherKey.IsAes && !macKey.IsAes && !CipherAlgorithms.IsEcb(cipherKey.Algorithm) && cipherKey.Rounds == TriplePasses && macKey.Rounds == TriplePasses
        && header + prefix == HeadLength && (uint)prefix <= BlockLength && (uint)field <= BlockLength && text >= Ahead && text % BlockLength == 0;

    /// <summary>Deciphers in place and computes the CBC-MAC of header, prefix and rest; <see cref="Fits"/> has said yes.</summary>
    public static void Open(KeySchedule cipherKey, KeySchedule macKey, ReadOnlySpan<byte> header, Span<byte> text, int prefix, int field, Span<byte> mac)
    {
        ref ulong table = ref DesTables.Combined[0];
        ref ulong decipher = ref MemoryMarshal.GetReference(cipherKey.DecipherKeys);
        ref ulong encipher = ref MemoryMarshal.GetReference(macKey.EncipherKeys);

        Span<byte> head = stackalloc byte[HeadLength];
        head.Clear();
        header.CopyTo(head);
        DesRounds.Open(DesCipher.Load(head, 0), out ulong left, out ulong right);
        ulong previous = 0;
        Step(ref table, ref decipher, ref encipher, text, 0, ref previous, ref left, ref right);
        text.Slice(0, prefix).CopyTo(head.Slice(header.Length));
        Add(DesCipher.Load(head, BlockLength), ref left, ref right);
        Step(ref table, ref decipher, ref encipher, text, BlockLength, ref previous, ref left, ref right);

        // Two of decipherment alone, so that it is ahead of the chain.
        ulong third = DesCipher.Load(text, 2 * BlockLength);
        DesRounds.Open(third, out ulong la, out ulong ra);
        ulong fourth = DesCipher.Load(text, 3 * BlockLength);
        DesRounds.Open(fourth, out ulong lb, out ulong rb);
        DesRounds.Two(ref table, ref decipher, ref decipher, TriplePasses, ref la, ref ra, ref lb, ref rb);
        DesCipher.Store(text, 2 * BlockLength, DesRounds.Close(la, ra) ^ previous);
        DesCipher.Store(text, 3 * BlockLength, DesRounds.Close(lb, rb) ^ third);
        previous = fourth;

        ReadOnlySpan<byte> rest = text.Slice(prefix + field);
        int at = 0;
        for (int i = Ahead; i < text.Length; i += BlockLength, at += BlockLength)
        {
            Add(DesCipher.Load(rest, at), ref left, ref right);
            Step(ref table, ref decipher, ref encipher, text, i, ref previous, ref left, ref right);
        }

        for (; at <= rest.Length - BlockLength; at += BlockLength)
        {
            Add(DesCipher.Load(rest, at), ref left, ref right);
            DesRounds.One(ref table, ref encipher, TriplePasses, ref left, ref right);
        }

        if (at < rest.Length)
        {
            head.Slice(0, BlockLength).Clear();
            rest.Slice(at).CopyTo(head);
            Add(DesCipher.Load(head, 0), ref left, ref right);
            DesRounds.One(ref table, ref encipher, TriplePasses, ref left, ref right);
        }

        BinaryPrimitives.WriteUInt64BigEndian(head, DesRounds.Close(left, right));
        head.Slice(0, mac.Length).CopyTo(mac);
    }

    // One block of decipherment, and one of the chain whose message is already added.
    private static void Step(
        ref ulong table, ref ulong decipher, ref ulong encipher, Span<byte> text, int offset, ref ulong previous, ref ulong left, ref ulong right)
    {
        ulong enciphered = DesCipher.Load(text, offset);
        DesRounds.Open(enciphered, out ulong l, out ulong r);
        DesRounds.Two(ref table, ref decipher, ref encipher, TriplePasses, ref l, ref r, ref left, ref right);
        DesCipher.Store(text, offset, DesRounds.Close(l, r) ^ previous);
        previous = enciphered;
    }

    private static void Add(ulong block, ref ulong left, ref ulong right)
    {
        DesRounds.Open(block, out ulong l, out ulong r);
        left ^= l;
        right ^= r;
    }
}
