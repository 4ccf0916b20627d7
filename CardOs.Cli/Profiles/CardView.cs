using System.Collections.Generic;
using CardOs.Cli.Images;
using CardOs.OffCard.Files;
using Spectre.Console;

namespace CardOs.Cli.Profiles;

/// <summary>The files and PINs of a card as a tree, with everything that can be said of them.</summary>
internal static class CardView
{
    public static Tree Draw(ImageContents contents)
    {
        var tree = new Tree("Card");
        foreach (int container in contents.Containers)
        {
            string name = contents.NameOf(container) + (container == contents.ActiveContainer ? " (activated)" : "");
            TreeNode node = tree.AddNode(Screen.Plain($"container {name}"));
            AddPins(node, CardFiles.PinsOf(contents.State, container));
            foreach (CardFile file in CardFiles.Of(contents.State, container))
            {
                AddFile(node, file);
            }
        }

        return tree;
    }

    private static void AddFile(TreeNode parent, CardFile file)
    {
        string life = FileWords.LifeCycleOf(file);
        TreeNode node = parent.AddNode(Screen.Plain(string.Concat(
            file.Title,
            file.IsDirectory ? "" : $": {FileWords.StructureOf(file)}",
            file.ShortIdentifier == 0 ? "" : $", SFI {file.ShortIdentifier:X2}",
            life == "activated" ? "" : $", {life}")));
        node.AddNode(Screen.Plain(file.Access));
        AddPins(node, file.Pins);
        AddContents(node, file);
        foreach (CardFile child in file.Children)
        {
            AddFile(node, child);
        }
    }

    private static void AddPins(TreeNode parent, IReadOnlyList<CardPin> pins)
    {
        foreach (CardPin pin in pins)
        {
            parent.AddNode(Screen.Plain(pin.ToString()));
        }
    }

    // Records that say the same stand together.
    private static void AddContents(TreeNode node, CardFile file)
    {
        for (int i = 0; i < file.Contents.Count; i++)
        {
            string text = ContentText.Of(file, file.Contents[i]);
            int first = i;
            while (i + 1 < file.Contents.Count && ContentText.Of(file, file.Contents[i + 1]) == text)
            {
                i++;
            }

            string place = file.Descriptor.IsTransparent ? "" : first == i ? $"{first + 1}: " : $"{first + 1} to {i + 1}: ";
            node.AddNode(Screen.Plain(place + text));
        }
    }
}
