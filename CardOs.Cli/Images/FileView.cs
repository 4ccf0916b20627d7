using System.Collections.Generic;
using CardOs.OffCard.Files;
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
            AddFiles(tree.AddNode(Screen.Plain($"container {name}")), CardFiles.Of(contents.State, container));
        }

        return tree;
    }

    private static void AddFiles(TreeNode parent, IReadOnlyList<CardFile> files)
    {
        foreach (CardFile file in files)
        {
            string shortIdentifier = file.ShortIdentifier == 0 ? "" : $", SFI {file.ShortIdentifier:X2}";
            TreeNode node = parent.AddNode(Screen.Plain(file.IsDirectory ? file.Title : $"{file.Title}: {FileWords.StructureOf(file)}{shortIdentifier}"));
            AddFiles(node, file.Children);
        }
    }
}
