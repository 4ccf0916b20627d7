using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using CardOs.Files;
using CardOs.Keys;
using CardOs.Memory;

namespace CardOs.OffCard.Files;

/// <summary>Takes the files and PINs of a container out of a card's memory.</summary>
internal sealed class CardFiles
{
    private readonly CardState _state;
    private readonly NonVolatileMemory _memory;
    private readonly int _container;

    private CardFiles(CardState state, int container)
    {
        _state = state;
        _memory = state.NonVolatile;
        _container = container;
    }

    /// <summary>The master file, if there is one, and the ADFs.</summary>
    public static List<CardFile> Of(CardState state, int container)
    {
        NvAddress root = NonVolatileMap.RootOf(container);
        var files = new CardFiles(state, container);
        List<CardFile> all = files.ReadList(state.NonVolatile.ReadAddress(root + NonVolatileMap.Root.MasterFile), "", FileFolder.Card);
        all.AddRange(files.ReadList(state.NonVolatile.ReadAddress(root + NonVolatileMap.Root.ApplicationFiles), "", FileFolder.Card));
        return all;
    }

    /// <summary>The PINs of the whole container.</summary>
    public static List<CardPin> PinsOf(CardState state, int container) =>
        new CardFiles(state, container).ReadPins(NonVolatileMap.RootOf(container) + NonVolatileMap.Root.Pins);

    private List<CardFile> ReadList(NvAddress first, string parent, FileFolder folder)
    {
        var files = new List<CardFile>();
        for (NvAddress file = first; !file.IsNull; file = new FileHeader(_memory, file).Next)
        {
            files.Add(Read(file, parent, folder));
        }

        return files;
    }

    private CardFile Read(NvAddress address, string parent, FileFolder folder)
    {
        var header = new FileHeader(_memory, address);
        byte[] aid = header.AidLength == 0 ? [] : _memory.Read(address + FileHeader.AidOffset, header.AidLength).ToArray();
        string path = parent + (aid.Length == 0 ? $"{header.Fid:X4}" : Convert.ToHexString(aid));
        bool isDirectory = header.Descriptor.IsDirectory;
        FileFolder own = isDirectory ? KnownFiles.FolderOf(folder, header.Fid, aid) : folder;
        return new CardFile
        {
            Path = path,
            Fid = header.Fid,
            Aid = aid,
            Descriptor = header.Descriptor,
            LifeCycle = header.LifeCycle,
            ShortIdentifier = header.ShortIdentifier,
            Size = header.Size,
            RecordLength = header.RecordLength,
            Known = KnownFiles.Find(folder, header.Fid, aid),
            Access = AccessWords.Of(_state, _container, header),
            Contents = isDirectory ? [] : ReadContents(header),
            Pins = isDirectory ? ReadPins(header.Pins) : [],
            Children = isDirectory ? ReadList(header.FirstChild, path + "/", own) : [],
        };
    }

    private List<byte[]> ReadContents(FileHeader file)
    {
        var contents = new List<byte[]>();
        if (file.Descriptor.IsBerTlv)
        {
            for (NvAddress found = _memory.ReadAddress(FileObjects.HeadOf(file.Address)); !found.IsNull; found = ObjectList.Next(_memory, found))
            {
                contents.Add([.. TagBytes(ObjectList.TagOf(_memory, found)), .. ObjectList.ValueOf(_memory, found)]);
            }

            return contents;
        }

        if (file.RecordLength == 0)
        {
            contents.Add(_memory.Read(file.Body, file.Size).ToArray());
            return contents;
        }

        for (int i = 0; i < file.RecordCount; i++)
        {
            int index = (file.Newest + i) % file.RecordCount;
            contents.Add(_memory.Read(file.Body + (index * file.RecordLength), file.RecordLength).ToArray());
        }

        return contents;
    }

    private List<CardPin> ReadPins(NvAddress head)
    {
        var pins = new List<CardPin>();
        for (NvAddress address = _memory.ReadAddress(head); !address.IsNull; address = new Pin(_memory, address).Next)
        {
            var pin = new Pin(_memory, address);
            byte[] values = [.. pin.Value, .. pin.UnblockValue];
            pins.Add(new CardPin(
                pin.Reference, pin.IsEnabled, pin.IsReplaced, pin.Tries, pin.MaxTries, pin.UnblockTries, pin.MaxUnblockTries, Convert.ToHexString(SHA256.HashData(values))));
        }

        return pins;
    }

    private static byte[] TagBytes(uint tag) => tag switch
    {
        <= 0xFF => [(byte)tag],
        <= 0xFFFF => [(byte)(tag >> 8), (byte)tag],
        _ => [(byte)(tag >> 16), (byte)(tag >> 8), (byte)tag],
    };
}
