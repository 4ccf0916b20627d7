using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using CardOs.Apdu.LoadFiles;

namespace CardOs.OffCard.LoadFiles;

/// <summary>A CAP file as the converter writes it: a ZIP archive with a file for each component in a folder named javacard: JCVM 4.1.3.</summary>
internal static class CapArchive
{
    private const string Folder = "javacard/";
    private const int MaxLength = 1 << 24;

    /// <summary>Whether the stream is at the start of an archive.</summary>
    public static bool IsOne(Stream stream)
    {
        int first = stream.ReadByte();
        int second = stream.ReadByte();
        stream.Seek(0, SeekOrigin.Begin);
        return first == 'P' && second == 'K';
    }

    /// <exception cref="CapFormatException">It is no archive, or a component in it is not there whole.</exception>
    public static List<CapComponent> Read(Stream stream)
    {
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            var components = new List<CapComponent>();
            foreach (ZipArchiveEntry entry in archive.Entries)
            {
                if (TryFindTag(entry.FullName, out ComponentTag tag))
                {
                    components.Add(Read(entry, tag));
                }
            }

            return components;
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException)
        {
            throw new CapFormatException($"the archive: expected a ZIP archive: {failure.Message}", failure);
        }
    }

    private static bool TryFindTag(string path, out ComponentTag tag)
    {
        string name = path[(path.LastIndexOf('/') + 1)..];
        string folder = path[..^name.Length];
        foreach (ComponentTag one in CapComponent.LoadOrder)
        {
            string fileName = CapComponent.FileNameOf(one);
            if (name.Equals(fileName, StringComparison.OrdinalIgnoreCase) && (folder == Folder || folder.EndsWith("/" + Folder, StringComparison.Ordinal)))
            {
                tag = one;
                return true;
            }

            // The extended format has some components in files of this name, with other layouts.
            if (name.Equals(Path.ChangeExtension(fileName, ".capx"), StringComparison.OrdinalIgnoreCase))
            {
                throw CapFormatException.Expected(path, "the compact format, found the extended one");
            }
        }

        tag = default;
        return false;
    }

    private static CapComponent Read(ZipArchiveEntry entry, ComponentTag tag)
    {
        if (entry.Length > MaxLength)
        {
            throw CapFormatException.Expected(entry.FullName, $"at most {MaxLength} bytes");
        }

        byte[] bytes = new byte[entry.Length];
        using Stream stream = entry.Open();
        stream.ReadExactly(bytes);
        if (!ComponentHeader.TryRead(bytes, out ComponentHeader header) || header.Tag != tag)
        {
            throw CapFormatException.Expected(entry.FullName, $"tag {(int)tag} and a size");
        }

        return header.Size == bytes.Length - header.Length
            ? new CapComponent(tag, bytes.AsMemory(header.Length))
            : throw CapFormatException.Expected(entry.FullName, $"{header.Size} bytes behind the tag and the size, found {bytes.Length - header.Length}");
    }
}
