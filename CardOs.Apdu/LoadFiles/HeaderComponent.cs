using System;
using System.Buffers.Binary;

namespace CardOs.Apdu.LoadFiles;

/// <summary>The first component: the format's version, what kind of package it is, its name: JCVM 6.3.</summary>
/// <remarks>
/// <code>
/// 0              4         5         6         7                      from 2.2 on
/// +--------------+---------+---------+---------+------------------ … --+------------+--------- … --+
/// | DECAFFED (4) |minor (1)|major (1)|flags (1)| package (minor,       | length (1) | name         |
/// |              |         |         |         | major, AID)           |            |              |
/// +--------------+---------+---------+---------+------------------ … --+------------+--------- … --+
/// </code>
/// </remarks>
public readonly ref struct HeaderComponent
{
    /// <summary>What every CAP file starts with.</summary>
    public const uint Magic = 0xDECAFFED;

    private const int MinorOffset = 4;
    private const int MajorOffset = 5;
    private const int FlagsOffset = 6;
    private const int PackageOffset = 7;

    private readonly ReadOnlySpan<byte> _data;

    private HeaderComponent(ReadOnlySpan<byte> data, PackageReference package, ReadOnlySpan<byte> name)
    {
        _data = data;
        Package = package;
        Name = name;
    }

    /// <summary>The format's minor version.</summary>
    public byte FormatMinor => _data[MinorOffset];

    /// <summary>The format's major version.</summary>
    public byte FormatMajor => _data[MajorOffset];

    /// <summary>The format's version, as the readers of the other components ask for it.</summary>
    public CapFormat Format => FormatOf(_data);

    /// <summary>What kind of package it is.</summary>
    public HeaderFlags Flags => (HeaderFlags)_data[FlagsOffset];

    /// <summary>Whether the components have the extended layouts, for several packages and much code, which are not read here: JCVM 3.1.</summary>
    public bool IsExtended => (Flags & HeaderFlags.Extended) != 0;

    /// <summary>The package; in the extended format the CAP file's own name and version.</summary>
    public PackageReference Package { get; }

    /// <summary>The package's Java name in UTF-8 with slashes; empty when not there, and in the extended format.</summary>
    public ReadOnlySpan<byte> Name { get; }

    /// <summary>Sees the component in its <paramref name="data"/>.</summary>
    /// <returns>False when it is malformed, or of a format that is not known.</returns>
    public static bool TryParse(ReadOnlySpan<byte> data, out HeaderComponent header)
    {
        header = default;
        if (data.Length < PackageOffset || BinaryPrimitives.ReadUInt32BigEndian(data) != Magic || FormatOf(data) == CapFormat.Unknown
            || !PackageReference.TryRead(data.Slice(PackageOffset), out PackageReference package))
        {
            return false;
        }

        ReadOnlySpan<byte> rest = data.Slice(PackageOffset + package.Encoded.Length);
        ReadOnlySpan<byte> name = default;
        bool isExtended = ((HeaderFlags)data[FlagsOffset] & HeaderFlags.Extended) != 0;
        if (isExtended)
        {
            if (FormatOf(data) < CapFormat.Cap23)
            {
                return false;
            }
        }
        else if (FormatOf(data) == CapFormat.Cap21 ? !rest.IsEmpty : !TryReadName(rest, out name))
        {
            return false;
        }

        header = new HeaderComponent(data, package, name);
        return true;
    }

    private static CapFormat FormatOf(ReadOnlySpan<byte> data) => data[MajorOffset] != 2 ? CapFormat.Unknown : data[MinorOffset] switch
    {
        1 => CapFormat.Cap21,
        2 => CapFormat.Cap22,
        3 => CapFormat.Cap23,
        _ => CapFormat.Unknown,
    };

    // Some converters leave the name out: nothing, or only its length.
    private static bool TryReadName(ReadOnlySpan<byte> source, out ReadOnlySpan<byte> name)
    {
        bool isWhole = source.IsEmpty || source[0] == source.Length - 1;
        name = isWhole && !source.IsEmpty ? source.Slice(1) : default;
        return isWhole;
    }
}
