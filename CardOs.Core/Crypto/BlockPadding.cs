namespace CardOs.Crypto;

/// <summary>How a message is brought to whole blocks: ISO/IEC 9797-1 6.3.</summary>
internal enum BlockPadding : byte
{
    /// <summary>The message has whole blocks already.</summary>
    None = 0,

    /// <summary>Zeros, as few as possible; none when the blocks are whole. The MAC of an empty message is over one block of them.</summary>
    Method1 = 1,

    /// <summary>One bit set, then zeros, as few as possible.</summary>
    Method2 = 2,
}
