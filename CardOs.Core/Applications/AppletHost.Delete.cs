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
        NvAddress application = ApplicationRegistry.Find(state.NonVolatile, view, aid);
        if (!TakesCommands(state.NonVolatile, application))
        {
            return StatusWord.ReferencedDataNotFound;
        }

        if (IsActive(state, application) != 0)
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        if (RomAppletHost.IsRomApplet(state.NonVolatile, application))
        {
            return RomAppletHost.Delete(state, application);
        }

        TellOfDeletion(state, application);
        ushort tag = new ApplicationEntry(state.NonVolatile, application).Owner;
        bool isWaiting = state.Machine.IsWaitingIn(new AppletPart(state.NonVolatile, application).Number, package: 0);
        if (IsNeeded(state, tag, package: 0, isWaiting))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        bool hadMenu = MenuEntries.HasAny(state.NonVolatile, application);
        if (!ApplicationRegistry.TryRemove(state.NonVolatile, application))
        {
            return StatusWord.MemoryProblem;
        }

        if (isWaiting)
        {
            DropWaiting(state);
        }

        ForgetInToolkit(state, application, hadMenu);
        Sweep(state);
        return StatusWord.Success;
    }

    /// <summary>Deletes a package that no other package imports.</summary>
    /// <param name="state">The card.</param>
    /// <param name="view">The containers in which it is looked for.</param>
    /// <param name="aid">Its AID.</param>
    /// <param name="withInstances">Whether its instances are deleted as well; without, it must not have any.</param>
    public static StatusWord DeletePackage(CardState state, MemoryView view, scoped ReadOnlySpan<byte> aid, bool withInstances)
    {
        if (!state.Machine.TryFindPackage(aid, view, out LoadedPackage package))
        {
            return StatusWord.ReferencedDataNotFound;
        }

        if (IsImported(state, package) || CountActive(state, package.Number) != 0 || (!withInstances && !NextInstance(state, package, 0).IsNull))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        bool hadMenu = false;
        for (NvAddress application = NextInstance(state, package, 0); !application.IsNull;)
        {
            TellOfDeletion(state, application);
            hadMenu |= MenuEntries.HasAny(state.NonVolatile, application);
            application = NextInstance(state, package, new AppletPart(state.NonVolatile, application).Number);
        }

        bool isWaiting = state.Machine.IsWaitingIn(owner: 0, package.Number);
        if (IsNeeded(state, package.Tag, package.Number, isWaiting))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        if (!TryRemove(state, package))
        {
            return StatusWord.MemoryProblem;
        }

        if (isWaiting)
        {
            DropWaiting(state);
        }

        // The tables have the instances until they are made again.
        for (int owner = Owner.FirstApplet; owner <= Owner.LastApplet; owner++)
        {
            if (state.Machine.ContextOf[owner] == package.Number)
            {
                ForgetInToolkit(state, state.Machine.InstanceOf((byte)owner), hadMenu);
            }
        }

        Sweep(state);
        return StatusWord.Success;
    }

    // The package and its instances leave their lists together.
    private static bool TryRemove(CardState state, LoadedPackage package)
    {
        NonVolatileMemory memory = state.NonVolatile;
        NvAddress head = NonVolatileMap.RootOf(memory.Allocator.ContainerOf(package.Address)) + NonVolatileMap.Root.Packages;
        using Transaction transaction = memory.Journal.Begin();
        byte number = 0;
        for (NvAddress application = NextInstance(state, package, number); !application.IsNull; application = NextInstance(state, package, number))
        {
            number = new AppletPart(memory, application).Number;
            if (!ApplicationRegistry.TryRemove(memory, application))
            {
                return false;
            }
        }

        return memory.Allocator.TryFree(new NvAddress(package.Code)) && RecordList.TryRemove(memory, head, package.Address) && transaction.Commit();
    }

    // While frames wait, what they refer to is needed; not when they go as well.
    private static bool IsNeeded(CardState state, ushort tag, int package, bool isWaiting) =>
        state.Machine.Heap.IsReferredTo(tag, package) || (!isWaiting && state.Machine.Heap.IsReferredToByWaiting());

    private static void Sweep(CardState state)
    {
        state.Machine.Rebuild();
        state.Machine.Heap.SweepOrphans();
        state.Machine.Rebuild();
    }

    private static bool IsImported(CardState state, LoadedPackage package)
    {
        for (int number = NativeLibrary.FirstLoaded; number < byte.MaxValue; number++)
        {
            if (state.Machine.HasPackage(number) && state.Machine.Package(number).DependsOn(package.Number))
            {
                return true;
            }
        }

        return false;
    }

    // The instance of a package with the next higher number.
    private static NvAddress NextInstance(CardState state, LoadedPackage package, byte number)
    {
        for (int owner = number + 1; owner <= Owner.LastApplet; owner++)
        {
            NvAddress application = state.Machine.InstanceOf((byte)owner);
            if (!application.IsNull && state.Machine.ContextOf[owner] == package.Number)
            {
                return application;
            }
        }

        return NvAddress.Null;
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
