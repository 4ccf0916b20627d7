using System;
using CardOs.Apdu;
using CardOs.Applications;
using CardOs.Containers;
using CardOs.JavaCard;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform;

/// <summary>The front door for card content: packages come in as streams, applets are installed and deleted.</summary>
/// <remarks>Who may do it is decided in front of this door.</remarks>
internal static class ContentLoader
{
    /// <summary>Begins to load a package into a container.</summary>
    public static StatusWord BeginLoad(CardState state, int container, byte domain = SecurityDomains.OfContainer) => ContainerList.Exists(state.NonVolatile, container)
        ? AnswerTo(PackageLoader.Begin(state.Machine, container, domain))
        : StatusWord.ReferencedDataNotFound;

    /// <summary>The AID of the package that is being loaded, once its Header came.</summary>
    public static ReadOnlySpan<byte> LoadedAid(CardState state) => PackageLoader.Aid(state.Machine);

    /// <summary>Forgets the load in progress, and every byte of it.</summary>
    public static void AbortLoad(CardState state) => PackageLoader.Drop(state.Machine);

    /// <summary>Takes the next bytes of the package's components in. After an error the load is over.</summary>
    public static StatusWord Load(CardState state, scoped ReadOnlySpan<byte> bytes) => AnswerTo(PackageLoader.Feed(state.Machine, bytes));

    /// <summary>Whether a package is being loaded.</summary>
    public static bool IsLoading(CardState state) => state.Machine.Load.IsOpen != 0;

    /// <summary>Links the package; when it cannot be, nothing of it is left.</summary>
    public static StatusWord EndLoad(CardState state) => EndLoad(state, out _);

    /// <param name="state">The card.</param>
    /// <param name="package">Where the package is.</param>
    /// <inheritdoc cref="EndLoad(CardState)"/>
    public static StatusWord EndLoad(CardState state, out NvAddress package)
    {
        LinkFault fault = PackageLoader.End(state.Machine, out byte number);
        package = fault == LinkFault.None ? state.Machine.Package(number).Address : NvAddress.Null;
        return AnswerTo(fault);
    }

    /// <summary>Makes an instance of an applet.</summary>
    /// <param name="state">The card.</param>
    /// <param name="installation">What to make, and where.</param>
    /// <param name="application">Its registry entry.</param>
    public static StatusWord Install(CardState state, scoped in AppletHost.Installation installation, out NvAddress application)
    {
        application = NvAddress.Null;
        state.Machine.Fuel = state.Options.InstructionBudget;
        return ContainerList.Exists(state.NonVolatile, installation.Container)
            ? AppletHost.Install(state, installation, out application)
            : StatusWord.ReferencedDataNotFound;
    }

    /// <summary>Deletes an instance of an applet, by its AID.</summary>
    public static StatusWord DeleteApplet(CardState state, int container, scoped ReadOnlySpan<byte> aid)
    {
        state.Machine.Fuel = state.Options.InstructionBudget;
        return ContainerList.Exists(state.NonVolatile, container)
            ? AppletHost.Delete(state, ExecutionModes.ViewOf(state, ExecutionMode.Administration, container), aid)
            : StatusWord.ReferencedDataNotFound;
    }

    /// <summary>Deletes a package, by its AID; with its instances, or only when it has none.</summary>
    public static StatusWord DeletePackage(CardState state, int container, scoped ReadOnlySpan<byte> aid, bool withInstances)
    {
        state.Machine.Fuel = state.Options.InstructionBudget;
        return ContainerList.Exists(state.NonVolatile, container)
            ? AppletHost.DeletePackage(state, ExecutionModes.ViewOf(state, ExecutionMode.Administration, container), aid, withInstances)
            : StatusWord.ReferencedDataNotFound;
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
