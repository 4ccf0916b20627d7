namespace CardOs;

/// <summary>A part of non-volatile memory that has its place in every card.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Offset">Where it starts.</param>
/// <param name="Length">Its bytes.</param>
public readonly record struct MemoryArea(string Name, int Offset, int Length);
