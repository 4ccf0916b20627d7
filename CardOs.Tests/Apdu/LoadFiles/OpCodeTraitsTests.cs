using System;
using System.Collections.Generic;
using System.Linq;
using CardOs.Apdu.LoadFiles;
using NUnit.Framework;

namespace CardOs.Tests.Apdu.LoadFiles;

/// <summary>The table of instructions against a second writing of it, by groups: JCVM 7.5.</summary>
[TestFixture]
public sealed class OpCodeTraitsTests
{
    // First code, mnemonics, operands by their lengths, what is popped and pushed (s, i, r, a return address, w any cell; ? varies),
    // then: * may throw, @ jumps, . ends the flow, ( calls.
    private const string Table = """
        0 nop||
        1 aconst_null||>r
        2 sconst_m1 sconst_0 sconst_1 sconst_2 sconst_3 sconst_4 sconst_5||>s
        9 iconst_m1 iconst_0 iconst_1 iconst_2 iconst_3 iconst_4 iconst_5||>i
        16 bspush|1|>s
        17 sspush|2|>s
        18 bipush|1|>i
        19 sipush|2|>i
        20 iipush|4|>i
        21 aload|1|>r
        22 sload|1|>s
        23 iload|1|>i
        24 aload_0 aload_1 aload_2 aload_3||>r
        28 sload_0 sload_1 sload_2 sload_3||>s
        32 iload_0 iload_1 iload_2 iload_3||>i
        36 aaload||rs>r*
        37 baload saload||rs>s*
        39 iaload||rs>i*
        40 astore|1|x>
        41 sstore|1|s>
        42 istore|1|i>
        43 astore_0 astore_1 astore_2 astore_3||x>
        47 sstore_0 sstore_1 sstore_2 sstore_3||s>
        51 istore_0 istore_1 istore_2 istore_3||i>
        55 aastore||rsr>*
        56 bastore sastore||rss>*
        58 iastore||rsi>*
        59 pop||w>
        60 pop2||ww>
        61 dup||w>ww
        62 dup2||ww>wwww
        63 dup_x swap_x|1|?
        65 sadd||ss>s
        66 iadd||ii>i
        67 ssub||ss>s
        68 isub||ii>i
        69 smul||ss>s
        70 imul||ii>i
        71 sdiv||ss>s*
        72 idiv||ii>i*
        73 srem||ss>s*
        74 irem||ii>i*
        75 sneg||s>s
        76 ineg||i>i
        77 sshl||ss>s
        78 ishl||ii>i
        79 sshr||ss>s
        80 ishr||ii>i
        81 sushr||ss>s
        82 iushr||ii>i
        83 sand||ss>s
        84 iand||ii>i
        85 sor||ss>s
        86 ior||ii>i
        87 sxor||ss>s
        88 ixor||ii>i
        89 sinc iinc|1 1|
        91 s2b||s>s
        92 s2i||s>i
        93 i2b i2s||i>s
        95 icmp||ii>s
        96 ifeq ifne iflt ifge ifgt ifle|1|s>@
        102 ifnull ifnonnull|1|r>@
        104 if_acmpeq if_acmpne|1|rr>@
        106 if_scmpeq if_scmpne if_scmplt if_scmpge if_scmpgt if_scmple|1|ss>@
        112 goto|1|@.
        113 jsr|2|>a@
        114 ret|1|.
        115 stableswitch|2 2 2|s>@.
        116 itableswitch|2 4 4|i>@.
        117 slookupswitch|2 2|s>@.
        118 ilookupswitch|2 2|i>@.
        119 areturn||r>.
        120 sreturn||s>.
        121 ireturn||i>.
        122 return||.
        123 getstatic_a|2|>r
        124 getstatic_b getstatic_s|2|>s
        126 getstatic_i|2|>i
        127 putstatic_a|2|r>*
        128 putstatic_b putstatic_s|2|s>
        130 putstatic_i|2|i>
        131 getfield_a|1|r>r*
        132 getfield_b getfield_s|1|r>s*
        134 getfield_i|1|r>i*
        135 putfield_a|1|rr>*
        136 putfield_b putfield_s|1|rs>*
        138 putfield_i|1|ri>*
        139 invokevirtual invokespecial invokestatic|2|?*(
        142 invokeinterface|1 2 1|?*(
        143 new|2|>r*
        144 newarray|1|s>r*
        145 anewarray|2|s>r*
        146 arraylength||r>s*
        147 athrow||r>*.
        148 checkcast|1 2|r>r*
        149 instanceof|1 2|r>s*
        150 sinc_w iinc_w|1 2|
        152 ifeq_w ifne_w iflt_w ifge_w ifgt_w ifle_w|2|s>@
        158 ifnull_w ifnonnull_w|2|r>@
        160 if_acmpeq_w if_acmpne_w|2|rr>@
        162 if_scmpeq_w if_scmpne_w if_scmplt_w if_scmpge_w if_scmpgt_w if_scmple_w|2|ss>@
        168 goto_w|2|@.
        169 getfield_a_w|2|r>r*
        170 getfield_b_w getfield_s_w|2|r>s*
        172 getfield_i_w|2|r>i*
        173 getfield_a_this|1|>r*
        174 getfield_b_this getfield_s_this|1|>s*
        176 getfield_i_this|1|>i*
        177 putfield_a_w|2|rr>*
        178 putfield_b_w putfield_s_w|2|rs>*
        180 putfield_i_w|2|ri>*
        181 putfield_a_this|1|r>*
        182 putfield_b_this putfield_s_this|1|s>*
        184 putfield_i_this|1|i>*
        """;

    private const string Kinds = "\0siraxw";

    [Test]
    public void Every_instruction_is_as_its_group_says()
    {
        var seen = new HashSet<int>();
        foreach (string line in Table.Split('\n'))
        {
            string[] parts = line.Trim().Split('|');
            string[] words = parts[0].Split(' ');
            for (int i = 1; i < words.Length; i++)
            {
                int code = int.Parse(words[0]) + i - 1;
                seen.Add(code);
                Check((OpCode)code, words[i], parts[1], parts[2]);
            }
        }

        Assert.That(seen, Is.EquivalentTo(Enumerable.Range(0, 185)));
    }

    [Test]
    public void There_are_no_others()
    {
        for (int code = 185; code <= byte.MaxValue; code++)
        {
            Assert.That(OpCodeTraits.Of((OpCode)code).IsDefined, Is.False, $"{code}");
            Assert.That(OpCodeNames.Of((OpCode)code), Is.EqualTo(code == 254 ? "impdep1" : code == 255 ? "impdep2" : null));
            Assert.That(BytecodeInstruction.TryRead([(byte)code, 0, 0, 0, 0], 0, out _), Is.False);
        }
    }

    [Test]
    public void Mnemonics_find_their_instructions()
    {
        for (int code = 0; code < 185; code++)
        {
            Assert.That(OpCodeNames.TryFind(OpCodeNames.Of((OpCode)code)!, out OpCode found), Is.True);
            Assert.That((int)found, Is.EqualTo(code));
        }

        Assert.That(OpCodeNames.TryFind("sconst_6", out _), Is.False);
    }

    [Test]
    public void Looking_up_allocates_nothing()
    {
        _ = OpCodeTraits.Of(OpCode.Nop).FixedLength;
        Allocation.IsNone(() =>
        {
            for (int code = 0; code <= byte.MaxValue; code++)
            {
                _ = OpCodeTraits.Of((OpCode)code).FixedLength + OpCodeTraits.Of((OpCode)code).PoppedCells;
            }
        });
    }

    private static void Check(OpCode opCode, string mnemonic, string operands, string effect)
    {
        OpCodeTraits traits = OpCodeTraits.Of(opCode);
        int length = 1 + operands.Split(' ', StringSplitOptions.RemoveEmptyEntries).Sum(int.Parse);
        bool hasEffect = effect.Contains('>');
        string pops = hasEffect ? effect[..effect.IndexOf('>')] : "";
        string pushes = hasEffect ? new string(effect[(effect.IndexOf('>') + 1)..].TakeWhile(char.IsAsciiLetter).ToArray()) : "";
        Assert.Multiple(() =>
        {
            Assert.That(OpCodeNames.Of(opCode), Is.EqualTo(mnemonic));
            Assert.That(traits.FixedLength, Is.EqualTo(length), mnemonic);
            Assert.That(Spell(traits.Popped), Is.EqualTo(pops), mnemonic);
            Assert.That(Spell(traits.Pushed), Is.EqualTo(pushes), mnemonic);
            Assert.That(traits.PoppedCells, Is.EqualTo(pops.Length + pops.Count(kind => kind == 'i')), mnemonic);
            Assert.That(traits.PushedCells, Is.EqualTo(pushes.Length + pushes.Count(kind => kind == 'i')), mnemonic);
            Assert.That(traits.HasVaryingEffect, Is.EqualTo(effect.Contains('?')), mnemonic);
            Assert.That(traits.MayThrow, Is.EqualTo(effect.Contains('*')), mnemonic);
            Assert.That(traits.Jumps, Is.EqualTo(effect.Contains('@')), mnemonic);
            Assert.That(traits.EndsFlow, Is.EqualTo(effect.Contains('.')), mnemonic);
            Assert.That(traits.Calls, Is.EqualTo(effect.Contains('(')), mnemonic);
            Assert.That(traits.IsSwitch, Is.EqualTo(mnemonic.EndsWith("switch", StringComparison.Ordinal)), mnemonic);
        });
    }

    private static string Spell(Func<int, CellKind> kinds)
    {
        string text = "";
        for (int i = 0; kinds(i) != CellKind.None; i++)
        {
            text += Kinds[(int)kinds(i)];
        }

        return text;
    }
}
