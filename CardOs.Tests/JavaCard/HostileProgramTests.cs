using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using CardOs.Apdu;
using CardOs.JavaCard;
using NUnit.Framework;

namespace CardOs.Tests.JavaCard;

/// <summary>Programs that are made to reach what is not theirs: verified, and with the checks at run time alone.</summary>
/// <remarks>
/// A case: name, the rule that decides it, program, members; what becomes of it when it is verified, and when it is not: refused, with what the
/// verifier found, fault (it ends with 6F00), mute, an exception, or what it returns. The rules are those of the standard; where it leaves the case
/// open, as it does with code that was not verified, the rule says what this card does.
/// </remarks>
[TestFixture]
public sealed class HostileProgramTests
{
    private static readonly string File = Repository.PathOf("CardOs.Tests/Vectors/hostile/programs.json");

    private static readonly string[] Exceptions =
    [
        "java/lang/SecurityException", "java/lang/NullPointerException", "java/lang/ArrayIndexOutOfBoundsException", "java/lang/NegativeArraySizeException",
        "java/lang/ClassCastException", "java/lang/ArrayStoreException", "javacard/framework/SystemException", "javacard/framework/TransactionException",
    ];

    [TestCase(true, TestName = "Verified_programs_reach_nothing_of_others")]
    [TestCase(false, TestName = "Programs_that_were_not_verified_reach_nothing_of_others")]
    public void Reach_nothing(bool verified)
    {
        using JsonDocument document = JsonDocument.Parse(System.IO.File.ReadAllText(File));
        var wrong = new List<string>();
        int count = 0;
        foreach (JsonElement one in document.RootElement.EnumerateArray())
        {
            count++;
            Assert.That(one.GetProperty("rule").GetString(), Is.Not.Empty);
            string found = Run(one, verified);
            string expected = one.GetProperty(verified ? "verified" : "unverified").GetString()!;
            if (found != expected)
            {
                wrong.Add($"{one.GetProperty("name").GetString()}: {found}, not {expected}");
            }
        }

        Assert.That(count, Is.GreaterThanOrEqualTo(110));
        Assert.That(string.Join('\n', wrong), Is.Empty);
    }

    [Test]
    public void Objects_until_there_are_no_handles_left_harm_nothing()
    {
        const string Code = """
            from: sconst_0 / newarray byte / pop / goto from / to: sconst_m1 / sreturn
            full: invokevirtual javacard/framework/CardRuntimeException.getReason()S / invokestatic javacard/framework/JCSystem.requestObjectDeletion()V / sreturn
            catch from to to at full javacard/framework/SystemException
            """;
        var card = new NeighbourCard(Code, options: CardOptions.Uicc with { NonVolatileBytes = 2 * 1024 * 1024 });
        string before = card.OthersBytes();
        int handles = CountHandles(card.Machine);
        Assert.That(card.Card.Card.State.NonVolatile.Allocator.FreeBytes(), Is.GreaterThan(1024 * 1024));
        Assert.That(card.Run(), Is.EqualTo("0005 9000"));
        Assert.That(card.OthersBytes(), Is.EqualTo(before));

        // Hidden cells of the JCRE's objects count as references, whatever number they have.
        Assert.That(CountHandles(card.Machine), Is.LessThan(handles + 20));
        Assert.That(HeapCheck.Check(card.Machine), Is.Null);
    }

    private static int CountHandles(Machine machine) =>
        Enumerable.Range(1, ushort.MaxValue).Count(handle => !machine.Heap.EntryOfAny((ushort)handle).IsFree);

    [TestCase(true)]
    [TestCase(false)]
    public void An_applet_whose_object_another_one_keeps_is_not_deleted(bool verified)
    {
        const string Code = $"""
            sconst_1 / anewarray java/lang/Object / dup / sconst_0 / getstatic_a farObject / aastore / putstatic_a App.kept
            {NeighbourCard.ForgetsNeighbour}
            sconst_1 / sreturn
            """;
        var card = new NeighbourCard(Code, verified: verified);
        Assert.That(card.Run(), Is.EqualTo("0001 9000"));
        Assert.That(card.Card.Card.DeleteApplet(NeighbourCard.FarInstance), Is.EqualTo(StatusWord.ConditionsOfUseNotSatisfied));
        Assert.That(HeapCheck.Check(card.Machine), Is.Null);
    }

    // The handle is kept as a number, which only code does that was not verified.
    [Test]
    public void A_handle_of_a_deleted_applet_opens_nothing_of_the_next_one()
    {
        const string Code = $"""
            getstatic_s App.total / ifne used
            getstatic_a farObject / putstatic_s App.total
            {NeighbourCard.ForgetsNeighbour}
            sconst_1 / sreturn
            used: from: getstatic_s App.total / getfield_s far_s / sreturn
            to: on: pop / sconst_2 / sreturn
            catch from to to at on everything last
            """;
        Assert.That(new NeighbourCard(Code).Loaded, Is.EqualTo(StatusWord.IncorrectData));
        var card = new NeighbourCard(Code, verified: false);
        Assert.That(card.Run(), Is.EqualTo("0001 9000"));
        Assert.That(card.Card.Card.DeleteApplet(NeighbourCard.FarInstance), Is.EqualTo(StatusWord.Success));
        StatusWord again = card.Card.Card.InstallApplet(NeighbourCard.FarPackage, NeighbourCard.FarInstance, NeighbourCard.FarInstance);
        Assert.That(again, Is.EqualTo(StatusWord.Success));
        card.Card.Send("00A4040008F0436172644F700100");
        string before = card.OthersBytes();
        Assert.That(card.Run(), Is.EqualTo("0002 9000"));
        Assert.That(card.OthersBytes(), Is.EqualTo(before));
        Assert.That(HeapCheck.Check(card.Machine), Is.Null);
    }

    private static string Run(JsonElement one, bool verified)
    {
        string program = one.GetProperty("program").GetString()!;
        var code = new List<string> { "t0: nop", program, "t1: sconst_0 / sreturn" };
        for (int i = 0; i < Exceptions.Length; i++)
        {
            code.Add($"h{i}: pop / sspush {0x4500 + i} / sreturn");
        }

        code.AddRange(Exceptions.Select((name, index) => $"catch t0 to t1 at h{index} {name}{(index == Exceptions.Length - 1 ? " last" : string.Empty)}"));
        string members = one.TryGetProperty("members", out JsonElement text) ? text.GetString()! : string.Empty;
        var card = new NeighbourCard(string.Join('\n', code), members, verified, CardOptions.Uicc with { InstructionBudget = 200_000 });
        if (card.Loaded != StatusWord.Success)
        {
            return card.Loaded == StatusWord.IncorrectData && card.UsedBefore == card.UsedLoaded ? $"refused: {card.Machine.VerificationFault}" : $"{card.Loaded} with something left";
        }

        string before = card.OthersBytes();
        string outcome = Outcome(card.Run());
        string after = card.OthersBytes();
        if (outcome == "mute")
        {
            card.Card.Card.WarmReset();
        }

        string problem = HeapCheck.Check(card.Machine)
            ?? (card.Card.Send("00A4040008F0436172644F710100") == "9000" ? string.Empty : "the neighbour is not there");
        return before != after ? outcome + ", others' bytes changed" : outcome + problem;
    }

    private static string Outcome(string answer)
    {
        if (answer is "6F00" or "mute")
        {
            return answer == "mute" ? answer : "fault";
        }

        int value = answer.Length == 9 ? int.Parse(answer[..4], NumberStyles.HexNumber, CultureInfo.InvariantCulture) : -1;
        return value is >= 0x4500 and < 0x4510 ? Path.GetFileName(Exceptions[value - 0x4500]) : answer;
    }
}
