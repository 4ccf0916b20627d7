using System;
using System.Linq;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Robustness;

/// <summary>Any bytes at all, into every parser: nothing is thrown, nothing is read outside of the bytes.</summary>
/// <remarks>
/// CARDOS_FUZZ_COUNT sets how many inputs are generated, CARDOS_FUZZ_GUARDED_COUNT how many of them are laid against inaccessible
/// pages (on Linux), CARDOS_FUZZ_SEED another sequence.
/// </remarks>
[TestFixture]
public sealed class RobustnessTests
{
    private const int DefaultCount = 200_000;
    private const int DefaultGuardedCount = 20_000;
    private const int DefaultSeed = 102_221;

    [Test]
    public void Generated_input_makes_no_parser_throw()
    {
        ParserList list = ParserList.All();
        MutationGenerator generator = Generator(list);
        int count = Setting("CARDOS_FUZZ_COUNT", DefaultCount);
        for (int i = 0; i < count; i++)
        {
            Run(list, i, generator.Next());
        }

        TestContext.Out.WriteLine($"{count} inputs, {list.Parsers.Count} parsers");
    }

    [Test]
    public void Input_between_inaccessible_pages_is_never_left()
    {
        if (!GuardedMemory.IsSupported)
        {
            Assert.Ignore("the pages are mapped on Linux only");
        }

        using var memory = new GuardedMemory(MutationGenerator.MaxLength);
        ParserList list = ParserList.All();
        MutationGenerator generator = Generator(list);
        int count = Setting("CARDOS_FUZZ_GUARDED_COUNT", DefaultGuardedCount);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> input = generator.Next();
            Run(list, i, memory.AtEnd(input));
            Run(list, i, memory.AtStart(input));
        }
    }

    [Test]
    public void Every_parser_takes_the_known_answers_and_nothing_at_all()
    {
        ParserList list = ParserList.All();
        foreach (byte[] bytes in list.Corpus.Prepend([]))
        {
            Run(list, 0, bytes);
        }
    }

    [Test]
    public void Generator_with_the_same_seed_gives_the_same_inputs()
    {
        MutationGenerator one = Generator(ParserList.All());
        MutationGenerator other = Generator(ParserList.All());
        for (int i = 0; i < 1000; i++)
        {
            Assert.That(one.Next().SequenceEqual(other.Next()), Is.True);
        }
    }

    private static MutationGenerator Generator(ParserList list) => new(Setting("CARDOS_FUZZ_SEED", DefaultSeed), list.Corpus);

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), out int value) ? value : otherwise;

    private static void Run(ParserList list, int index, ReadOnlySpan<byte> input)
    {
        foreach (RegisteredParser parser in list.Parsers)
        {
            if (index % parser.Every != 0)
            {
                continue;
            }

            try
            {
                parser.Parse(input);
            }
            catch (Exception exception)
            {
                Assert.Fail($"{parser.Name}, input {index}: {VectorCase.Hex(input)}{Environment.NewLine}{exception}");
            }
        }
    }
}
