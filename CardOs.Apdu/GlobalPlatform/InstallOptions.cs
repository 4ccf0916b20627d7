using System;

namespace CardOs.Apdu.GlobalPlatform;

/// <summary>What an INSTALL command is for: P1, GlobalPlatform 2.3.1 11.5.2.1.</summary>
[Flags]
public enum InstallOptions : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A package will be loaded.</summary>
    Load = 0x02,

    /// <summary>An application is made.</summary>
    Install = 0x04,

    /// <summary>An application becomes selectable.</summary>
    MakeSelectable = 0x08,

    /// <summary>Something comes to belong to another security domain.</summary>
    Extradition = 0x10,

    /// <summary>STORE DATA commands for an application follow.</summary>
    Personalization = 0x20,

    /// <summary>The registry changes what an application may do.</summary>
    RegistryUpdate = 0x40,

    /// <summary>Further parts of the command follow.</summary>
    More = 0x80,
}
