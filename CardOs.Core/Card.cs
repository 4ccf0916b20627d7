using System;
using System.Threading;
using CardOs.Memory;

namespace CardOs;

/// <summary>A card: a chip with two memories, and the operating system in it.</summary>
/// <remarks>
/// A card is used by one thread at a time: a call while another one runs is refused with <see cref="InvalidOperationException"/>, also one
/// by the card's own trace. Different cards share nothing that changes.
/// </remarks>
public sealed partial class Card
{
    /// <summary>The longest answer to a short command: 256 bytes of data and the status word.</summary>
    public const int MaxShortResponse = 258;

    private readonly CardState _state;
    private PowerState _power;
    private int _isBusy;

    /// <summary>Makes a card from the factory: personalised, without power.</summary>
    /// <exception cref="ArgumentException">The profile is not one of a card, or does not fit the memory; the message names the place.</exception>
    public Card(CardOptions options)
    {
        if (options is null)
        {
            throw new ArgumentNullException(nameof(options));
        }

        if (options.RandomSeed.Length > NonVolatileMap.RandomSeedLength)
        {
            throw new ArgumentException("The seed of the random generator takes at most 32 bytes.", nameof(options));
        }

        _state = new CardState(options, new NonVolatileMemory(options.NonVolatileBytes));
        Personalisation.Write(_state, options.Profile);
    }

    /// <summary>Whether the card has power.</summary>
    public bool IsPowered => _power != PowerState.Off;

    internal CardState State => _state;

    /// <summary>Takes the card for one call; the end of the using gives it back.</summary>
    private Use Enter()
    {
        if (Interlocked.Exchange(ref _isBusy, 1) != 0)
        {
            throw new InvalidOperationException("The card is in use by another thread, or by its own trace.");
        }

        return new Use(this);
    }

    private readonly ref struct Use(Card card)
    {
        public void Dispose() => Volatile.Write(ref card._isBusy, 0);
    }
}
