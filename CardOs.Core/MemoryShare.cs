namespace CardOs;

/// <summary>The blocks of one kind that one owner has in one container.</summary>
/// <param name="Container">The container's number; 0 is the common one.</param>
/// <param name="Kind">What the blocks are for.</param>
/// <param name="Owner">The tag of the application or package they belong to; 0 is the card itself.</param>
/// <param name="IsReserved">Whether the blocks are still being filled, and go when the power does.</param>
/// <param name="Blocks">How many.</param>
/// <param name="Used">Bytes that were asked for.</param>
/// <param name="Overhead">Bytes of headers and rounding.</param>
public readonly record struct MemoryShare(int Container, string Kind, int Owner, bool IsReserved, int Blocks, int Used, int Overhead);
