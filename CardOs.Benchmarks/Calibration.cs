using System.Runtime.CompilerServices;
using BenchmarkDotNet.Attributes;

namespace CardOs.Benchmarks;

/// <summary>Dependent multiplications of 64 bits, three cycles each on current processors: the clock that other figures are divided by.</summary>
[MemoryDiagnoser]
public class Calibration
{
    public const int Multiplications = 1000;

    public const int CyclesPerMultiplication = 3;

    private ulong _seed = 0x9E37_79B9_7F4A_7C15;

    /// <summary>3,000 cycles.</summary>
    [Benchmark(OperationsPerInvoke = Multiplications)]
    public ulong Multiplication() => Run(_seed++);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ulong Run(ulong value)
    {
        ulong factor = value | 1;
        for (int i = 0; i < Multiplications; i += 10)
        {
            value *= factor;
            value *= factor;
            value *= factor;
            value *= factor;
            value *= factor;
            value *= factor;
            value *= factor;
            value *= factor;
            value *= factor;
            value *= factor;
        }

        return value;
    }
}
