using CardOs.Files;
using CardOs.JavaCard;
using CardOs.JavaCardApi;
using CardOs.Keys;
using CardOs.Memory;
using CardOs.Profiles;

namespace CardOs;

/// <summary>The card's memories and options, and what is cached of them.</summary>
internal sealed class CardState
{
    public CardState(CardOptions options, NonVolatileMemory nonVolatile)
    {
        Options = options;
        NonVolatile = nonVolatile;
        Working = new WorkingMemory(WorkingMap.Length);
        FileIndex = new FileIndex();
        KeyCache = new KeyCache();
        Machine = new Machine(this, RomLibrary.Instance);
        AccessRuleCache = new AccessRuleCache();
    }

    public CardOptions Options { get; }

    public NonVolatileMemory NonVolatile { get; }

    public WorkingMemory Working { get; }

    /// <summary>Where files are: made from non-volatile memory at power-on.</summary>
    public FileIndex FileIndex { get; }

    /// <summary>Access rules that were read.</summary>
    public AccessRuleCache AccessRuleCache { get; }

    /// <summary>Expanded keys: made from non-volatile memory at power-on.</summary>
    public KeyCache KeyCache { get; }

    /// <summary>The Java Card machine: its tables are made from the memories at power-on.</summary>
    public Machine Machine { get; }

    /// <summary>The activated container, whose world the terminal sees.</summary>
    public int ActiveContainer => NonVolatile.ReadByte(new NvAddress(NonVolatileMap.ActiveContainer));

    /// <summary>Whether the card was made with one of its quirks.</summary>
    public bool Has(CardQuirks quirk) => ((CardQuirks)NonVolatile.ReadUInt32(new NvAddress(NonVolatileMap.Quirks)) & quirk) != 0;

    /// <summary>What commands of the terminal can reach.</summary>
    public MemoryView RuntimeView => MemoryView.Of(ActiveContainer);
}
