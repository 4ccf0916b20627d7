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

    /// <summary>Bytes of an EF's body; for records a multiple of their length.</summary>
    public int Size { get; init; }

    /// <summary>Bytes of a record, 1 to 255.</summary>
    public int RecordLength { get; init; }

    /// <summary>The first bytes of the body; the rest is FF.</summary>
    public byte[] Contents { get; init; } = [];

    /// <summary>What reading asks for.</summary>
    public AccessCondition Read { get; init; } = AccessCondition.Always;

    /// <summary>What updating asks for; for a directory, creating a file in it.</summary>
    public AccessCondition Update { get; init; } = AccessCondition.Adm1;

    /// <summary>What all other operations ask for.</summary>
    public AccessCondition Administer { get; init; } = AccessCondition.Adm1;

    /// <summary>The files in a directory.</summary>
    public IReadOnlyList<FileProfile> Children { get; init; } = [];
}
