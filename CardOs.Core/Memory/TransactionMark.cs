namespace CardOs.Memory;

/// <summary>Where an open transaction began, for one that spans several calls.</summary>
internal readonly record struct TransactionMark(int Depth, int Savepoint);
