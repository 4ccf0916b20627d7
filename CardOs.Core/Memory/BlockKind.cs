namespace CardOs.Memory;

/// <summary>What a block of non-volatile memory is for. The numbers are in card images: append only.</summary>
internal enum BlockKind : byte
{
    Free = 0,
    File = 1,
    FileBody = 2,
    KeySet = 3,
    Application = 4,
    DataObject = 5,
    AnswerToReset = 6,
    Name = 7,
    Pin = 8,
    SecurityAttribute = 9,
    FileDetails = 10,
    AuthenticationKey = 11,
    Suspension = 12,

    /// <summary>The machine's table of handle blocks.</summary>
    MachineRoot = 13,
    Handles = 14,
    HeapArea = 15,
    Package = 16,
    PackageCode = 17,

    /// <summary>The memory of a C# applet.</summary>
    RomAppletData = 18,

    /// <summary>A key of a security domain that is in no key set.</summary>
    DomainKey = 19,
}
