namespace CardOs.Files;

/// <summary>What an access rule rules: the bits of the access mode byte, b1 first, then the commands that are named by their instruction byte.</summary>
/// <remarks>TS 102 221 9.2.4; the numbers are in card images.</remarks>
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

    /// <summary>INCREASE: access mode 84 01 32.</summary>
    Increase = 7,

    /// <summary>RESIZE FILE: access mode 84 01 D4.</summary>
    Resize = 8,
}
