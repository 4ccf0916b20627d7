using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace CardOs.Tests.Architecture;

/// <summary>Citations of specifications: one spelling, and every document listed with its version in docs/specifications.md.</summary>
[TestFixture]
public sealed partial class CitationTests
{
    [Test]
    public void Every_document_that_is_cited_is_listed()
    {
        HashSet<string> listed = Listed();
        Assert.That(listed, Is.Not.Empty);
        string[] unlisted = SourceFiles.All
            .SelectMany(path => Cited(path).Where(document => !listed.Contains(document)).Select(document => $"{document} in {path}"))
            .Distinct()
            .ToArray();
        Assert.That(unlisted, Is.Empty);
    }

    [Test]
    public void Every_document_that_is_listed_is_cited()
    {
        HashSet<string> cited = SourceFiles.All.Where(path => !path.StartsWith("CardOs.Tests/Architecture/", StringComparison.Ordinal)).SelectMany(Cited).ToHashSet();
        Assert.That(Listed().Where(document => !cited.Contains(document)), Is.Empty);
    }

    private static IEnumerable<string> Cited(string path) => Citation().Matches(SourceFiles.Read(path)).Select(match => match.Value.Replace("/IEC", string.Empty, StringComparison.Ordinal));

    private static HashSet<string> Listed() => File.ReadLines(Path.Combine(SourceFiles.Root, "docs", "specifications.md"))
        .Where(line => line.StartsWith('|'))
        .Select(line => line.Split('|')[1].Trim())
        .Where(document => document.Length != 0 && document != "document" && document[0] != '-')
        .ToHashSet();

    [GeneratedRegex(@"\b(?:TS \d\d\d? \d{3}|TS \d\d\.\d{3}|ISO(?:/IEC)? \d{4,5}(?:-\d+)?|GlobalPlatform(?= \d)|SP 800-\d+[A-F]?|FIPS \d+(?:-\d)?|RFC \d+|SGP\.\d\d)\b")]
    private static partial Regex Citation();
}
