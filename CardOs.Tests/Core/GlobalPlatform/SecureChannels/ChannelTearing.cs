using CardOs.Tests.Tearing;

namespace CardOs.Tests.Core.GlobalPlatform.SecureChannels;

/// <summary>Tears what the front door of secure channels does to a card; it is not called through the card, which would note the cut.</summary>
internal sealed class ChannelTearing(Card card) : TearHarness
{
    private readonly CardSnapshot _kept = new();

    protected override bool IsCut => card.State.NonVolatile.IsCut;

    protected override void Keep() => card.SnapshotInto(_kept);

    protected override void GoBack() => card.Restore(_kept);

    protected override void CutAfter(int words, TearMode mode, ulong seed) => card.CutPowerAfter(words, mode, seed);

    protected override void Recover() => card.PowerOn();
}
