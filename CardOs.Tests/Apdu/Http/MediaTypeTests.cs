using System.Text;
using CardOs.Apdu.Http;
using NUnit.Framework;

namespace CardOs.Tests.Apdu.Http;

[TestFixture]
public sealed class MediaTypeTests
{
    [TestCase("a/b", "a/b", true)]
    [TestCase("Application/X.y", "application/x.Y", true)]
    [TestCase("a/b;version=1.0", "a/b", true)]
    [TestCase("a/b", "a/b;version=1.0", false)]
    [TestCase("a/b ; q=1 ;VERSION=1.0", "a/b;version=1.0", true)]
    [TestCase("a/b;version=\"1.0\"", "a/b;version=1.0", true)]
    [TestCase("a/b;version=1.1", "a/b;version=1.0", false)]
    [TestCase("a/b;version=A", "a/b;version=a", false)]
    [TestCase("a/c", "a/b", false)]
    public void A_type_is_the_wanted_one_when_essence_and_wanted_parameters_are_the_same(string text, string wanted, bool expected)
    {
        Assert.That(MediaType.TryParse(Encoding.Latin1.GetBytes(text), out MediaType type), Is.True);
        Assert.That(MediaType.TryParse(Encoding.Latin1.GetBytes(wanted), out MediaType other), Is.True);
        Assert.That(type.Is(other), Is.EqualTo(expected));
    }

    [TestCase("")]
    [TestCase("a")]
    [TestCase("a/")]
    [TestCase("/b")]
    [TestCase("a/b/c")]
    [TestCase("a/b;")]
    [TestCase("a/b;c")]
    [TestCase("a/b;c=")]
    [TestCase("a/b;c=\"d")]
    [TestCase("a/b;c=\"d\\\"\"")]
    [TestCase("a/b;c=d e")]
    [TestCase("a b/c")]
    public void What_is_none_is_refused(string text) => Assert.That(MediaType.TryParse(Encoding.Latin1.GetBytes(text), out _), Is.False);
}
