namespace CardOs.Memory;

/// <summary>Whether a block's bytes count.</summary>
internal enum BlockState : byte
{
    Free = 0,

    /// <summary>Being filled over several commands; free again after a power cut.</summary>
    Reserved = 1,

    InUse = 2,
}
