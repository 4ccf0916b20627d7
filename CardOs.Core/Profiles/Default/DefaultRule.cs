namespace CardOs.Profiles;

/// <summary>The access rules of the default card: what reading and updating ask for. The numbers are the records of EF.ARR.</summary>
/// <remarks>All other operations ask for ADM 1.</remarks>
internal enum DefaultRule : byte
{
    /// <summary>Read always, update with ADM 1.</summary>
    Public = 1,

    /// <summary>Read with PIN 1, update with ADM 1.</summary>
    Subscriber = 2,

    /// <summary>Read and update with PIN 1.</summary>
    User = 3,

    /// <summary>Read always, update with PIN 1.</summary>
    PublicUser = 4,

    /// <summary>Read with PIN 1, update with PIN 2.</summary>
    SecondPin = 5,

    /// <summary>Read always, update never.</summary>
    Fixed = 6,

    /// <summary>Read and update with ADM 1.</summary>
    Issuer = 7,

    /// <summary>Read, update and increase with PIN 1.</summary>
    Counter = 8,

    /// <summary>A directory: everything with ADM 1.</summary>
    Directory = 9,
}
