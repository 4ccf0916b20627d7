using System;
using System.IO;
using CardOs.Memory;

namespace CardOs;

/// <summary>A card at one moment: all bytes of its memories, and whether it has power.</summary>
/// <remarks>
/// Snapshots of a card and of its copies share one image of the memory, and hold only the pages that differ from it: a card
/// at rest is its snapshot.
/// </remarks>
public sealed class CardSnapshot
{
    /// <summary>An empty snapshot, to be captured into.</summary>
    public CardSnapshot()
    {
    }

    /// <summary>Bytes that this snapshot holds alone.</summary>
    public int OwnBytes => NonVolatile.OwnBytes + Working.OwnBytes;

    /// <summary>Bytes of the image that it shares with other snapshots.</summary>
    public int SharedBytes => NonVolatile.Base.Length;

    internal PageImage NonVolatile { get; } = new();

    internal PageImage Working { get; } = new();

    internal byte Power { get; set; }

    /// <summary>Gives back the room that nothing is in: for a snapshot that is kept for long.</summary>
    public void Trim()
    {
        NonVolatile.Trim();
        Working.Trim();
    }

    /// <summary>Writes the snapshot as a card image.</summary>
    public void Save(Stream stream) => CardImage.Write(stream ?? throw new ArgumentNullException(nameof(stream)), this);

    /// <summary>Reads a card image.</summary>
    /// <exception cref="CardImageException">The bytes are not a card image, or not one of this version.</exception>
    public static CardSnapshot Load(Stream stream) => CardImage.Read(stream ?? throw new ArgumentNullException(nameof(stream)));
}
