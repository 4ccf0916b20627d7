using CardOs.Apdu.SecuredPackets;

namespace CardOs.OffCard;

/// <summary>The receipts of data that were sealed once or twice.</summary>
/// <param name="Outer">The first stage's: how many objects were stored and a status word, or why the outer packet was refused.</param>
/// <param name="Inner">The second stage's; null when there is none, or it did not open.</param>
public sealed record TwoStageReceipt(ProofOfReceipt Outer, ProofOfReceipt? Inner)
{
    /// <summary>Whether every stage that was to open the data did, and stored them.</summary>
    public bool IsStored => Outer.Status == ResponseStatusCode.PorOk && Outer.LastStatus == Apdu.StatusWord.Success
        && (Inner is null || Inner.Status == ResponseStatusCode.PorOk);
}
