using System;
using CardOs.Apdu;
using CardOs.Apdu.Toolkit;
using CardOs.Channels;
using CardOs.Memory;

namespace CardOs.Containers;

/// <summary>From one activated container to another: prepared by a command, activated when the terminal is ready for it.</summary>
/// <remarks>
/// <code>
/// command -> prepared -> REFRESH, UICC reset --+--> TERMINAL RESPONSE, performed --+--> active := prepared
///                                              '--> reset, or power-on ------------'    prepared := none
/// </code>
/// Both words of the picture lie in one word of memory, and so each of its writes is one that no cut can tear: one container is activated at any moment.
/// What the old world had in working memory is cleared, and no code of it runs for that.
/// </remarks>
internal static class ContainerSwitch
{
    private const byte NoNotice = 0;
    private const byte Wanted = 1;
    private const byte Withdrawn = 2;

    // What a terminal says that did not do it starts here: TS 102 223 8.12.
    private const GeneralResult FirstNotPerformed = GeneralResult.SessionTerminatedByUser;

    private static readonly NvAddress Active = new(NonVolatileMap.ActiveContainer);
    private static readonly NvAddress Prepared = new(NonVolatileMap.PreparedContainer);

    /// <summary>Whether a switch was prepared or taken back since the terminal was told last: a look at one byte behind every command.</summary>
    public static bool ConcernsTerminal(WorkingMemory memory) => memory.Byte(WorkingMap.SwitchNotice) != NoNotice;

    /// <summary>Whether the terminal is to be given REFRESH.</summary>
    public static bool WantsRefresh(WorkingMemory memory) => memory.Byte(WorkingMap.SwitchNotice) == Wanted;

    /// <summary>Prepares a container; the activated one takes a preparation back.</summary>
    /// <param name="state">The card.</param>
    /// <param name="container">The container.</param>
    /// <param name="tellsTerminal">Whether the terminal gets REFRESH; without, the next reset activates it.</param>
    /// <returns>9000; 6A88 when there is no such container; 6985 for the common one, which is always activated.</returns>
    public static StatusWord Prepare(CardState state, int container, bool tellsTerminal)
    {
        if (!ContainerList.Exists(state.NonVolatile, container))
        {
            return StatusWord.ReferencedDataNotFound;
        }

        if (container == 0)
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        if (container == state.ActiveContainer)
        {
            Cancel(state);
            return StatusWord.Success;
        }

        if (ContainerList.Prepared(state.NonVolatile) != container)
        {
            state.NonVolatile.WriteByte(Prepared, (byte)container);
        }

        if (tellsTerminal)
        {
            state.Working.Byte(WorkingMap.SwitchNotice) = Wanted;
        }

        return StatusWord.Success;
    }

    /// <summary>Takes a preparation back, if there is one, and a REFRESH that was not fetched.</summary>
    public static void Cancel(CardState state)
    {
        if (ContainerList.Prepared(state.NonVolatile) != ContainerList.None)
        {
            state.NonVolatile.WriteByte(Prepared, NonVolatileMap.NoContainer);
        }

        ref byte notice = ref state.Working.Byte(WorkingMap.SwitchNotice);
        notice = notice == NoNotice ? NoNotice : Withdrawn;
    }

    /// <summary>The terminal's answer to REFRESH: when it was performed, the switch takes place; else it waits for a reset, or for the next command that prepares it.</summary>
    public static void OnRefresh(CardState state, GeneralResult result)
    {
        state.Working.Byte(WorkingMap.SwitchNotice) = NoNotice;
        if (result >= FirstNotPerformed || ContainerList.Prepared(state.NonVolatile) == ContainerList.None)
        {
            return;
        }

        ClearWorkingMemory(state.Working);
        state.Machine.OnReset();
        state.NonVolatile.Allocator.Recover();
        ActivatePrepared(state);
        state.KeyCache.Fill(state, mayAllocate: false);
        FreshSession.Start(state);
    }

    /// <summary>At a reset, behind the recovery and in front of everything that looks at the activated container: what was prepared is activated.</summary>
    public static void ActivatePrepared(CardState state)
    {
        NonVolatileMemory memory = state.NonVolatile;
        int prepared = ContainerList.Prepared(memory);
        if (prepared == ContainerList.None)
        {
            return;
        }

        // A card that was suspended would go on in the old world.
        Suspension.Reset(state, isCold: false);
        Span<byte> word = stackalloc byte[2];
        word[0] = (byte)prepared;
        word[1] = NonVolatileMap.NoContainer;
        memory.Write(Active, word);
        state.AccessRuleCache.Clear();
        state.Machine.View = state.RuntimeView;
    }

    // The random generator goes on: its numbers say nothing of a world.
    private static void ClearWorkingMemory(WorkingMemory memory)
    {
        Span<byte> random = stackalloc byte[WorkingMap.RandomLength];
        memory.Span(WorkingMap.Random, WorkingMap.RandomLength).CopyTo(random);
        memory.Clear();
        random.CopyTo(memory.Span(WorkingMap.Random, WorkingMap.RandomLength));
    }
}
