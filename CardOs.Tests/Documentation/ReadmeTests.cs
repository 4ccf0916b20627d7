using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NUnit.Framework;

namespace CardOs.Tests.Documentation;

[TestFixture]
public sealed class ReadmeTests
{
    [Test]
    public void First_example_does_what_it_says()
    {
        Assert.That(
            ReadmeExample.Run(),
            Is.EqualTo(new[] { " selects EF ICCID", "98880100000000000010 is what it holds", "torn", "PorOk: 2 commands, 9000" }));
    }

    [Test]
    public void First_example_is_the_code_that_was_tested()
    {
        string[] source = Lines("CardOs.Tests/Documentation/ReadmeExample.cs");
        IEnumerable<string> tested = source.SkipWhile(line => line.Trim() != "// <readme>").Skip(1).TakeWhile(line => line.Trim() != "// </readme>");
        IEnumerable<string> shown = Lines("README.md").SkipWhile(line => line != "```csharp").Skip(1).TakeWhile(line => line != "```")
            .SkipWhile(line => line.StartsWith("using ", StringComparison.Ordinal) || line.Length == 0);
        Assert.That(shown.ToArray(), Is.EqualTo(tested.Select(line => line.Length == 0 ? line : line[8..]).SkipLast(1).ToArray()));
    }

    private static string[] Lines(string path) => File.ReadAllLines(Repository.PathOf(path));
}
