#if NET
using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
#endif

namespace CardOs.Apdu.Http;

/// <summary>All fields of a head in one go: what a server that takes many requests wants.</summary>
public ref partial struct HttpReader
{
    /// <summary>Reads fields until there are no more: as <see cref="Read"/> does, with a call for each field.</summary>
    /// <typeparam name="T">A structure, so that its method becomes part of the loop.</typeparam>
    /// <param name="handler">Takes the fields.</param>
    /// <returns>What comes behind the fields that were there: the end of the head, a refusal, or that more bytes are needed.</returns>
    public HttpEvent ReadFields<T>(ref T handler)
        where T : struct, IHttpFieldHandler
    {
        while (true)
        {
#if NET
            if (Avx512BW.IsSupported && _state.Phase == HttpPhase.Fields && _state.Carried == 0)
            {
                ReadGoodFields(ref handler);
            }
#endif
            HttpEvent what = Read();
            if (what != HttpEvent.Field)
            {
                return what;
            }

            handler.OnField(Name, Value);
        }
    }

#if NET
    private const int Block = 64;
    private const int BlockShift = 6;
    private const int MaxBlocks = 16;
    private const ushort LineEnd = 0x0A0D;

    // A bit for the length of each name that says how long the body is: 14 and 17.
    private const uint LengthNames = (1 << 14) | (1 << 17);

    // Whole and good lines; everything else is for the other way of reading, which judges it. What the bytes are is found out first, 64 at once and
    // whatever the lines are: so no line waits for the end of the one before.
    private void ReadGoodFields<T>(ref T handler)
        where T : struct, IHttpFieldHandler
    {
        if (_received.Length < Block || _state.MaxLine < MaxBlocks * Block)
        {
            return;
        }

        Span<ulong> masks = stackalloc ulong[2 * (MaxBlocks + 1)];
        ref ulong others = ref MemoryMarshal.GetReference(masks);
        ref ulong controls = ref Unsafe.Add(ref others, MaxBlocks + 1);
        ref byte origin = ref Unsafe.Add(ref MemoryMarshal.GetReference(_received), _at);
        int words = Classify(ref others, ref controls);
        int budget = _state.HeadLeft;
        int line = 0;
        int word = 0;
        ulong rest = controls;
        while (true)
        {
            while (rest == 0 && ++word < words)
            {
                rest = Unsafe.Add(ref controls, word);
            }

            int end = (word << BlockShift) + BitOperations.TrailingZeroCount(rest);
            rest &= rest - 1;
            while (rest == 0 && ++word < words)
            {
                rest = Unsafe.Add(ref controls, word);
            }

            // There has to be another control character behind this one, so that both can be looked at.
            if (word >= words || end + 2 > budget)
            {
                break;
            }

            rest &= rest - 1;
            int block = line >> BlockShift;
            ulong names = Unsafe.Add(ref others, block) >> line;
            int nameEnd = names != 0
                ? line + BitOperations.TrailingZeroCount(names)
                : ((block + 1) << BlockShift) + BitOperations.TrailingZeroCount(Unsafe.Add(ref others, block + 1));
            int nameLength = nameEnd - line;

            // The name does not go beyond the end: no name has a CR.
            if (Unsafe.ReadUnaligned<ushort>(ref At(ref origin, end)) != LineEnd || At(ref origin, nameEnd) != (byte)':' || nameLength == 0)
            {
                break;
            }

            int from = nameEnd + (At(ref origin, nameEnd + 1) == (byte)' ' ? 2 : 1);
            ReadOnlySpan<byte> name = MemoryMarshal.CreateReadOnlySpan(ref At(ref origin, line), nameLength);
            ReadOnlySpan<byte> value = MemoryMarshal.CreateReadOnlySpan(ref At(ref origin, from), end - from);
            if (At(ref origin, from) <= (byte)' ' || At(ref origin, end - 1) <= (byte)' ')
            {
                value = HttpText.Trim(value);
            }

            line = end + 2;
            if (((LengthNames >> nameLength) & 1) != 0 && IsAboutLength(nameLength) && !TryNoteLength(name, value))
            {
                break;
            }

            handler.OnField(name, value);
        }

        _at += line;
        _state.HeadLeft -= line;
    }

    private bool TryNoteLength(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        Name = name;
        Value = value;
        return (name[0] | 0x20) is not ('c' or 't') || NoteLength() == HttpEvent.Field;
    }

    // method SP target SP version CR LF among the first 64 bytes: the third byte that is no visible character is the CR.
    private bool TryReadGoodRequestLine()
    {
        if (_received.Length - _at < Block || _state.Carried != 0 || Math.Min(_state.MaxLine, _state.HeadLeft) < Block)
        {
            return false;
        }

        ref byte origin = ref Unsafe.Add(ref MemoryMarshal.GetReference(_received), _at);
        ulong others = HttpScan.MaskOfInvisible(ref origin);
        int space = BitOperations.TrailingZeroCount(others);
        others &= others - 1;
        int version = BitOperations.TrailingZeroCount(others) + 1;
        others &= others - 1;
        int end = BitOperations.TrailingZeroCount(others);
        if (end > Block - 2 || end - version != VersionLength || version - 1 == space + 1 || At(ref origin, space) != (byte)' ' || At(ref origin, version - 1) != (byte)' '
            || Unsafe.ReadUnaligned<ushort>(ref At(ref origin, end)) != LineEnd || Unsafe.ReadUnaligned<ulong>(ref At(ref origin, version)) != 0x312E_312F_5054_5448)
        {
            return false;
        }

        ReadOnlySpan<byte> method = MemoryMarshal.CreateReadOnlySpan(ref origin, space);
        if (!IsMethod(method))
        {
            return false;
        }

        Name = method;
        Value = MemoryMarshal.CreateReadOnlySpan(ref At(ref origin, space + 1), version - 2 - space);
        _at += end + 2;
        _state.HeadLeft -= end + 2;
        _state.Phase = HttpPhase.Fields;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref byte At(ref byte origin, int index) => ref Unsafe.Add(ref origin, (nint)(uint)index);

    // A bit for each byte from here on. The last block begins in front of its first byte: what is there is shifted out.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int Classify(ref ulong others, ref ulong controls)
    {
        ref byte origin = ref MemoryMarshal.GetReference(_received);
        int at = _at;
        int words = 0;
        for (; words < MaxBlocks && at <= _received.Length - Block; words++, at += Block)
        {
            HttpScan.Classify(ref origin, at, out Unsafe.Add(ref others, words), out Unsafe.Add(ref controls, words));
        }

        if (words < MaxBlocks && at < _received.Length)
        {
            int start = _received.Length - Block;
            HttpScan.Classify(ref origin, start, out ulong lastOthers, out ulong lastControls);
            Unsafe.Add(ref others, words) = lastOthers >> (at - start);
            Unsafe.Add(ref controls, words) = lastControls >> (at - start);
            words++;
        }

        return words;
    }
#endif
}
