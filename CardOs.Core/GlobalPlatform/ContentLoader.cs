using System;
using CardOs.Apdu;
using CardOs.Applications;
using CardOs.Containers;
using CardOs.JavaCard;
using CardOs.Memory;

namespace CardOs.GlobalPlatform;

/// <summary>The front door for card content: packages come in as streams, applets are installed and deleted.</summary>
/// <remarks>Who may do it is decided in front of this door.</remarks>
internal static class ContentLoader
{
    /// <summary>Begins to load a package into a container.</summary>
    public static StatusWord BeginLoad(CardState state, int container) =>
        ContainerList.Exists(state.NonVolatile, container) ? AnswerTo(PackageLoader.Begin(state.Machine, container)) : StatusWord.ReferencedDataNotFound;

    /// <summary>Takes the next bytes of the package's components in. After an error the load is over.</summary>
    public static StatusWord Load(CardState state, scoped ReadOnlySpan<byte> bytes) => AnswerTo(PackageLoader.Feed(state.Machine, bytes));

    /// <summary>Links the package; when it cannot be, nothing of it is left.</summary>
    public static StatusWord EndLoad(CardState state) => AnswerTo(PackageLoader.End(state.Machine, out _));

    /// <summary>Makes an instance of an applet.</summary>
    public static StatusWord Install(CardState state, scoped in AppletHost.Installation installation)
    {
        state.Machine.Fuel = state.Options.InstructionBudget;
        return ContainerList.Exists(state.NonVolatile, installation.Container) ? AppletHost.Install(state, installation) : StatusWord.ReferencedDataNotFound;
    }

    /// <summary>Deletes an instance of an applet, by its AID.</summary>
    public static StatusWord DeleteApplet(CardState state, int container, scoped ReadOnlySpan<byte> aid)
    {
        state.Machine.Fuel = state.Options.InstructionBudget;
        return AppletHost.Delete(state, MemoryView.Of(container), aid);
    }

    /// <summary>Deletes a package, by its AID; with its instances, or only when it has none.</summary>
    public static StatusWord DeletePackage(CardState state, int container, scoped ReadOnlySpan<byte> aid, bool withInstances)
    {
        state.Machine.Fuel = state.Options.InstructionBudget;
        return AppletHost.DeletePackage(state, MemoryView.Of(container), aid, withInstances);
    }

    // GlobalPlatform 11.6.3 names 6581 and 6A84; the others are this card's choice, so that who loads knows what to do: 6A88 another package
    // is wanted first, 6A81 another converter, 6985 a deletion, 6A80 the file itself is wrong.
    private static StatusWord AnswerTo(LinkFault fault) => fault switch
    {
        LinkFault.None => StatusWord.Success,
        LinkFault.NoRoom => StatusWord.NotEnoughMemory,
        LinkFault.AlreadyLoaded => StatusWord.ConditionsOfUseNotSatisfied,
        LinkFault.ImportNotFound => StatusWord.ReferencedDataNotFound,
        LinkFault.FormatNotSupported => StatusWord.FunctionNotSupported,
        _ => StatusWord.IncorrectData,
    };
}
