using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using CardOs.Apdu;
using CardOs.Apdu.LoadFiles;
using CardOs.Memory;
using NUnit.Framework;

namespace CardOs.Tests.JavaCard;

/// <summary>Every instruction: a program, the operands in front of it, and those behind it or the exception, as the JCVM's rules give them.</summary>
/// <remarks>
/// A case is a line: name, program (as the assembler has it), before, after or throws, members (classes that the program names), foreign
/// (the program names objects of another context). Operands: <c>s:</c> short, <c>i:</c> int, null. Below them lies one that must stay.
/// </remarks>
[TestFixture]
public sealed class InstructionVectorTests
{
    private const short Mark = 0x5A5A;
    private const int MarkOffset = 50;
    private const int ThrownOffset = 52;

    private const string Results = """
        class Results
          static short s0
          static short s1
          static short s2
          static short s3
          static short s4
          static short s5
          static short s6
          static short s7
          static int i0
          static int i1
          static int i2
          static int i3
          static int i4
          static int i5
          static int i6
          static int i7
          static short mark
          static short thrown

        """;

    private static readonly string Folder = Repository.PathOf("CardOs.Tests/Vectors/instructions");

    private static IEnumerable<string> Families() => Directory.GetFiles(Folder, "*.json").Select(Path.GetFileNameWithoutExtension).Order()!;

    [TestCaseSource(nameof(Families))]
    public void The_operands_are_what_the_rules_say(string family)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, family + ".json")));
        var wrong = new List<string>();
        int count = 0;
        foreach (JsonElement one in document.RootElement.EnumerateArray())
        {
            count++;
            string found = Run(one);
            string expected = one.TryGetProperty("throws", out JsonElement thrown) ? thrown.GetString()! : string.Join(' ', Texts(one, "after"));
            if (found != expected)
            {
                wrong.Add($"{one.GetProperty("name").GetString()}: {found}, not {expected}");
            }
        }

        Assert.That(count, Is.GreaterThan(0));
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void No_instruction_is_left_out()
    {
        var words = Families()
            .SelectMany(family => File.ReadAllText(Path.Combine(Folder, family + ".json")).Split(' ', '"', '\\', '\n', ','))
            .ToHashSet();
        var missing = Enumerable.Range(0, 256).Select(code => (OpCode)code)
            .Where(code => OpCodeTraits.Of(code).IsDefined)
            .Select(code => OpCodeNames.Of(code)!)
            .Where(name => !words.Contains(name))
            .ToList();
        Assert.That(missing, Is.Empty);
    }

    private static string Run(JsonElement one)
    {
        string[] before = Texts(one, "before");
        string[] after = Texts(one, "after");
        bool throws = one.TryGetProperty("throws", out JsonElement thrown);
        string exception = throws ? thrown.GetString()! : "ArithmeticException";
        string package = exception == "SystemException" ? "javacard/framework/" : "java/lang/";

        // A handler clears the stack.
        bool isMarked = !one.GetProperty("program").GetString()!.Contains("catch ", StringComparison.Ordinal);
        var code = new List<string>();
        if (isMarked)
        {
            code.Add($"sspush {Mark}");
        }

        code.AddRange(before.Select(Push));
        code.Add("t0: nop");
        code.Add(one.GetProperty("program").GetString()!);
        code.Add("t1: nop");
        for (int i = after.Length - 1; i >= 0; i--)
        {
            code.Add($"putstatic_{after[i][0]} Results.{after[i][0]}{i}");
        }

        code.Add(isMarked && !throws ? "putstatic_s Results.mark / sconst_0 / sreturn" : "sconst_0 / sreturn");
        code.Add("h1: pop / sconst_1 / putstatic_s Results.thrown / goto_w t2");
        code.Add("h2: pop / sconst_2 / putstatic_s Results.thrown");
        code.Add("t2: sconst_0 / sreturn");
        code.Add($"catch t0 to t1 at h1 {package}{exception}");
        code.Add("catch t0 to t1 at h2 everything last");
        string members = Results + (one.TryGetProperty("members", out JsonElement text) ? text.GetString() : string.Empty);
        var card = new NeighbourCard(string.Join('\n', code), members);
        if (card.Loaded != StatusWord.Success)
        {
            return $"{card.Loaded}";
        }

        string answer = card.Run();
        short outcome = Short(card, ThrownOffset);
        return answer != "0000 9000" ? answer
            : outcome != 0 ? outcome == 1 ? exception : "another exception"
            : isMarked && !throws && Short(card, MarkOffset) != Mark ? "what lay below is not there"
            : string.Join(' ', after.Select((value, index) => Text(card, value[0], index)));
    }

    private static string[] Texts(JsonElement one, string name) =>
        one.TryGetProperty(name, out JsonElement list) ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];

    private static string Push(string operand) => operand == "null" ? "aconst_null" : $"{(operand[0] == 's' ? "sspush" : "iipush")} {operand[2..]}";

    private static string Text(NeighbourCard card, char type, int index) => type == 's'
        ? string.Create(CultureInfo.InvariantCulture, $"s:{Short(card, 2 + (2 * index))}")
        : string.Create(CultureInfo.InvariantCulture, $"i:{BinaryPrimitives.ReadInt32BigEndian(Read(card, 18 + (4 * index), 4))}");

    private static short Short(NeighbourCard card, int offset) => BinaryPrimitives.ReadInt16BigEndian(Read(card, offset, 2));

    private static ReadOnlySpan<byte> Read(NeighbourCard card, int offset, int length) => card.Card.Card.State.NonVolatile.Read(card.Static(offset), length);
}
