using System;
using System.Collections.Generic;
using CardOs.Apdu.Sms;

namespace CardOs.OffCard;

/// <summary>When and how a terminal divides over-the-air data for the card.</summary>
public sealed class SplitPolicy
{
    // What one short message carries behind UDHL and 70 00, and one more: from there on nothing can pass as it is.
    private const int LargestThreshold = UserData.MaxBytes - 3 + 1;

    /// <summary>A policy with a threshold.</summary>
    /// <param name="threshold">The size in bytes from which on data are divided: 1 to 138, as 137 is the most that passes undivided.</param>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is out of range.</exception>
    public SplitPolicy(int threshold = LargestThreshold)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threshold, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threshold, LargestThreshold);
        Threshold = threshold;
    }

    /// <summary>The size in bytes from which on data are divided.</summary>
    public int Threshold { get; }

    /// <summary>Whether data of this size are divided.</summary>
    public bool Divides(int size) => size >= Threshold;

    /// <summary>The length of all pieces but the last: what both the card and the transport take.</summary>
    /// <param name="cardBuffer">Bytes that the card says it has room for.</param>
    /// <param name="transportMaximum">Bytes that every short message has room for.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is 0 or less.</exception>
    public static int PieceLength(int cardBuffer, int transportMaximum)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cardBuffer);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(transportMaximum);
        return Math.Min(cardBuffer, transportMaximum);
    }

    /// <summary>Divides data into pieces of one length; the last one may be shorter.</summary>
    /// <exception cref="ArgumentException">There are no data.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The length is 0 or less.</exception>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Divide(ReadOnlyMemory<byte> data, int pieceLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pieceLength);
        if (data.IsEmpty)
        {
            throw new ArgumentException("There are no data to divide.", nameof(data));
        }

        var pieces = new List<ReadOnlyMemory<byte>>();
        for (int start = 0; start < data.Length; start += pieceLength)
        {
            pieces.Add(data.Slice(start, Math.Min(pieceLength, data.Length - start)));
        }

        return pieces;
    }
}
