namespace CardOs;

/// <summary>The memory that one container owns: used, overhead and free bytes are all of its segments.</summary>
/// <param name="Container">The container's number; 0 is the common one.</param>
/// <param name="Owned">Bytes of its segments.</param>
/// <param name="Used">Bytes that were asked for.</param>
/// <param name="Overhead">Bytes of headers and rounding.</param>
/// <param name="Free">Bytes of its free blocks.</param>
public readonly record struct ContainerMemory(int Container, int Owned, int Used, int Overhead, int Free);
