using System;
using System.Buffers.Binary;
using CardOs.Memory;

namespace CardOs.GlobalPlatform.Personalisation;

/// <summary>STORE DATA in progress, on one channel at a time: working memory.</summary>
/// <remarks>
/// <code>
/// 0         1       2          4           6          8     10
/// +---------+-------+----------+-----------+----------+-----+--- ...
/// | channel | next  | bytes of | bytes of  | bytes of | key | -
/// | + 1     | block | the rest | templates | the key  |     |
/// +---------+-------+----------+-----------+----------+-----+--- ...
/// </code>
/// Behind it the rest: an object that goes on in the next block. Templates: what 00B9 said of keys that follow; key: which of them is next.
/// </remarks>
internal readonly ref struct StoreSession
{
    private const int ChannelOffset = 0;
    private const int NextOffset = 1;
    private const int RestOffset = 2;
    private const int TemplatesOffset = 4;
    private const int KeyOffset = 6;
    private const int KeyIndexOffset = 8;

    private readonly WorkingMemory _memory;
    private readonly Span<byte> _cells;

    private StoreSession(WorkingMemory memory)
    {
        _memory = memory;
        _cells = memory.Span(WorkingMap.Store, WorkingMap.StoreHeaderLength);
    }

    /// <summary>The number that the next block has to have.</summary>
    public byte NextBlock
    {
        get => _cells[NextOffset];
        set => _cells[NextOffset] = value;
    }

    public Span<byte> RestRoom => _memory.Span(WorkingMap.StoreRest, WorkingMap.StoreRestCapacity);

    public int RestLength
    {
        get => Get(RestOffset);
        set => Set(RestOffset, value);
    }

    public Span<byte> TemplatesRoom => _memory.Span(WorkingMap.StoreTemplates, WorkingMap.StoreTemplatesCapacity);

    public int TemplatesLength
    {
        get => Get(TemplatesOffset);
        set => Set(TemplatesOffset, value);
    }

    public Span<byte> KeyRoom => _memory.Span(WorkingMap.StoreKey, WorkingMap.StoreKeyCapacity);

    /// <summary>Bytes of the components of a key that is not complete yet.</summary>
    public int KeyLength
    {
        get => Get(KeyOffset);
        set => Set(KeyOffset, value);
    }

    /// <summary>Which of the templates the next key belongs to.</summary>
    public int KeyIndex
    {
        get => Get(KeyIndexOffset);
        set => Set(KeyIndexOffset, value);
    }

    /// <summary>The commands of a channel; those of another one that were not ended are forgotten.</summary>
    public static StoreSession Of(CardState state, int channel)
    {
        var session = new StoreSession(state.Working);
        if (session._cells[ChannelOffset] != channel + 1)
        {
            session.Clear();
            session._cells[ChannelOffset] = (byte)(channel + 1);
        }

        return session;
    }

    /// <summary>Forgets what a channel began.</summary>
    public static void End(CardState state, int channel)
    {
        var session = new StoreSession(state.Working);
        if (session._cells[ChannelOffset] == channel + 1)
        {
            session.Clear();
        }
    }

    /// <summary>Forgets everything; components of keys are overwritten.</summary>
    public void Clear()
    {
        KeyRoom.Slice(0, KeyLength).Clear();
        _cells.Clear();
    }

    private int Get(int offset) => BinaryPrimitives.ReadUInt16LittleEndian(_cells.Slice(offset));

    private void Set(int offset, int value) => BinaryPrimitives.WriteUInt16LittleEndian(_cells.Slice(offset), (ushort)value);
}
