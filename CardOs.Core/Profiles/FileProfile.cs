using System.Collections.Generic;
using CardOs.Channels;

namespace CardOs.Profiles;

/// <summary>A file that a card is made with.</summary>
public sealed record FileProfile
{
    /// <summary>The file identifier; for an ADF 7FFF unless it has one of its own.</summary>
    public required ushort Fid { get; init; }

    /// <summary>How the file is built.</summary>
    public required FileStructure Structure { get; init; }

    /// <summary>The name of an ADF, 5 to 16 bytes; empty for other files.</summary>
    public byte[] Aid { get; init; } = [];

    /// <summary>The short file identifier 1 to 30; 0 for none.</summary>
    public byte ShortIdentifier { get; init; }

    /// <summary>Bytes of an EF's body; for records a multiple of their length; for data objects the most that they may take.</summary>
    public int Size { get; init; }

    /// <summary>Bytes of a record, 1 to 255.</summary>
    public int RecordLength { get; init; }

    /// <summary>The first bytes of the body; the rest is FF. For records from record 1 on; for a BER-TLV file its data objects.</summary>
    public byte[] Contents { get; init; } = [];

    /// <summary>What reading asks for.</summary>
    public AccessCondition Read { get; init; } = AccessCondition.Always;

    /// <summary>What updating asks for; for a directory, creating a file in it.</summary>
    public AccessCondition Update { get; init; } = AccessCondition.Adm1;

    /// <summary>What all other operations ask for.</summary>
    public AccessCondition Administer { get; init; } = AccessCondition.Adm1;

    /// <summary>
    /// The access rule as a data object of the FCP, in place of the three conditions above: 8B (a record of EF.ARR), 8C (compact) or AB (expanded).
    /// TS 102 221 11.1.1.4.7.
    /// </summary>
    public byte[] AccessRule { get; init; } = [];

    /// <summary>The value of the FCP's data object A5, as CREATE FILE would have it; empty for none. TS 102 222 6.3.2.2.2.</summary>
    public byte[] Details { get; init; } = [];

    /// <summary>Whether the file is made deactivated.</summary>
    public bool IsDeactivated { get; init; }

    /// <summary>The PINs of an ADF alone: key references 81 to 88 and 8A to 8E.</summary>
    public IReadOnlyList<PinProfile> Pins { get; init; } = [];

    /// <summary>The key references that the PIN status template of a directory names, at most 8; empty: those of the directory around it.</summary>
    public byte[] PinReferences { get; init; } = [];

    /// <summary>Which of the container's authentication keys an ADF authenticates with, from 1 on; 0 for none.</summary>
    public int AuthenticationKey { get; init; }

    /// <summary>The files in a directory.</summary>
    public IReadOnlyList<FileProfile> Children { get; init; } = [];
}
