using System;
using CardOs.Apdu;
using CardOs.JavaCard;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.Applications;

/// <summary>Deletion of applet instances and packages: refused while anything needs them.</summary>
/// <remarks>
/// What is deleted leaves its list in one transaction; its objects are freed behind that, one by one, and at power-on where a cut came between.
/// </remarks>
internal static partial class AppletHost
{
    /// <summary>Deletes an instance: it is told, if it wants to be, and goes with all of its objects.</summary>
    public static StatusWord Delete(CardState state, MemoryView view, scoped ReadOnlySpan<byte> aid)
    {
        NvAddress application = Find(state, view, aid);
        if (application.IsNull)
        {
            return StatusWord.ReferencedDataNotFound;
        }

        if (IsActive(state, application) != 0)
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        TellOfDeletion(state, application);
        ushort tag = new ApplicationEntry(state.NonVolatile, application).Owner;
        if (state.Machine.Heap.IsReferredTo(tag, exceptPackage: 0))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        if (!ApplicationRegistry.TryRemove(state.NonVolatile, application))
        {
            return StatusWord.MemoryProblem;
        }

        Sweep(state);
        return StatusWord.Success;
    }

    /// <summary>Deletes a package that has no instances and that no other package imports.</summary>
    public static StatusWord DeletePackage(CardState state, MemoryView view, scoped ReadOnlySpan<byte> aid)
    {
        if (!state.Machine.TryFindPackage(aid, view, out LoadedPackage package))
        {
            return StatusWord.ReferencedDataNotFound;
        }

        if (IsNeeded(state, package) || state.Machine.Heap.IsReferredTo(package.Tag, package.Number))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        NonVolatileMemory memory = state.NonVolatile;
        NvAddress head = NonVolatileMap.RootOf(memory.Allocator.ContainerOf(package.Address)) + NonVolatileMap.Root.Packages;
        using (Transaction transaction = memory.Journal.Begin())
        {
            if (!memory.Allocator.TryFree(new NvAddress(package.Code)) || !RecordList.TryRemove(memory, head, package.Address) || !transaction.Commit())
            {
                return StatusWord.MemoryProblem;
            }
        }

        Sweep(state);
        return StatusWord.Success;
    }

    private static void Sweep(CardState state)
    {
        state.Machine.Rebuild();
        state.Machine.Heap.SweepOrphans();
        state.Machine.Rebuild();
    }

    private static bool IsNeeded(CardState state, LoadedPackage package)
    {
        for (int number = NativeLibrary.FirstLoaded; number < byte.MaxValue; number++)
        {
            if (state.Machine.HasPackage(number) && state.Machine.Package(number).DependsOn(package.Number))
            {
                return true;
            }
        }

        for (byte owner = Owner.FirstApplet; owner <= Owner.LastApplet; owner++)
        {
            if (!state.Machine.InstanceOf(owner).IsNull && state.Machine.ContextOf[owner] == package.Number)
            {
                return true;
            }
        }

        return false;
    }

    // AppletEvent.uninstall: what it throws does not matter, and a transaction that it leaves open is aborted.
    private static void TellOfDeletion(CardState state, NvAddress application)
    {
        var part = new AppletPart(state.NonVolatile, application);
        ushort type = state.Machine.Heap.ClassOf(state.Machine.Heap.EntryOfAny(part.Object));
        if (!state.Machine.IsAssignable(type, RomClass.AppletEvent))
        {
            return;
        }

        MemoryView view = state.Machine.View;
        state.Machine.View = MemoryView.Of(ApplicationRegistry.ContainerOf(state.NonVolatile, application));
        Begin(state, part.Number);
        _ = Call(state, part, state.Machine.FindInterfaceMethod(type, RomClass.AppletEvent, UninstallMethod), -1, out _);
        End(state);
        state.Machine.View = view;
    }
}
