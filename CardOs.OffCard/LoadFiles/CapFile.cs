using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using CardOs.Apdu.LoadFiles;
using CardOs.Apdu.Tlv;

namespace CardOs.OffCard.LoadFiles;

/// <summary>A package as the converter made it: the components, each of them whole, and together what the directory says: JCVM 6.</summary>
public sealed class CapFile
{
    // GlobalPlatform 11.6.2.3.
    private const byte LoadFileDataBlock = 0xC4;

    private readonly Dictionary<ComponentTag, CapComponent> _byTag = [];

    /// <summary>Takes components in any order.</summary>
    /// <exception cref="CapFormatException">A component is malformed, missing, or not as long as the directory says.</exception>
    public CapFile(IEnumerable<CapComponent> components)
    {
        foreach (CapComponent component in components)
        {
            if (!_byTag.TryAdd(component.Tag, component))
            {
                throw CapFormatException.Expected(component.FileName, "one component of each kind");
            }
        }

        Components = InLoadOrder();
        if (!HeaderComponent.TryParse(DataOf(ComponentTag.Header), out HeaderComponent header))
        {
            throw CapFormatException.Expected(CapComponent.FileNameOf(ComponentTag.Header), "DECAFFED, a format of 2.1 to 2.3, and a package");
        }

        if (header.IsExtended)
        {
            throw CapFormatException.Expected(CapComponent.FileNameOf(ComponentTag.Header), "the compact format, found the extended one");
        }

        Format = header.Format;
        Flags = header.Flags;
        Package = CapPackage.Of(header.Package);
        Name = Encoding.UTF8.GetString(header.Name);
        CapCheck.Run(this);
        Imports = ReadImports();
        Applets = ReadApplets();
    }

    /// <summary>The format's version.</summary>
    public CapFormat Format { get; }

    /// <summary>What kind of package it is.</summary>
    public HeaderFlags Flags { get; }

    /// <summary>The package.</summary>
    public CapPackage Package { get; }

    /// <summary>The package's Java name, with slashes; empty when the header has none.</summary>
    public string Name { get; }

    /// <summary>The components, in the order in which they are loaded.</summary>
    public IReadOnlyList<CapComponent> Components { get; }

    /// <summary>The packages that it uses; a package's number is its token.</summary>
    public IReadOnlyList<CapPackage> Imports { get; }

    /// <summary>The applets in it.</summary>
    public IReadOnlyList<CapApplet> Applets { get; }

    /// <summary>Reads a file: the ZIP archive that a converter writes, or the components as they are loaded, one behind the other.</summary>
    /// <exception cref="CapFormatException">It is no CAP file.</exception>
    public static CapFile Open(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Read(stream);
    }

    /// <summary>Reads a stream, which must be able to seek.</summary>
    /// <exception cref="CapFormatException">It is no CAP file.</exception>
    public static CapFile Read(Stream stream) => new(CapArchive.IsOne(stream) ? CapArchive.Read(stream) : LoadFileReader.Read(stream));

    /// <summary>Wraps the bytes of a load file as the object that LOAD commands bring: GlobalPlatform 11.6.2.3.</summary>
    public static byte[] Wrap(ReadOnlySpan<byte> loadFile)
    {
        byte[] wrapped = new byte[BerTlvEncoder.LengthOfElement(LoadFileDataBlock, loadFile.Length)];
        wrapped[0] = LoadFileDataBlock;
        BerTlvEncoder.TryWriteLength(wrapped.AsSpan(1), loadFile.Length, out int lengthLength);
        loadFile.CopyTo(wrapped.AsSpan(1 + lengthLength));
        return wrapped;
    }

    /// <summary>Whether there is such a component.</summary>
    public bool Has(ComponentTag tag) => _byTag.ContainsKey(tag);

    /// <summary>A component's data; empty when there is none.</summary>
    public ReadOnlySpan<byte> DataOf(ComponentTag tag) => _byTag.TryGetValue(tag, out CapComponent? component) ? component.Data.Span : default;

    /// <summary>The components as they are loaded, one behind the other.</summary>
    /// <param name="withDescriptor">Whether the Descriptor component is there too, which a card needs only to check the package.</param>
    public byte[] ToLoadFile(bool withDescriptor = true)
    {
        using var stream = new MemoryStream();
        foreach (CapComponent component in Components)
        {
            if (component.Tag != ComponentTag.Debug && (withDescriptor || component.Tag != ComponentTag.Descriptor))
            {
                stream.WriteByte((byte)component.Tag);
                for (int shift = 8 * (component.EncodedLength - component.Data.Length - 2); shift >= 0; shift -= 8)
                {
                    stream.WriteByte((byte)(component.Data.Length >> shift));
                }

                stream.Write(component.Data.Span);
            }
        }

        return stream.ToArray();
    }

    private List<CapComponent> InLoadOrder()
    {
        var components = new List<CapComponent>();
        foreach (ComponentTag tag in CapComponent.LoadOrder)
        {
            if (_byTag.TryGetValue(tag, out CapComponent? component))
            {
                components.Add(component);
            }
        }

        return components;
    }

    private List<CapPackage> ReadImports()
    {
        var imports = new List<CapPackage>();
        if (ImportComponent.TryParse(DataOf(ComponentTag.Import), out ImportComponent component))
        {
            PackageReader reader = component.ReadPackages();
            while (reader.TryRead(out PackageReference package))
            {
                imports.Add(CapPackage.Of(package));
            }
        }

        return imports;
    }

    private List<CapApplet> ReadApplets()
    {
        var applets = new List<CapApplet>();
        if (AppletComponent.TryParse(DataOf(ComponentTag.Applet), out AppletComponent component))
        {
            AppletReader reader = component.ReadApplets();
            while (reader.TryRead(out ReadOnlySpan<byte> aid, out int installOffset))
            {
                applets.Add(new CapApplet(Convert.ToHexStringLower(aid), installOffset));
            }
        }

        return applets;
    }
}
