using System;
using System.IO;
using System.Text;
using CardOs.Memory;
using NUnit.Framework;

namespace CardOs.Tests.Documentation;

/// <summary>docs/memory-map.md is made from the maps; CARDOS_WRITE_DOCS=1 writes it.</summary>
public class MemoryMapTests
{
    [Test]
    public void The_memory_map_in_the_documentation_is_the_one_in_the_code()
    {
        string path = Repository.PathOf("docs/memory-map.md");
        string text = Describe();
        if (Environment.GetEnvironmentVariable("CARDOS_WRITE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        Assert.That(File.ReadAllText(path).Replace("\r\n", "\n"), Is.EqualTo(text), "run the tests once with CARDOS_WRITE_DOCS=1");
    }

    private static string Describe()
    {
        var text = new StringBuilder();
        text.Append("# Memory map\n\nMade from the constants of the code by a test; offsets are hexadecimal, lengths reach to the next entry.\n\n");
        text.Append("## Non-volatile memory\n\n");
        text.Append($"Words of {NonVolatileMap.WordLength} bytes, segments of {NonVolatileMap.SegmentLength}, ");
        text.Append($"layout version {NonVolatileMap.LayoutVersion}. Containers' blocks fill what is behind the journal.\n\n");
        MapTable.Write(text, typeof(NonVolatileMap), NonVolatileMap.Segments + NonVolatileMap.SegmentLength);
        text.Append($"\nThe root of each of {NonVolatileMap.MaxContainers} containers:\n\n");
        MapTable.Write(text, typeof(NonVolatileMap.Root), NonVolatileMap.RootLength);
        text.Append($"\n## Working memory\n\n{WorkingMap.Length} bytes, cleared by a reset.\n\n");
        MapTable.Write(text, typeof(WorkingMap), WorkingMap.Length);
        return text.ToString();
    }
}
