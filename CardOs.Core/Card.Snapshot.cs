using System;
using System.IO;
using CardOs.Applications;
using CardOs.Files;
using CardOs.Memory;

namespace CardOs;

/// <summary>Copies of the card: kept, gone back to, forked, saved; and what its memory is used for.</summary>
public sealed partial class Card
{
    /// <summary>Makes a card that goes on where the snapshot was taken.</summary>
    /// <param name="snapshot">The card's bytes.</param>
    /// <param name="options">What is not in them: the trace, C# applets, and how the card deals with other sides; its profile and sizes do not count.</param>
    /// <exception cref="CardImageException">The card has an instance of a C# applet that the options do not have.</exception>
    public Card(CardSnapshot snapshot, CardOptions options)
    {
        if (snapshot is null)
        {
            throw new ArgumentNullException(nameof(snapshot));
        }

        _state = new CardState(options ?? throw new ArgumentNullException(nameof(options)), new NonVolatileMemory(snapshot.SharedBytes));
        Restore(snapshot);
        if (!RomAppletHost.FindWithoutCode(_state).IsNull)
        {
            throw new CardImageException("The card has an instance of a C# applet that is not in the options' ROM.");
        }
    }

    /// <summary>Loads a saved card.</summary>
    /// <param name="image">A stream that stands before a card image; it is read to the image's end.</param>
    /// <param name="options">What is not in the image, as in the constructor from a snapshot.</param>
    /// <exception cref="CardImageException">The bytes are not a card image, or not one of this version; the message says what is wrong.</exception>
    public static Card Load(Stream image, CardOptions options) => new(CardSnapshot.Load(image), options);

    /// <summary>Keeps the card as it is now.</summary>
    public CardSnapshot Snapshot()
    {
        var snapshot = new CardSnapshot();
        Capture(snapshot, mayMakeBase: true);
        snapshot.Trim();
        return snapshot;
    }

    /// <summary>Keeps the card as it is now in a snapshot that was used before: allocates only what makes it larger.</summary>
    public void SnapshotInto(CardSnapshot snapshot) =>
        Capture(snapshot ?? throw new ArgumentNullException(nameof(snapshot)), mayMakeBase: false);

    /// <summary>Makes this card what the snapshot is, its power included; copies only what may differ, and allocates nothing.</summary>
    /// <exception cref="ArgumentException">The snapshot is one of a card with another size of memory.</exception>
    public void Restore(CardSnapshot snapshot)
    {
        if (snapshot is null)
        {
            throw new ArgumentNullException(nameof(snapshot));
        }

        using Use use = Enter();
        _state.NonVolatile.RestoreFrom(snapshot.NonVolatile);
        _state.Working.RestoreFrom(snapshot.Working);
        _power = (PowerState)snapshot.Power;
        FillCaches();
    }

    /// <summary>Makes a second card that is as this one is, and shares nothing with it that changes.</summary>
    public Card Fork() => new(Snapshot(), _state.Options);

    /// <summary>Writes the card as it is now as a card image.</summary>
    public void Save(Stream image) => Snapshot().Save(image);

    /// <summary>What every byte of non-volatile memory is for.</summary>
    public MemoryAccount Account()
    {
        using Use use = Enter();
        NonVolatileMemory memory = _state.NonVolatile;
        memory.ContinueFromCut();
        return memory.Journal.IsClean ? Accountant.Account(memory) : AccountAfterRecovery(memory);
    }

    // A lost transaction waits for power-on: the account is of what the card will be.
    private static MemoryAccount AccountAfterRecovery(NonVolatileMemory memory)
    {
        var image = new PageImage();
        memory.CaptureInto(image, mayMakeBase: false);
        var copy = new NonVolatileMemory(memory.Length);
        copy.RestoreFrom(image);
        copy.Journal.Recover();
        return Accountant.Account(copy);
    }

    private void Capture(CardSnapshot snapshot, bool mayMakeBase)
    {
        using Use use = Enter();
        if (_power == PowerState.Off)
        {
            _state.Working.Clear();
        }

        _state.NonVolatile.CaptureInto(snapshot.NonVolatile, mayMakeBase);
        _state.Working.CaptureInto(snapshot.Working);
        snapshot.Power = (byte)_power;
    }

    private void FillCaches()
    {
        if (_power == PowerState.Off)
        {
            _state.FileIndex.Clear();
            _state.KeyCache.Clear();
            return;
        }

        FileTree.FillIndex(_state, mayAllocate: true);
        _state.KeyCache.Fill(_state, mayAllocate: false);
        _state.Machine.Rebuild();
    }
}
