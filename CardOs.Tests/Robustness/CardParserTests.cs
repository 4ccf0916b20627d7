using System.Linq;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Robustness;

/// <summary>That the inputs for the card reach what they are meant for.</summary>
[TestFixture]
public sealed class CardParserTests
{
    [TestCase("Card.Transmit, compact script", "00A4000C022F0100D6000002112200B0000004")]
    [TestCase("Card.Transmit, expanded script", "AA112207" + "00A4000C022F01" + "2206" + "00D600000177")]
    [TestCase("Card.Transmit, store", "DF010412345678C10155")]
    [TestCase("Card.Transmit, packet", "00210D00010000B00000000000000000" + "00A4000C022F0100D60000021122" + "00B0000004")]
    public void Good_input_is_executed(string name, string input)
    {
        var source = new CardParsers();
        var list = new ParserList();
        source.Register(list);
        long words = source.WordsWritten;
        list.Parsers.Single(parser => parser.Name == name).Parse(VectorCase.Hex(input));
        Assert.That(source.WordsWritten, Is.GreaterThan(words));
    }
}
