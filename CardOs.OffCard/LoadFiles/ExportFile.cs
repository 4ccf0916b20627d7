using System;
using System.Collections.Generic;
using System.IO;

namespace CardOs.OffCard.LoadFiles;

/// <summary>Reads export files, which converters write beside CAP files: JCVM 5.</summary>
/// <remarks>
/// <code>
/// 0              4           5           6
/// +--------------+-----------+-----------+-----------+---------------- … --+
/// | 00FACADE (4) | minor (1) | major (1) | count (2) | constants           |
/// +--------------+-----------+-----------+-----------+---------------- … --+
///
/// +-------------+------------------------------+-----------+-------------- … --+
/// | package (2) | from 2.3 on: packages that   | count (1) | classes           |
/// |             | it names: count (1), (2 each)|           |                   |
/// +-------------+------------------------------+-----------+-------------- … --+
/// </code>
/// </remarks>
public static class ExportFile
{
    private const uint Magic = 0x00FACADE;
    private const int FirstWithReferencedPackages = 0x23;

    /// <summary>Reads a file.</summary>
    /// <exception cref="CapFormatException">It is no export file.</exception>
    public static PackageApi Open(string path) => Read(File.ReadAllBytes(path));

    /// <summary>Reads the bytes of a file.</summary>
    /// <exception cref="CapFormatException">They are no export file.</exception>
    public static PackageApi Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new ExportFileReader(bytes);
        reader.Require(reader.ReadUInt32() == Magic, "00FACADE");
        int minor = reader.ReadByte();
        int format = (reader.ReadByte() << 4) | minor;
        reader.ReadConstants();
        ExportFileReader package = reader.At(reader.ReadUInt16(), ExportFileReader.PackageTag);
        package.ReadByte();
        string name = package.ReadName();
        byte packageMinor = package.ReadByte();
        byte packageMajor = package.ReadByte();
        string aid = Convert.ToHexStringLower(package.ReadBytes(package.ReadByte()));
        if (format >= FirstWithReferencedPackages)
        {
            reader.ReadBytes(2 * reader.ReadByte());
        }

        var classes = new List<ClassApi>();
        for (int count = reader.ReadByte(); count > 0; count--)
        {
            classes.Add(ExportFileClass.Read(ref reader, format >= FirstWithReferencedPackages));
        }

        reader.Require(reader.IsAtEnd, "the end of the file");
        return new PackageApi { Name = name, Package = new CapPackage(aid, packageMajor, packageMinor), Classes = classes };
    }
}
