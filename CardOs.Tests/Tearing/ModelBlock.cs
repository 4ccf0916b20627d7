using CardOs.Memory;

namespace CardOs.Tests.Tearing;

/// <summary>A block as the model has it.</summary>
internal sealed record ModelBlock(int Container, BlockKind Kind, ushort Owner, bool IsReserved, byte[] Contents);
