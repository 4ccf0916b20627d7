using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CardOs.OffCard.LoadFiles;
using NUnit.Framework;

namespace CardOs.Tests.OffCard.LoadFiles;

/// <summary>Every CAP file below the folder named by CARDOS_CAPS: read whole.</summary>
[TestFixture]
public sealed class CapFolderTests
{
    private const string Variable = "CARDOS_CAPS";

    [Test]
    public void Every_file_is_read_whole()
    {
        var failures = new List<string>();
        int count = 0;
        foreach (string path in Files())
        {
            count++;
            try
            {
                CapFile file = CapFile.Open(path);
                using var stream = new MemoryStream(CapFile.Wrap(file.ToLoadFile()));
                Assert.That(CapFile.Read(stream).Components.Select(component => component.Tag), Is.SubsetOf(file.Components.Select(component => component.Tag)));
            }
            catch (CapFormatException failure)
            {
                failures.Add($"{path}: {failure.Message}");
            }
        }

        TestContext.Out.WriteLine($"{count} files");
        Assert.That(failures, Is.Empty);
    }

    private static IEnumerable<string> Files()
    {
        string? folder = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(folder))
        {
            Assert.Ignore($"{Variable} names no folder");
        }

        return Directory.EnumerateFiles(folder!, "*", new EnumerationOptions { RecurseSubdirectories = true, MatchCasing = MatchCasing.CaseInsensitive })
            .Where(path => path.EndsWith(".cap", StringComparison.OrdinalIgnoreCase) && !path.EndsWith("Header.cap", StringComparison.Ordinal))
            .OrderBy(path => path, StringComparer.Ordinal);
    }
}
