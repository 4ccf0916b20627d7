using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CardOs.Apdu.LoadFiles;
using CardOs.OffCard.LoadFiles;
using NUnit.Framework;

namespace CardOs.Tests.OffCard.LoadFiles;

/// <summary>Every CAP file of a converter below the folder named by CARDOS_CAPS: read whole, and disassembled to the last byte.</summary>
[TestFixture]
public sealed class CapFolderTests
{
    private const string Variable = "CARDOS_CAPS";

    [Test]
    public void Test_applets_are_disassembled_to_the_last_byte()
    {
        int methods = 0;
        foreach (string path in Directory.EnumerateFiles(Repository.PathOf("CardOs.Tests/Vectors/applets"), "*.cap", SearchOption.AllDirectories))
        {
            CapCodeCheck check = CapCodeCheck.Of(CapFile.Open(path));
            Assert.That(check.Failures, Is.Empty, path);
            methods += check.Methods;
        }

        Assert.That(methods, Is.Positive);
    }

    [Test]
    public void Every_file_is_read_whole_and_disassembled_to_the_last_byte()
    {
        var failures = new List<string>();
        var formats = new SortedDictionary<CapFormat, int>();
        var opCodes = new HashSet<OpCode>();
        int count = 0;
        int methods = 0;
        int instructions = 0;
        int types = 0;
        foreach (string path in Files())
        {
            count++;
            try
            {
                CapFile file = CapFile.Open(path);
                CapCodeCheck check = CapCodeCheck.Of(file);
                failures.AddRange(check.Failures.Select(failure => $"{path}: {failure}"));
                formats[file.Format] = formats.GetValueOrDefault(file.Format) + 1;
                opCodes.UnionWith(check.OpCodes);
                methods += check.Methods;
                instructions += check.Instructions;
                types += check.Types;
            }
            catch (CapFormatException failure)
            {
                failures.Add($"{path}: {failure.Message}");
            }
        }

        TestContext.Out.WriteLine(
            $"{count} files ({string.Join(", ", formats.Select(format => $"{format.Value} of {format.Key}"))}), {methods} methods, {instructions} instructions"
            + $" of {opCodes.Count} kinds, {types} types of imported methods");
        Assert.That(string.Join('\n', failures), Is.Empty);
    }

    private static IEnumerable<string> Files()
    {
        string? folder = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(folder))
        {
            Assert.Ignore($"{Variable} names no folder");
        }

        return Directory.EnumerateFiles(folder!, "*", SearchOption.AllDirectories)
            .Where(path => path.EndsWith(".cap", StringComparison.OrdinalIgnoreCase))
            .OrderBy(path => path, StringComparer.Ordinal);
    }
}
