using System;
using CardOs.Apdu;
using CardOs.Applications;
using CardOs.Channels;
using CardOs.Containers;
using CardOs.Files;
using CardOs.Memory;

namespace CardOs;

/// <summary>Power, resets and cuts.</summary>
public sealed partial class Card
{
    /// <summary>Gives the card power: recovers what a cut left behind, and resets.</summary>
    /// <returns>The answer to reset; empty when the power was cut during recovery.</returns>
    public ReadOnlySpan<byte> PowerOn()
    {
        using Use use = Enter();
        NonVolatileMemory memory = _state.NonVolatile;
        memory.ContinueFromCut();
        memory.Journal.Recover();
        memory.Allocator.Recover();
        ContainerSwitch.ActivatePrepared(_state);
        FileDeletion.Recover(memory);
        FileTree.FillIndex(_state, mayAllocate: true);
        _state.KeyCache.Fill(_state, mayAllocate: true);
        _state.Machine.Recover();
        ContainerManager.Recover(_state);
        return Reset(isCold: true);
    }

    /// <summary>Takes the power away between two commands: working memory is lost.</summary>
    public void PowerOff()
    {
        using Use use = Enter();
        _state.Working.Clear();
        _state.KeyCache.Clear();
        _power = PowerState.Off;
    }

    /// <summary>Resets the card without taking its power: a warm reset.</summary>
    /// <returns>The answer to reset.</returns>
    /// <exception cref="InvalidOperationException">The card has no power.</exception>
    public ReadOnlySpan<byte> WarmReset()
    {
        using Use use = Enter();
        if (_power == PowerState.Off)
        {
            throw new InvalidOperationException("The card has no power: a warm reset needs it.");
        }

        // What waited for more commands waits no longer, an applet's transaction first.
        _state.Working.Clear();
        _state.Machine.OnReset();
        _state.NonVolatile.Allocator.Recover();
        ContainerSwitch.ActivatePrepared(_state);
        _state.KeyCache.Fill(_state, mayAllocate: false);
        return Reset(isCold: false);
    }

    /// <summary>Answers a protocol and parameters selection: ISO 7816-3 9.</summary>
    /// <param name="request">PPSS PPS0 [PPS1] [PPS2] [PPS3] PCK, at most 6 bytes.</param>
    /// <param name="response">Takes the answer.</param>
    /// <returns>Bytes of the answer: an echo when the card agrees, 0 when it stays silent, as it does behind the first command.</returns>
    public int SelectProtocol(ReadOnlySpan<byte> request, Span<byte> response)
    {
        using Use use = Enter();
        if (_power != PowerState.Reset
            || !ProtocolParametersSelection.TryParse(request, out ProtocolParametersSelection selection)
            || !AnswerToReset.TryParse(AnswerToResetBytes, out AnswerToReset answer)
            || !answer.Offers(selection.Protocol)
            || !request.TryCopyTo(response))
        {
            return 0;
        }

        return request.Length;
    }

    /// <summary>Loses power after some more words of non-volatile memory were programmed; arm it with or without power.</summary>
    /// <param name="writes">Words of 8 bytes that are still programmed; the write that goes beyond is torn.</param>
    /// <param name="mode">What reaches the memory of the write that is torn.</param>
    /// <param name="seed">Chooses the words in <see cref="TearMode.Subset"/>.</param>
    public void CutPowerAfter(int writes, TearMode mode = TearMode.Prefix, ulong seed = 0)
    {
        if (writes < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(writes));
        }

        using Use use = Enter();
        _state.NonVolatile.ArmCut(writes, mode, seed);
    }

    /// <summary>Takes back <see cref="CutPowerAfter"/>.</summary>
    public void KeepPower()
    {
        using Use use = Enter();
        _state.NonVolatile.DisarmCut();
    }

    private ReadOnlySpan<byte> AnswerToResetBytes
    {
        get
        {
            NvAddress block = _state.NonVolatile.ReadAddress(new NvAddress(NonVolatileMap.AnswerToReset));
            return _state.NonVolatile.Read(block + 1, _state.NonVolatile.ReadByte(block));
        }
    }

    private ReadOnlySpan<byte> Reset(bool isCold)
    {
        NonVolatileMemory memory = _state.NonVolatile;
        _state.Working.Clear();
        var boots = new NvAddress(NonVolatileMap.BootCount);
        memory.WriteUInt64(boots, memory.ReadUInt64(boots) + 1);
        Challenge.Start(_state);
        FreshSession.Start(_state);
        Suspension.Reset(_state, isCold);
        _power = memory.IsCut ? PowerState.Off : PowerState.Reset;
        ReadOnlySpan<byte> cold = isCold ? ColdAnswer.Of(memory) : default;
        return memory.IsCut ? default : cold.IsEmpty ? AnswerToResetBytes : cold;
    }
}
