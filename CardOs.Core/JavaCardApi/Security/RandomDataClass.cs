using System;
using CardOs.Crypto;
using CardOs.JavaCard;
using CardOs.JavaCardApi.JavaLang;
using CardOs.Memory;

namespace CardOs.JavaCardApi.Security;

/// <summary>javacard.security.RandomData: every algorithm is the card's generator. A card has no true source, so ALG_TRNG is not there.</summary>
internal static class RandomDataClass
{
    private const int AlgorithmCell = 0;
    private const byte TrueRandom = 3;
    private const byte LastAlgorithm = 6;
    private const int ChunkLength = 256;

    public static NativeClass Define() => new(RomClass.RandomData, "RandomData", RomClass.Object)
    {
        IsAbstract = true,
        HiddenCells = 1,
        Statics = [new(0, "getInstance", "(B)LRandomData;", GetInstance), new(1, "<init>", "()V", ObjectClass.Construct)],
        Virtuals =
        [
            new(1, "generateData", "([BSS)V", GenerateData),
            new(2, "setSeed", "([BSS)V", SetSeed),
            new(3, "nextBytes", "([BSS)S", NextBytes) { SinceMinor = 6 },
            new(4, "getAlgorithm", "()B", GetAlgorithm) { SinceMinor = 6 },
        ],
    };

    /// <summary>RandomData.OneShot.</summary>
    public static NativeClass DefineOneShot() => new(RomClass.RandomDataOneShot, "RandomData$OneShot", RomClass.RandomData)
    {
        IsOneShot = true,
        Statics = [new(0, "open", "(B)LRandomData$OneShot;", Open)],
        Virtuals =
        [
            new(1, "generateData", "([BSS)V", OneShot.Use(GenerateData)),
            new(2, "setSeed", "([BSS)V", OneShot.Use(SetSeed)),
            new(3, "nextBytes", "([BSS)S", OneShot.Use(NextBytes)),
            new(4, "getAlgorithm", "()B", OneShot.Use(GetAlgorithm)),
            new(5, "close", "()V", OneShot.Close),
        ],
    };

    private static bool HasAlgorithm(int number) => number is not (0 or TrueRandom or > LastAlgorithm);

    private static VmStatus Open(ref NativeCall call)
    {
        int number = call.Byte(0);
        if (!HasAlgorithm(number))
        {
            return CryptoCall.Throw(ref call, CryptoReason.NoSuchAlgorithm);
        }

        return OneShot.TryOpen(ref call, RomClass.RandomDataOneShot, out ushort handle, out HandleEntry entry)
            && CryptoCall.TrySetNumber(ref call, handle, entry, AlgorithmCell, number)
            ? call.ReturnReference(handle)
            : VmStatus.Throw;
    }

    private static VmStatus GetInstance(ref NativeCall call)
    {
        int number = call.Byte(0);
        if (!HasAlgorithm(number))
        {
            return CryptoCall.Throw(ref call, CryptoReason.NoSuchAlgorithm);
        }

        return call.TryNewObject(RomClass.RandomData, call.Caller, out ushort handle)
            && CryptoCall.TrySetNumber(ref call, handle, call.Heap.Entry(handle), AlgorithmCell, number)
            ? call.ReturnReference(handle)
            : VmStatus.Throw;
    }

    private static VmStatus GenerateData(ref NativeCall call) => TryGenerate(ref call) ? call.Return() : VmStatus.Throw;

    private static VmStatus NextBytes(ref NativeCall call) =>
        TryGenerate(ref call) ? call.Return((short)(call.Short(2) + call.Short(3))) : VmStatus.Throw;

    private static bool TryGenerate(ref NativeCall call)
    {
        int length = call.Short(3);
        if (!call.TryArray(1, ObjectKind.ByteArray, out ArrayRef array) || !call.TryRange(array, call.Short(2), length))
        {
            return false;
        }

        if (length == 0)
        {
            return CryptoCall.Fail(ref call, CryptoReason.IllegalValue);
        }

        Span<byte> chunk = stackalloc byte[ChunkLength];
        for (int done = 0; done < length; done += ChunkLength)
        {
            Span<byte> part = chunk.Slice(0, Math.Min(ChunkLength, length - done));
            CardRandom.Fill(call.Machine.Working.Span(WorkingMap.Random, WorkingMap.RandomLength), part);
            if (!call.TryWrite(array, call.Short(2) + done, part))
            {
                return false;
            }
        }

        return true;
    }

    // A seed adds to the generator's state: it cannot make it weaker.
    private static VmStatus SetSeed(ref NativeCall call)
    {
        if (!call.TryBytes(1, out ReadOnlySpan<byte> seed))
        {
            return VmStatus.Throw;
        }

        CardRandom.Reseed(call.Machine.Working.Span(WorkingMap.Random, WorkingMap.RandomLength), seed);
        return call.Return();
    }

    private static VmStatus GetAlgorithm(ref NativeCall call) =>
        call.Return((short)CryptoCall.Number(ref call, call.Heap.Entry(call.Reference(0)), AlgorithmCell));
}
