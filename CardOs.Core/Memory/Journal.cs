using System;
using System.Buffers.Binary;
using System.Diagnostics;

namespace CardOs.Memory;

/// <summary>The undo log: what several writes belong together, and what they wrote over.</summary>
/// <remarks>
/// Old bytes go into the log before new ones go into their place; closing the log is one write of its head. Recovery undoes
/// from the end to the start, and can itself be cut at any word and begun again.
/// <code>
/// head: bytes of the log in use, 0 = nothing to undo
/// +--------------------------+------------------------+ ... +----------------+--------------+
/// | old bytes, padded to 8   | address (4) length (4) |     | old bytes      | addr  length | &lt;- head
/// +--------------------------+------------------------+ ... +----------------+--------------+
/// </code>
/// Cells that must keep their newest value whatever happens (counters of tries and replays) are written around the log, and
/// never lie in a range that a transaction writes.
/// </remarks>
internal sealed class Journal
{
    private const int TrailerLength = NonVolatileMap.WordLength;
    private static readonly NvAddress Head = new(NonVolatileMap.JournalHead);
    private static readonly NvAddress Start = new(NonVolatileMap.Journal);

    private readonly NonVolatileMemory _memory;
    private int _depth;
    private int _tail;

    public Journal(NonVolatileMemory memory) => _memory = memory;

    /// <summary>Whether a transaction is open.</summary>
    public bool IsOpen => _depth > 0;

    /// <summary>Whether nothing in the cells waits for recovery.</summary>
    public bool IsClean => _memory.ReadUInt32(Head) == 0;

    /// <summary>Bytes of the log in use.</summary>
    public int Used => _tail;

    /// <summary>Opens a transaction, or joins the open one: an inner one that is aborted undoes only its own writes.</summary>
    public Transaction Begin()
    {
        _depth++;
        return new Transaction(this, _depth, _tail);
    }

    /// <summary>Opens a transaction that outlives the caller, as <see cref="Begin"/> does; its mark says where it began.</summary>
    public TransactionMark Open()
    {
        _depth++;
        return new TransactionMark(_depth, _tail);
    }

    /// <summary>Makes the writes since <paramref name="mark"/> count; with an outer transaction open, together with that one.</summary>
    public void Close(TransactionMark mark) => Commit(mark.Depth);

    /// <summary>Undoes the writes since <paramref name="mark"/>.</summary>
    public void Abort(TransactionMark mark) => AbortUnlessCommitted(mark.Depth, mark.Savepoint);

    /// <summary>Writes so that a power cut leaves the old bytes or the new ones, together with the rest of the open transaction.</summary>
    /// <returns>False, and nothing written, when the log has no room.</returns>
    public bool TryWrite(NvAddress address, scoped ReadOnlySpan<byte> source)
    {
        if (_depth == 0)
        {
            if (NonVolatileMemory.WordsIn(address.Value, source.Length) <= 1)
            {
                _memory.Write(address, source);
                return true;
            }

            using Transaction transaction = Begin();
            return TryWrite(address, source) && transaction.Commit();
        }

        if (!TryLog(address, source.Length))
        {
            return false;
        }

        _memory.Write(address, source);
        return true;
    }

    public bool TryWriteUInt16(NvAddress address, ushort value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, value);
        return TryWrite(address, bytes);
    }

    public bool TryWriteUInt32(NvAddress address, uint value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return TryWrite(address, bytes);
    }

    public bool TryWriteUInt64(NvAddress address, ulong value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return TryWrite(address, bytes);
    }

    public bool TryWriteAddress(NvAddress address, NvAddress value) => TryWriteUInt32(address, (uint)value.Value);

    /// <summary>Keeps the bytes that are about to be changed.</summary>
    /// <returns>False, and nothing kept, when the log has no room.</returns>
    public bool TryLog(NvAddress address, int length)
    {
        if (length > NonVolatileMap.JournalLength)
        {
            return false;
        }

        int padded = Pad(length);
        if (padded + TrailerLength > NonVolatileMap.JournalLength - _tail)
        {
            return false;
        }

        _memory.Copy(address, Start + _tail, length);
        Span<byte> trailer = stackalloc byte[TrailerLength];
        BinaryPrimitives.WriteUInt32BigEndian(trailer, (uint)address.Value);
        BinaryPrimitives.WriteUInt32BigEndian(trailer.Slice(4), (uint)length);
        _memory.Write(Start + (_tail + padded), trailer);
        SetTail(_tail + padded + TrailerLength);
        return true;
    }

    /// <summary>Erases what ended transactions left in the log; within none.</summary>
    public void Erase()
    {
        Debug.Assert(_depth == 0 && _tail == 0, "nothing in the log is needed");
        _memory.Erase(Start, NonVolatileMap.JournalLength);
    }

    /// <summary>At power-on, before anything else: undoes what a lost transaction wrote.</summary>
    public void Recover()
    {
        Reset();
        UndoTo(0);
    }

    /// <summary>The cells were replaced: no transaction is open, and the log is what stands in them.</summary>
    public void Reset()
    {
        _depth = 0;
        _tail = (int)_memory.ReadUInt32(Head);
    }

    internal void Commit(int depth)
    {
        Debug.Assert(_depth >= depth, "a transaction is committed once");
        _depth = depth - 1;
        if (_depth == 0)
        {
            _memory.Allocator.OnTransactionEnd();
            if (_tail != 0)
            {
                SetTail(0);
            }
        }
    }

    internal void AbortUnlessCommitted(int depth, int savepoint)
    {
        if (_depth < depth)
        {
            return;
        }

        UndoTo(savepoint);
        _memory.Allocator.ForgetLowestFree();
        _depth = depth - 1;
        if (_depth == 0)
        {
            _memory.Allocator.OnTransactionEnd();
        }
    }

    private void UndoTo(int savepoint)
    {
        int tail = _tail;
        while (tail > savepoint)
        {
            ReadOnlySpan<byte> trailer = _memory.Read(Start + (tail - TrailerLength), TrailerLength);
            var address = new NvAddress((int)BinaryPrimitives.ReadUInt32BigEndian(trailer));
            int length = (int)BinaryPrimitives.ReadUInt32BigEndian(trailer.Slice(4));
            tail -= TrailerLength + Pad(length);
            _memory.Copy(Start + tail, address, length);
        }

        if (tail != _tail)
        {
            SetTail(tail);
        }
    }

    private void SetTail(int tail)
    {
        _memory.WriteUInt32(Head, (uint)tail);
        _tail = tail;
    }

    private static int Pad(int length) => (length + NonVolatileMap.WordLength - 1) & -NonVolatileMap.WordLength;
}
