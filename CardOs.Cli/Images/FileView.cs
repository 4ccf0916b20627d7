using CardOs.Files;
using CardOs.Memory;
using Spectre.Console;

namespace CardOs.Cli.Images;

/// <summary>The files of a card as a tree.</summary>
internal static class FileView
{
    public static Tree Draw(ImageContents contents)
    {
        var tree = new Tree("Files");
        foreach (int container in contents.Containers)
        {
            string name = contents.NameOf(container) + (container == contents.ActiveContainer ? " (activated)" : "");
            TreeNode node = tree.AddNode(Screen.Plain($"container {name}"));
            NvAddress root = NonVolatileMap.RootOf(container);
            AddFiles(node, contents.Memory, contents.Memory.ReadAddress(root + NonVolatileMap.Root.MasterFile));
            AddFiles(node, contents.Memory, contents.Memory.ReadAddress(root + NonVolatileMap.Root.ApplicationFiles));
        }

        return tree;
    }

    private static void AddFiles(TreeNode parent, NonVolatileMemory memory, NvAddress first)
    {
        NvAddress file = first;
        while (!file.IsNull)
        {
            var header = new FileHeader(memory, file);
            TreeNode node = parent.AddNode(Screen.Plain(Describe(memory, header)));
            if (header.Descriptor.IsDirectory)
            {
                AddFiles(node, memory, header.FirstChild);
            }

            file = header.Next;
        }
    }

    private static string Describe(NonVolatileMemory memory, FileHeader header)
    {
        string identifier = header.AidLength != 0
            ? $"ADF {Hex.Write(memory.Read(header.Address + FileHeader.AidOffset, header.AidLength))}"
            : header.Fid == FileSystem.MasterFileFid ? "MF 3f00"
            : $"{(header.Descriptor.IsDirectory ? "DF" : "EF")} {header.Fid:x4}";
        string shortIdentifier = header.ShortIdentifier == 0 ? "" : $", SFI {header.ShortIdentifier}";
        return header.Descriptor.IsDirectory ? identifier
            : header.Descriptor.IsTransparent ? $"{identifier}  {Screen.Number(header.Size)} bytes{shortIdentifier}"
            : $"{identifier}  {header.RecordCount} x {header.RecordLength} bytes{shortIdentifier}";
    }
}
