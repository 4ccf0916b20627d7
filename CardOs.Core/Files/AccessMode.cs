namespace CardOs.Files;

/// <summary>What an access rule rules: the bits of the access mode byte, b1 first. TS 102 221 9.2.</summary>
internal enum AccessMode
{
    /// <summary>Read and search an EF; delete a child of a DF.</summary>
    Read = 0,

    /// <summary>Update an EF; create an EF in a DF.</summary>
    Update = 1,

    /// <summary>Create a DF.</summary>
    CreateDirectory = 2,

    Deactivate = 3,
    Activate = 4,
    Terminate = 5,
    Delete = 6,
}
