namespace CardOs.Registry;

/// <summary>What became of data objects for a store.</summary>
internal enum StoreResult
{
    /// <summary>All are stored.</summary>
    Stored,

    /// <summary>They are no data objects, or one of them is empty.</summary>
    Malformed,

    /// <summary>The quota or the memory does not suffice.</summary>
    NoRoom,
}
