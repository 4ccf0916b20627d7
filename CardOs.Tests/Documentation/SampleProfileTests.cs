using System;
using System.IO;
using System.Text;
using CardOs.OffCard.Profiles;
using NUnit.Framework;

namespace CardOs.Tests.Documentation;

/// <summary>samples/uicc.json is the default profile as it is written.</summary>
[TestFixture]
public sealed class SampleProfileTests
{
    [Test]
    public void The_sample_is_the_default_profile_as_it_is_written()
    {
        using var stream = new MemoryStream();
        ProfileFile.Write(stream, CardOptions.Uicc);
        string text = Encoding.UTF8.GetString(stream.ToArray());
        string path = Repository.PathOf("samples/uicc.json");
        if (Environment.GetEnvironmentVariable("CARDOS_WRITE_DOCS") == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.That(File.ReadAllText(path).ReplaceLineEndings("\n"), Is.EqualTo(text), "CARDOS_WRITE_DOCS=1 writes the file anew");
    }
}
