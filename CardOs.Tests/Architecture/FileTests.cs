using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace CardOs.Tests.Architecture;

/// <summary>The habits of the sources: small files, one type each, no path of anybody's machine.</summary>
[TestFixture]
public sealed partial class FileTests
{
    private const int Longest = 500;
    private const int Usual = 200;

    [Test]
    public void No_file_is_longer_than_500_lines_and_most_are_shorter_than_200()
    {
        int[] lengths = SourceFiles.All.Select(Lines).OrderBy(length => length).ToArray();
        Assert.That(SourceFiles.All.Where(path => Lines(path) > Longest), Is.Empty);
        Assert.That(lengths[lengths.Length / 2], Is.LessThan(Usual));
        TestContext.Out.WriteLine($"{lengths.Length} files, median {lengths[lengths.Length / 2]}, 90 % up to {lengths[lengths.Length * 9 / 10]}, longest {lengths[^1]}");
    }

    [Test]
    public void A_file_has_one_type_and_is_named_after_it()
    {
        var wrong = new List<string>();
        foreach (string path in SourceFiles.All)
        {
            string[] types = TopLevelType().Matches(SourceFiles.Read(path)).Select(match => match.Groups["name"].Value).Distinct().ToArray();
            string name = path[(path.LastIndexOf('/') + 1)..].Split('.')[0];
            bool isEnumWithExtensions = types.Length == 2 && types[1].StartsWith(types[0], StringComparison.Ordinal);
            if (types.Length != 0 && ((types.Length > 1 && !isEnumWithExtensions) || types[0] != name))
            {
                wrong.Add($"{path}: {string.Join(", ", types)}");
            }
        }

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void No_source_names_a_path_of_a_machine() =>
        Assert.That(SourceFiles.All.Where(path => MachinePath().IsMatch(SourceFiles.Read(path))), Is.Empty);

    private static int Lines(string path) => SourceFiles.Read(path).Count(letter => letter == '\n');

    [GeneratedRegex(@"^(?:(?:public|internal|sealed|static|abstract|readonly|ref|partial|unsafe|file) )*(?:class|struct|record struct|record|interface|enum|delegate \S+) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"[""' (](?:/(?:home|root|work|tmp|Users|mnt)/\w|[A-Z]:\\\w)")]
    private static partial Regex MachinePath();
}
