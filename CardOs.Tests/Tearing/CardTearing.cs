namespace CardOs.Tests.Tearing;

/// <summary>Tears what commands do to a card.</summary>
internal sealed class CardTearing(Card card) : TearHarness
{
    private readonly CardSnapshot _kept = new();

    // What the host does without the card's public calls is cut without the card's notice.
    protected override bool IsCut => !card.IsPowered || card.State.NonVolatile.IsCut;

    protected override void Keep() => card.SnapshotInto(_kept);

    protected override void GoBack() => card.Restore(_kept);

    protected override void CutAfter(int words, TearMode mode, ulong seed) => card.CutPowerAfter(words, mode, seed);

    protected override void Recover() => card.PowerOn();
}
