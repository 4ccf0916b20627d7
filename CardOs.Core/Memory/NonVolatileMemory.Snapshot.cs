using System;

namespace CardOs.Memory;

/// <summary>Copies of the memory: a shared base and the pages that were written since.</summary>
/// <remarks>
/// A write marks its pages as recent. What compares the cells with a copy of them (the base, the image that was captured or
/// restored last, the cells frozen by a cut) first takes the recent pages over into its own set of pages that may differ.
/// What stands in the log behind its head means nothing, and is in no image.
/// </remarks>
internal sealed partial class NonVolatileMemory
{
    private const int PagesUntilNewBase = 4;

    private readonly BitSet _recent;
    private readonly BitSet _sinceBase;
    private readonly BitSet _sinceImage;
    private readonly BitSet _sinceFreeze;
    private int _lastMarked = -1;
    private byte[]? _base;
    private PageImage? _image;
    private int _imageVersion;

    private int PageCount => _cells.Length / PageLength;

    /// <summary>Pages written since the memory was made, captured or restored last.</summary>
    public int TouchedPages
    {
        get
        {
            TakeRecentPagesOver();
            return _sinceImage.Count;
        }
    }

    /// <summary>Puts the memory into <paramref name="image"/>; allocates only for the first base, and where the image grows.</summary>
    /// <param name="image">Takes the pages that differ from the base.</param>
    /// <param name="mayMakeBase">Makes a new base when a good part of the pages differ from the one there is.</param>
    /// <exception cref="InvalidOperationException">A transaction is open: half of it would be in the image.</exception>
    public void CaptureInto(PageImage image, bool mayMakeBase)
    {
        if (Journal.IsOpen && !IsCut)
        {
            throw new InvalidOperationException("The memory cannot be captured within a transaction.");
        }

        ContinueFromCut();
        TakeRecentPagesOver();
        if (_base is null || (mayMakeBase && _sinceBase.Count > PageCount / PagesUntilNewBase))
        {
            _base = (byte[])_cells.Clone();
            _sinceBase.Clear();
        }

        image.Begin(_base);
        for (int page = _sinceBase.Next(0); page >= 0; page = _sinceBase.Next(page + 1))
        {
            ReadOnlySpan<byte> bytes = _cells.AsSpan(page * PageLength, PageLength);
            if (!IsBehindLog(page) && !bytes.SequenceEqual(_base.AsSpan(page * PageLength, PageLength)))
            {
                image.Add(page, bytes);
            }
        }

        FollowImage(image);
    }

    /// <summary>Makes the memory what <paramref name="image"/> is, whatever it was; copies only pages that may differ, and allocates nothing.</summary>
    /// <exception cref="ArgumentException">The image is one of a memory of another length.</exception>
    public void RestoreFrom(PageImage image)
    {
        if (image.Base.Length != _cells.Length)
        {
            throw new ArgumentException($"The image has {image.Base.Length} bytes, the memory has {_cells.Length}.", nameof(image));
        }

        TakeRecentPagesOver();
        if (ReferenceEquals(image, _image) && image.Version == _imageVersion)
        {
            image.CopyTo(_cells, _sinceImage);
            _sinceFreeze.AddAll(_sinceImage);
        }
        else
        {
            if (ReferenceEquals(image.Base, _base))
            {
                image.AddNumbersTo(_sinceBase);
                image.CopyTo(_cells, _sinceBase);
                _sinceFreeze.AddAll(_sinceBase);
            }
            else
            {
                image.CopyTo(_cells);
                MarkAll(_sinceFreeze);
            }

            _base = image.Base;
            _sinceBase.Clear();
            image.AddNumbersTo(_sinceBase);
        }

        FollowImage(image);
        IsCut = false;
        DisarmCut();
        Journal.Reset();
        Allocator.Reset();
    }

    /// <summary>Whether a page is wholly in the part of the log that is not in use.</summary>
    public bool IsBehindLog(int page) =>
        page * PageLength >= NonVolatileMap.Journal + (int)ReadUInt32(new NvAddress(NonVolatileMap.JournalHead))
        && page * PageLength < NonVolatileMap.Journal + NonVolatileMap.JournalLength
        && page * PageLength >= NonVolatileMap.Journal;

    private void FollowImage(PageImage image)
    {
        _image = image;
        _imageVersion = image.Version;
        _sinceImage.Clear();
    }

    private void MarkDirty(int start, int length)
    {
        int last = (start + length - 1) >> PageShift;
        for (int page = start >> PageShift; page <= last; page++)
        {
            MarkPage(page);
        }
    }

    // Writes mostly stay on a page.
    private void MarkPage(int page)
    {
        if (page != _lastMarked)
        {
            _recent.Add(page);
            _lastMarked = page;
        }
    }

    private void TakeRecentPagesOver()
    {
        _sinceBase.AddAll(_recent);
        _sinceImage.AddAll(_recent);
        _sinceFreeze.AddAll(_recent);
        _recent.Clear();
        _lastMarked = -1;
    }

    private void MarkAll(BitSet pages)
    {
        for (int page = 0; page < PageCount; page++)
        {
            pages.Add(page);
        }
    }
}
