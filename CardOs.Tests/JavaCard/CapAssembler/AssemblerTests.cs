using System;
using System.IO;
using System.Linq;
using CardOs.Apdu.LoadFiles;
using CardOs.OffCard.LoadFiles;
using CardOs.Tests.OffCard.LoadFiles;
using NUnit.Framework;

namespace CardOs.Tests.JavaCard.CapAssembler;

[TestFixture]
public sealed class AssemblerTests
{
    private const string Sample = """
        package F04361726401 1.2 test/sample
        format @
        import javacard/framework 1.2
        applet F0436172640101 App
        export App Named Base
        interface Named : javacard/framework/Shareable
          method name()S
          method rename(S)V
        class Base < javacard/framework/Applet
          method shared(I)I package
            iload_1 / ireturn
          method own()V
            return
        class App < Base : Named,javacard/framework/MultiSelectable
          static byte[] table = 01 02 03 04
          static short[] shorts = 0001 0002
          static ref cache
          static int zero
          static short total = 5
          static byte small = -1
          field ref buffer
          field int big
          field short count
          method constructor <init>()V
            aload_0 / invokespecial javacard/framework/Applet.<init> / aload_0 / invokevirtual javacard/framework/Applet.register()V / return
          method static install([BSB)V
            new App / invokespecial App.<init> / return
          method process(Ljavacard/framework/APDU;)V stack 20
            start: aload_0 / getfield_a App.buffer / ifnull end
            getstatic_s App.total / stableswitch 0:start 1:end default:end
            getstatic_s App.total / slookupswitch -7:start 1000:end default:start
            getfield_i_this App.big / itableswitch -1:start 0:end default:end
            getfield_i_this App.big / ilookupswitch 100000:start default:end
            aload_0 / checkcast class Named / sconst_1 / invokeinterface Named.rename
            aload_0 / invokespecial super:App.own
            aload_0 / iconst_1 / invokevirtual App.shared / istore_2
            getstatic_a App.table / instanceof byte[] / pop / goto_w end
            sspush 0x1234 / putstatic_s App.total / sinc 1 -1 / iipush -2 / i2b / dup_x 1 2 / bspush -3 / newarray short / astore_1
            end: return
            catch start to end at end javacard/framework/ISOException
            catch start to end at end everything last
          method name()S
            getstatic_s App.total / sreturn
          method rename(S)V
            sload_1 / putstatic_s App.total / return
          method select(Z)Z
            sconst_1 / sreturn
          method deselect(Z)V
            return
        """;

    [TestCase("2.1", CapFormat.Cap21)]
    [TestCase("2.2", CapFormat.Cap22)]
    [TestCase("2.3", CapFormat.Cap23)]
    public void A_package_from_text_is_one_that_tools_read(string name, CapFormat format)
    {
        AssembledCap cap = Assembler.Assemble(Sample.Replace("@", name, StringComparison.Ordinal));
        CapFile file = cap.ToCapFile();
        CapCodeCheck check = CapCodeCheck.Of(file);
        Assert.Multiple(() =>
        {
            Assert.That(check.Failures, Is.Empty);
            Assert.That(check.Methods, Is.EqualTo(9));
            Assert.That(file.Format, Is.EqualTo(format));
            Assert.That(file.Flags, Is.EqualTo(HeaderFlags.Int | HeaderFlags.Export | HeaderFlags.Applet));
            Assert.That(file.Package, Is.EqualTo(new CapPackage("f04361726401", 1, 2)));
            Assert.That(file.Imports, Is.EqualTo(new[] { new CapPackage("a0000000620101", 1, 2) }));
            Assert.That(file.Applets, Is.EqualTo(new[] { new CapApplet("f0436172640101", cap.OffsetOf("App.install")) }));
        });
    }

    [Test]
    public void Tokens_and_tables_are_those_of_a_converter()
    {
        AssembledCap cap = Assembler.Assemble(Sample.Replace("@", "2.1", StringComparison.Ordinal));
        using var output = new StringWriter { NewLine = "\n" };
        new Disassembler(cap.ToCapFile()).WriteClasses(output);
        string Method(string name) => cap.OffsetOf(name).ToString("x4");
        Assert.That(output.ToString(), Is.EqualTo($"""
            interface 0000 shareable : javacard/framework/Shareable
            class {cap.ClassOf("Base"):x4} < javacard/framework/Applet cells 0
              virtual 8 method {Method("Base.own")}
              package-visible 0 method {Method("Base.shared")}
            class {cap.ClassOf("App"):x4} shareable < class {cap.ClassOf("Base"):x4} cells 4 references 3 to 3
              virtual 7 method {Method("App.process")}
              virtual 8 method {Method("Base.own")}
              virtual 9 method {Method("App.name")}
              virtual 10 method {Method("App.rename")}
              virtual 11 method {Method("App.select")}
              virtual 12 method {Method("App.deselect")}
              implements javacard/framework/Shareable
              implements class 0000 by 9 10
              implements javacard/framework/MultiSelectable by 11 12

            """.Replace("\r", "", StringComparison.Ordinal)));
    }

    [Test]
    public void Static_fields_have_their_places_and_values()
    {
        AssembledCap cap = Assembler.Assemble(Sample.Replace("@", "2.1", StringComparison.Ordinal));
        Assert.That(Convert.ToHexString(cap[ComponentTag.StaticField]!), Is.EqualTo("000D 0003 0002 03 0004 01020304 04 0004 00010002 0004 0003 0005 FF".Replace(" ", "", StringComparison.Ordinal)));
        Assert.That(new[] { "table", "shorts", "cache", "zero", "total", "small" }.Select(name => cap.StaticOf($"App.{name}")), Is.EqualTo(new[] { 0, 2, 4, 6, 10, 12 }));
    }

    [TestCase("sconst_1 / sconst_2 / sadd / sreturn", "0405" + "41" + "78")]
    [TestCase("top: sinc 0 -1 / sload_0 / ifne top / return", "5900FF" + "1C" + "61FC" + "7A")]
    [TestCase("goto +3 / .byte FF FF / getfield_a #200 / invokestatic #0x1234", "7003" + "FFFF" + "83C8" + "8D1234")]
    [TestCase("a: stableswitch 5:a 6:b default:a / b: nop", "73" + "0000" + "0005" + "0006" + "0000" + "000B" + "00")]
    [TestCase("a: ilookupswitch 70000:a default:b / b: nop", "76" + "000B" + "0001" + "00011170" + "0000" + "00")]
    [TestCase("checkcast int[] / instanceof class #7 / checkcast reference[] #8 / invokeinterface 2 #9 3", "940D0000" + "95000007" + "940E0008" + "8E02000903")]
    [TestCase("swap_x 2 1 / iipush 0x7FFFFFFF / sinc_w 3 -300 / newarray boolean", "4021" + "147FFFFFFF" + "9603FED4" + "900A")]
    public void Code_alone_is_laid_out_as_the_table_of_instructions_says(string code, string expected) =>
        Assert.That(Convert.ToHexString(CodeAssembler.Assemble(code)), Is.EqualTo(expected));

    [TestCase("class A\n  method static m()V\n    sconst_9", "line 3: expected a mnemonic, found sconst_9")]
    [TestCase("class A\n  method static m()V\n    goto there", "line 3: expected a label, found there")]
    [TestCase("class A\n  method static m()V\n    new B", "line 3: B is not known")]
    [TestCase("class A\n  method static m()V\n    bspush", "line 3: expected an instruction with its operands: bspush")]
    [TestCase("class A\n  cells 3", "line 2: expected a declaration or, behind a method, code: cells 3")]
    public void What_cannot_be_assembled_is_said_with_its_line(string text, string message) =>
        Assert.That(Assert.Throws<AssemblyException>(() => Assembler.Assemble(text))!.Message, Is.EqualTo(message));

    [Test]
    public void Ill_typed_code_is_assembled_as_it_is_written()
    {
        AssembledCap cap = Assembler.AssembleMethod("getstatic_a odd / getfield_a static-field:Test.x / invokestatic #999 / areturn", declarations: "  static short x\nconstant odd = 06 00 FF FF");
        Assert.That(Convert.ToHexString(cap[ComponentTag.ConstantPool]!), Is.EqualTo("0002" + "0600FFFF" + "05000000"));
        Assert.That(Convert.ToHexString(cap[ComponentTag.Method]!.AsSpan(cap.CodeOf("Test.run"))), Is.EqualTo("7B0000" + "8301" + "8D03E7" + "77"));
    }

    [Test]
    public void Components_can_be_broken()
    {
        AssembledCap cap = Assembler.AssembleMethod("sconst_1 / sreturn");
        cap.Patch(ComponentTag.Header, 0, 0x00).Truncate(ComponentTag.Method, 2);
        cap[ComponentTag.Import] = null;
        cap[ComponentTag.Descriptor] = [0xFF];
        cap.ClaimedSizes[ComponentTag.Class] = 0xFFFF;
        cap.Order.Remove(ComponentTag.ConstantPool);
        cap.BreakDirectory = bytes => bytes[0] = 0xEE;
        string file = Convert.ToHexString(cap.ToLoadFile());
        Assert.That(file, Does.StartWith("01000F" + "00CAFFED" + "0102").Or.StartWith("010011" + "00CAFFED" + "0102"));
        Assert.That(file, Does.Contain("06FFFF").And.Contain("070002").And.EndsWith("0B0001FF").And.Contain("02001F" + "EE"));
    }
}
