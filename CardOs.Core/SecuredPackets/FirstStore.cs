using System;
using CardOs.Apdu;
using CardOs.Apdu.RemoteScripts;
using CardOs.Apdu.SecuredPackets;
using CardOs.Diagnostics;
using CardOs.GlobalPlatform;
using CardOs.Registry;

namespace CardOs.SecuredPackets;

/// <summary>The first stage of the two-stage pipeline: what the USAT side's keys opened is data of the first type, or is still sealed.</summary>
/// <remarks>
/// A packet identifier (CPI, 01) says that it is still sealed; nothing is guessed. Sealed data go to the second stage as they
/// are: this side has no key for them. The answer is in the form of a compact script's: how many objects were stored, a
/// status word, and behind it the second stage's own receipt.
/// </remarks>
internal static class FirstStore
{
    /// <summary>Stores data of the first type, or hands data of the second type on.</summary>
    /// <param name="state">The card.</param>
    /// <param name="store">The store that was addressed.</param>
    /// <param name="data">The opened packet's data, where they lie.</param>
    /// <param name="answer">Takes the answer.</param>
    public static ResponseStatusCode Handle(CardState state, ApplicationEntry store, Span<byte> data, ref ResponseWriter answer)
    {
        if (!answer.TryReserve(CompactScriptResponse.HeadLength, out Span<byte> head))
        {
            return ResponseStatusCode.InsufficientMemory;
        }

        int count;
        StatusWord status;
        if (!data.IsEmpty && data[0] == (byte)PacketIdentifier.Command)
        {
            status = SecondStore.Handle(state, data, ref answer, out count);
        }
        else
        {
            status = StoredObjects.Store(state.NonVolatile, store.Address, data, out count) switch
            {
                StoreResult.Stored => StatusWord.Success,
                StoreResult.NoRoom => StatusWord.NotEnoughMemory,
                _ => StatusWord.IncorrectData,
            };
            CardTrace.Tell(state, CardEvent.FirstStoreWritten, data, count);
        }

        CompactScriptResponse.TryWrite(head, (byte)count, status, default, out _);
        return ResponseStatusCode.PorOk;
    }
}
