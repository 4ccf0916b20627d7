namespace CardOs.Memory;

/// <summary>A block as the walk over the memory finds it.</summary>
internal readonly record struct Block(NvAddress Address, BlockHeader Header, int Container);
