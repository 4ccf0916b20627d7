using System;
using CardOs.Apdu.LoadFiles;
using CardOs.Memory;

namespace CardOs.JavaCard;

/// <summary>The components of a package that was received: the linker and the verifier read them here.</summary>
internal readonly unsafe struct StagedPackage
{
    private readonly Machine _machine;

    public StagedPackage(Machine machine) => _machine = machine;

    /// <summary>The data of a component; empty when it did not come.</summary>
    public ReadOnlySpan<byte> Component(ComponentTag tag)
    {
        ref LoadState load = ref _machine.Load;
        return _machine.Memory.Read(new NvAddress(load.Address[(int)tag]), load.Length[(int)tag]);
    }
}
