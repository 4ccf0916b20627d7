using CardOs.Memory;
using CardOs.Tests.Core.Memory;

namespace CardOs.Tests.Tearing;

/// <summary>Tears what the memory's own operations do to it.</summary>
internal sealed class MemoryTearing(NonVolatileMemory memory) : TearHarness
{
    private readonly PageImage _kept = new();

    protected override bool IsCut => memory.IsCut;

    protected override void Keep() => memory.CaptureInto(_kept, mayMakeBase: false);

    protected override void GoBack() => memory.RestoreFrom(_kept);

    protected override void CutAfter(int words, TearMode mode, ulong seed) => memory.ArmCut(words, mode, seed);

    protected override void Recover() => memory.Recover();
}
