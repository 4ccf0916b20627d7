namespace CardOs.Memory;

/// <summary>Writes that take effect together: all of them once committed, none of them otherwise.</summary>
internal readonly ref struct Transaction
{
    private readonly Journal _journal;
    private readonly int _depth;
    private readonly int _savepoint;

    internal Transaction(Journal journal, int depth, int savepoint)
    {
        _journal = journal;
        _depth = depth;
        _savepoint = savepoint;
    }

    /// <summary>Makes the writes count; with an outer transaction open, together with that one.</summary>
    /// <returns>True, so that a chain of conditions can end with it.</returns>
    public bool Commit()
    {
        _journal.Commit(_depth);
        return true;
    }

    /// <summary>Undoes the writes, unless they were committed.</summary>
    public void Dispose() => _journal.AbortUnlessCommitted(_depth, _savepoint);
}
