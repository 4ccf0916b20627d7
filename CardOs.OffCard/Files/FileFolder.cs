namespace CardOs.OffCard.Files;

/// <summary>The directories whose files have names: the same identifier means different files in each.</summary>
internal enum FileFolder
{
    /// <summary>Not a directory of the specifications.</summary>
    Other,

    /// <summary>Around the master file and the ADFs.</summary>
    Card,
    MasterFile,
    Telecom,
    Sim,
    PhoneBook,
    Usim,
    SimAccess,
    FiveG,
    Isim,
}
