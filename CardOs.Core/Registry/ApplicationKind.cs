namespace CardOs.Registry;

/// <summary>What code answers for an application. The numbers are in card images: append only.</summary>
public enum ApplicationKind : byte
{
    /// <summary>Remote management of files, with scripts in the compact format.</summary>
    RemoteFileManagement = 1,

    /// <summary>Remote management of files, with scripts in the expanded format.</summary>
    RemoteFileManagementExpanded = 2,

    /// <summary>The USAT side's store: data of the first type, and the way to the second store.</summary>
    FirstStore = 3,

    /// <summary>The GlobalPlatform side's store: data of the second type, sealed twice.</summary>
    SecondStore = 4,

    /// <summary>An instance of an applet in a loaded package.</summary>
    JavaCardApplet = 5,

    /// <summary>An instance of an applet in ROM, written in C#.</summary>
    RomApplet = 6,

    /// <summary>A security domain: it has keys, and manages what is on the card.</summary>
    SecurityDomain = 7,
}
