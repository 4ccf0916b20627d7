using System;
using System.Collections.Generic;
using CardOs.Files;

namespace CardOs.OffCard.Files;

/// <summary>A file as it is on a card, taken out of the card's memory.</summary>
internal sealed record CardFile
{
    /// <summary>From the master file or an ADF: "3F00/7F10/6F3A", "A0000000871002../6F07".</summary>
    public required string Path { get; init; }

    public required ushort Fid { get; init; }

    public byte[] Aid { get; init; } = [];

    public required FileDescriptor Descriptor { get; init; }

    public required byte LifeCycle { get; init; }

    public required byte ShortIdentifier { get; init; }

    /// <summary>Bytes of an EF: what it holds, and for data objects what it may hold.</summary>
    public required int Size { get; init; }

    public required int RecordLength { get; init; }

    /// <summary>What the specifications know of it; null when they do not.</summary>
    public KnownFile? Known { get; init; }

    /// <summary>Which commands ask for what.</summary>
    public required string Access { get; init; }

    /// <summary>The body of a transparent file, the records of another one, record 1 first, or the data objects.</summary>
    public required IReadOnlyList<byte[]> Contents { get; init; }

    /// <summary>A directory's own PINs.</summary>
    public IReadOnlyList<CardPin> Pins { get; init; } = [];

    public IReadOnlyList<CardFile> Children { get; init; } = [];

    public bool IsDirectory => Descriptor.IsDirectory;

    /// <summary>"EF 6F07 IMSI", "ADF A0000000871002.. USIM".</summary>
    public string Title
    {
        get
        {
            string kind = Aid.Length != 0 ? $"ADF {Convert.ToHexString(Aid)}" : Fid == FileSystem.MasterFileFid ? "MF 3F00" : $"{(IsDirectory ? "DF" : "EF")} {Fid:X4}";
            return Known is null ? kind : $"{kind} {Known.Name}";
        }
    }
}
