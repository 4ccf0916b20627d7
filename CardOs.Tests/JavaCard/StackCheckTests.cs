using System;
using System.Collections.Generic;
using System.Linq;
using CardOs.Apdu.LoadFiles;
using NUnit.Framework;

namespace CardOs.Tests.JavaCard;

/// <summary>Every instruction whose effect is fixed: what it pops must be there, what it pushes needs room, and its local must be one of the frame's.</summary>
[TestFixture]
public sealed class StackCheckTests
{
    private const string Fault = "6F00";

    private static IEnumerable<OpCode> Moving => Enumerable.Range(0, 256).Select(code => (OpCode)code)
        .Where(code => OpCodeTraits.Of(code) is { IsDefined: true, HasVaryingEffect: false } traits && traits.PoppedCells + traits.PushedCells > 0);

    private static IEnumerable<OpCode> Popping => Moving.Where(code => OpCodeTraits.Of(code).PoppedCells > 0);

    private static IEnumerable<OpCode> Growing => Moving.Where(code => Growth(code) > 0);

    private static IEnumerable<TestCaseData> Locals
    {
        get
        {
            foreach (string name in (string[])["aload", "sload", "astore", "sstore"])
            {
                for (int i = 0; i < 4; i++)
                {
                    yield return new TestCaseData($"{name}_{i}", i);
                }

                yield return new TestCaseData($"{name} 7", 7);
            }

            foreach (string name in (string[])["iload", "istore"])
            {
                for (int i = 0; i < 4; i++)
                {
                    yield return new TestCaseData($"{name}_{i}", i + 1);
                }

                yield return new TestCaseData($"{name} 7", 8);
            }

            yield return new TestCaseData("sinc 7 1", 7);
            yield return new TestCaseData("sinc_w 7 1", 7);
            yield return new TestCaseData("iinc 7 1", 8);
            yield return new TestCaseData("iinc_w 7 1", 8);
            foreach (char type in "absi")
            {
                yield return new TestCaseData(Text((OpCode)((int)OpCode.GetFieldAThis + "absi".IndexOf(type, StringComparison.Ordinal))), 0);
                yield return new TestCaseData(Text((OpCode)((int)OpCode.PutFieldAThis + "absi".IndexOf(type, StringComparison.Ordinal))), 0);
            }
        }
    }

    [TestCaseSource(nameof(Moving))]
    public void An_instruction_with_its_operands_and_no_cell_more_runs(OpCode code)
    {
        OpCodeTraits traits = OpCodeTraits.Of(code);
        string behind = string.Concat(Enumerable.Repeat("pop / ", traits.PushedCells)) + "sconst_5 / sreturn";
        Assert.That(Answer(Text(code), traits.PoppedCells, traits.PoppedCells + Growth(code), locals: 5, behind), Is.Not.EqualTo(Fault));
    }

    // Without the check it would go on to the end, or throw what is caught: two cells make good what was taken.
    [TestCaseSource(nameof(Popping))]
    public void An_instruction_with_an_operand_less_is_a_fault(OpCode code) =>
        Assert.That(Answer(Text(code), OpCodeTraits.Of(code).PoppedCells - 1, stack: 8, locals: 5, "sconst_5 / sconst_5 / sreturn"), Is.EqualTo(Fault));

    [TestCaseSource(nameof(Growing))]
    public void An_instruction_with_a_cell_less_than_it_pushes_is_a_fault(OpCode code)
    {
        OpCodeTraits traits = OpCodeTraits.Of(code);
        string behind = string.Concat(Enumerable.Repeat("pop / ", traits.PushedCells)) + "sconst_5 / sreturn";
        Assert.That(Answer(Text(code), traits.PoppedCells, traits.PoppedCells + Growth(code) - 1, locals: 5, behind), Is.EqualTo(Fault));
    }

    [TestCaseSource(nameof(Locals))]
    public void An_instruction_with_a_local_less_is_a_fault(string text, int locals) =>
        Assert.That(Answer(text, cells: 2, stack: 8, locals, "sconst_5 / sreturn"), Is.EqualTo(Fault));

    [TestCaseSource(nameof(Locals))]
    public void An_instruction_with_its_local_runs(string text, int locals) =>
        Assert.That(Answer(text, cells: 2, stack: 8, locals + 1, "sconst_5 / sreturn"), Is.EqualTo("0005 9000"));

    [Test]
    public void A_result_that_the_caller_has_no_room_for_is_a_fault()
    {
        Assert.That(Answer("invokestatic Bare.five", cells: 0, stack: 1, locals: 0, "sreturn"), Is.EqualTo("0005 9000"));
        Assert.That(Answer("invokestatic Bare.five", cells: 1, stack: 1, locals: 0, "pop / sreturn"), Is.EqualTo(Fault));
    }

    private static int Growth(OpCode code) => Math.Max(0, OpCodeTraits.Of(code).PushedCells - OpCodeTraits.Of(code).PoppedCells);

    private static string Text(OpCode code)
    {
        string name = OpCodeNames.Of(code)!;
        bool isInt = name.Contains("_i", StringComparison.Ordinal);
        bool isReference = name.Contains("_a", StringComparison.Ordinal);
        bool isStatic = code is >= OpCode.GetStaticA and <= OpCode.PutStaticI;
        return name + OpCodeTraits.Of(code).Layout switch
        {
            OperandLayout.None => "",
            OperandLayout.LocalAndByte or OperandLayout.LocalAndShort => " 0 1",
            OperandLayout.Branch or OperandLayout.WideBranch => " next",
            OperandLayout.ShortTable or OperandLayout.IntTable or OperandLayout.ShortLookup or OperandLayout.IntLookup => " 0:next default:next",
            OperandLayout.ArrayType => " byte",
            OperandLayout.TypeCheck => " class App",
            OperandLayout.NarrowConstant or OperandLayout.Constant when code is OpCode.New or OpCode.AnewArray => " App",
            OperandLayout.NarrowConstant or OperandLayout.Constant when isStatic => isInt ? " Bare.wide" : isReference ? " App.kept" : " App.total",
            OperandLayout.NarrowConstant or OperandLayout.Constant => isInt ? " App.wide" : isReference ? " App.buffer" : " App.count",
            _ => " 0",
        };
    }

    // What the method answers: 5 when it was gone through, or threw; a fault is not to be caught.
    private static string Answer(string text, int cells, int stack, int locals, string behind)
    {
        string members = $"""
            class Bare < java/lang/Object
              static int wide
              method constructor <init>()V
                return
              method static five()S
                sconst_5 / sreturn
              method static run()S stack {stack} locals {locals}
                {string.Concat(Enumerable.Repeat("sconst_0 / ", cells))}nop
                start: {text}
                next: {behind}
                end: pop / sconst_5 / sreturn
                catch start to end at end everything
            """;
        var card = new MachineCard("invokestatic Bare.run / sreturn", members, verified: false);
        string answer = card.Card.Send(MachineCard.Run);
        Assert.That(card.HeapProblem, Is.Null);
        return answer;
    }
}
