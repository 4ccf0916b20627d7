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
/// What throws also names the instruction that does (by), and which rule of the firewall it meets (when). The handler covers that instruction
/// and no other. Which instruction may throw what is in <c>exceptions/table.json</c>.
/// </remarks>
[TestFixture]
public sealed class InstructionVectorTests
{
    private const short Mark = 0x5A5A;
    private const int MarkOffset = 50;
    private const int ThrownOffset = 52;
    private const int ReasonOffset = 54;
    private const string Depth = "javacard/framework/JCSystem.getTransactionDepth()B";
    private const string Abort = "javacard/framework/JCSystem.abortTransaction()V";

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
          static short reason

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
            string expected = one.TryGetProperty("throws", out JsonElement thrown) ? WithReason(thrown.GetString()!) : string.Join(' ', Texts(one, "after"));
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

    [Test]
    public void Each_exception_that_an_instruction_may_throw_is_thrown_by_a_vector_and_no_other()
    {
        var named = Exceptions().SelectMany(row => row.Value.Select(exception => $"{row.Key} {exception}")).ToHashSet();
        var reached = new HashSet<string>();
        foreach (string family in Families())
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, family + ".json")));
            foreach (JsonElement one in document.RootElement.EnumerateArray().Where(one => one.TryGetProperty("throws", out _)))
            {
                string when = one.TryGetProperty("when", out JsonElement rule) ? $": {rule.GetString()}" : string.Empty;
                reached.Add($"{one.GetProperty("by").GetString()} {WithReason(one.GetProperty("throws").GetString()!)}{when}");
            }
        }

        Assert.That(named.Except(reached), Is.Empty, "no vector");
        Assert.That(reached.Except(named), Is.Empty, "not in the table");
    }

    [Test]
    public void Table_of_exceptions_names_instructions()
    {
        var names = Enumerable.Range(0, 256).Select(code => OpCodeNames.Of((OpCode)code)).ToHashSet();
        Assert.That(Exceptions().Keys.Where(name => !names.Contains(name)), Is.Empty);
    }

    private static Dictionary<string, string[]> Exceptions()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "exceptions", "table.json")));
        return document.RootElement.GetProperty("instructions").EnumerateObject().ToDictionary(row => row.Name, row => row.Value.EnumerateArray().Select(item => item.GetString()!).ToArray());
    }

    // TransactionException.BUFFER_FULL, SystemException.NO_RESOURCE.
    private static string WithReason(string exception) => exception switch
    {
        "TransactionException" => "TransactionException 3",
        "SystemException" => "SystemException 5",
        _ => exception,
    };

    // The handler covers the instruction alone; where another method has it, the call, and that method may not throw the same by another instruction.
    private static string Covered(JsonElement one, string program, string members)
    {
        string by = one.GetProperty("by").GetString()!;
        string exception = one.GetProperty("throws").GetString()!;
        string[] steps = Steps(program);
        int place = Array.FindLastIndex(steps, step => Words(step).FirstOrDefault() == by);
        if (place < 0)
        {
            Dictionary<string, string[]> table = Exceptions();
            string[] others = (members + NeighbourCard.Neighbour).Split("  method ").Select(Names).Last(names => names.Contains(by))
                .Where(name => name != by && table.TryGetValue(name, out string[]? may) && may.Any(other => other.StartsWith(exception, StringComparison.Ordinal)))
                .ToArray();
            Assert.That(others, Is.Empty, one.GetProperty("name").GetString());
            place = Array.FindLastIndex(steps, step => step.Contains("invoke", StringComparison.Ordinal));
        }

        steps[place] = $"t0: {steps[place]}";
        return string.Join(" / ", steps[..(place + 1)].Append("t1: nop").Concat(steps[(place + 1)..]));
    }

    private static string[] Steps(string code) => code.Split([" / ", "\n"], StringSplitOptions.None);

    private static string[] Names(string code) => [.. Steps(code).Select(step => Words(step).FirstOrDefault() ?? string.Empty)];

    private static string[] Words(string step) => [.. step.Split(' ', StringSplitOptions.RemoveEmptyEntries).SkipWhile(word => word[^1] == ':')];

    private static string Run(JsonElement one)
    {
        string[] before = Texts(one, "before");
        string[] after = Texts(one, "after");
        bool throws = one.TryGetProperty("throws", out JsonElement thrown);
        string exception = throws ? thrown.GetString()! : "ArithmeticException";
        string package = exception is "SystemException" or "TransactionException" ? "javacard/framework/" : "java/lang/";

        // A handler clears the stack.
        bool isMarked = !one.GetProperty("program").GetString()!.Contains("catch ", StringComparison.Ordinal);
        var code = new List<string>();
        if (isMarked)
        {
            code.Add($"sspush {Mark}");
        }

        code.AddRange(before.Select(Push));
        string members = Results + (one.TryGetProperty("members", out JsonElement text) ? text.GetString() : string.Empty);
        string program = one.GetProperty("program").GetString()!;
        code.Add(throws ? Covered(one, program, members) : $"t0: nop / {program} / t1: nop");
        for (int i = after.Length - 1; i >= 0; i--)
        {
            code.Add($"putstatic_{after[i][0]} Results.{after[i][0]}{i}");
        }

        code.Add(isMarked && !throws ? "putstatic_s Results.mark / sconst_0 / sreturn" : "sconst_0 / sreturn");
        string reason = package == "java/lang/" ? "pop" : $"invokevirtual {package}CardRuntimeException.getReason()S / putstatic_s Results.reason";
        code.Add($"h1: invokestatic {Depth} / ifeq h3 / invokestatic {Abort} / h3: {reason} / sconst_1 / putstatic_s Results.thrown / goto_w t2");
        code.Add("h2: pop / sconst_2 / putstatic_s Results.thrown");
        code.Add("t2: sconst_0 / sreturn");
        code.Add($"catch t0 to t1 at h1 {package}{exception}");
        code.Add("catch t0 to t1 at h2 everything last");
        var card = new NeighbourCard(string.Join('\n', code), members);
        if (card.Loaded != StatusWord.Success)
        {
            return $"{card.Loaded}";
        }

        string answer = card.Run();
        short outcome = Short(card, ThrownOffset);
        return answer != "0000 9000" ? answer
            : outcome != 0 ? outcome != 1 ? "another exception" : package == "java/lang/" ? exception : $"{exception} {Short(card, ReasonOffset)}"
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
