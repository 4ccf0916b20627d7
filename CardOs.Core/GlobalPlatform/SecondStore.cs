using System;
using CardOs.Apdu;
using CardOs.Apdu.SecuredPackets;
using CardOs.Diagnostics;
using CardOs.Keys;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform;

/// <summary>The second stage of the two-stage pipeline: opens with the service provider's keys, and stores.</summary>
/// <remarks>
/// It is reached through the first stage only. The inner packet has the form with identifiers (TS 102 225 6), and lies within
/// the outer one's data: it is deciphered there.
/// </remarks>
internal static class SecondStore
{
    /// <summary>Opens a sealed packet and stores its data objects.</summary>
    /// <param name="state">The card.</param>
    /// <param name="message">The inner packet, where it lies.</param>
    /// <param name="answer">Takes the inner receipt, when one is asked for.</param>
    /// <param name="count">How many objects were stored.</param>
    /// <returns>9000; 6A82 no such store, 6982 refused by its keys, counter or level, 6A84 no room, 6A80 no packet or no objects.</returns>
    public static StatusWord Handle(CardState state, Span<byte> message, ref ResponseWriter answer, out int count)
    {
        count = 0;
        if (!CommandPacket.TryParse(message, PacketForm.Identified, out CommandPacket packet))
        {
            return StatusWord.IncorrectData;
        }

        NvAddress store = ApplicationRegistry.FindByTar(state, packet.Tar.Value);
        if (store.IsNull || new ApplicationEntry(state.NonVolatile, store).Kind != ApplicationKind.SecondStore)
        {
            return StatusWord.FileNotFound;
        }

        var entry = new ApplicationEntry(state.NonVolatile, store);
        int container = ApplicationRegistry.ContainerOf(state.NonVolatile, store);
        ResponseStatusCode code = packet.Spi.Meets(entry.MinimumSecurity)
            ? PacketOpener.Open(state, container, entry.Domain, message, packet)
            : ResponseStatusCode.InsufficientSecurityLevel;
        StatusWord status = StatusWord.SecurityStatusNotSatisfied;
        CommandText text = packet.ReadText();
        if (code == ResponseStatusCode.PorOk)
        {
            status = Store(state, store, text.Data, ref code, out count);
        }

        WriteReceipt(state, store, packet, code, ref answer);
        return status;
    }

    private static StatusWord Store(CardState state, NvAddress store, ReadOnlySpan<byte> objects, ref ResponseStatusCode code, out int count)
    {
        StoreResult result = StoredObjects.Store(state.NonVolatile, store, objects, out count);
        CardTrace.Tell(state, CardEvent.SecondStoreWritten, objects, count);
        switch (result)
        {
            case StoreResult.Stored:
                return StatusWord.Success;
            case StoreResult.NoRoom:
                code = ResponseStatusCode.InsufficientMemory;
                return StatusWord.NotEnoughMemory;
            default:
                return StatusWord.IncorrectData;
        }
    }

    // As in the first stage: nothing is signed or enciphered for a sender whose check did not pass.
    private static void WriteReceipt(
        CardState state, NvAddress store, scoped in CommandPacket packet, ResponseStatusCode code, ref ResponseWriter answer)
    {
        ProofOfReceiptMode mode = packet.Spi.ProofOfReceipt;
        bool isWanted = mode == ProofOfReceiptMode.Always || (mode == ProofOfReceiptMode.OnError && code != ResponseStatusCode.PorOk);
        if (!isWanted || !answer.TryReserve(answer.Room, out Span<byte> room))
        {
            return;
        }

        bool isOpen = code is ResponseStatusCode.PorOk or ResponseStatusCode.InsufficientMemory
            or ResponseStatusCode.CounterLow or ResponseStatusCode.CounterHigh or ResponseStatusCode.CounterBlocked;
        var receipt = new ReceiptRequest(
            store,
            ApplicationRegistry.ContainerOf(state.NonVolatile, store),
            new ApplicationEntry(state.NonVolatile, store).Domain,
            PacketForm.Identified,
            packet.Spi,
            packet.Kic,
            packet.Kid,
            packet.Tar,
            isOpen ? packet.ReadText().Counter : 0);
        int length = ReceiptSealer.Seal(state, receipt, code, default, isOpen, room);
        answer.Truncate(answer.Length - room.Length + length);
    }
}
