using System;
using System.Linq;
using CardOs.Apdu;
using CardOs.JavaCard;
using CardOs.Tests.Core;
using CardOs.Tests.JavaCard.CapAssembler;
using NUnit.Framework;

namespace CardOs.Tests.JavaCard;

/// <summary>What the verifier knows of references by class, and methods of any size.</summary>
[TestFixture]
public sealed class ReferenceVerificationTests
{
    private const string Members = """
        interface I
          method m()S
        class P < java/lang/Object
          field short s
          method constructor <init>()V
            return
          method get()S
            sconst_1 / sreturn
        class A < P : I
          field short a
          method constructor <init>()V
            return
          method m()S
            sconst_4 / sreturn
          method useThis()S
            aload_0 / getfield_s A.a / sreturn
        class B < P
          field short b
          method constructor <init>()V
            return
          method own()S
            sconst_5 / sreturn
        """;

    private const string A = "new A / dup / invokespecial A.<init>";
    private const string B = "new B / dup / invokespecial B.<init>";
    private const string Merged = $"getstatic_s App.total / ifeq other / {A} / goto both / other: {B} / both: nop";
    private const string GetShort = "invokestatic javacard/framework/Util.getShort([BS)S";

    [TestCase($"{A} / invokevirtual B.own / sreturn", TestName = "A_method_of_another_class")]
    [TestCase($"{A} / getfield_s B.b / sreturn", TestName = "A_field_of_another_class")]
    [TestCase($"new P / dup / invokespecial P.<init> / getfield_s A.a / sreturn", TestName = "A_field_of_a_subclass")]
    [TestCase($"{A} / sconst_1 / putfield_s B.b / sconst_0 / sreturn", TestName = "A_field_of_another_class_to_write")]
    [TestCase($"{Merged} / invokevirtual A.useThis / sreturn", TestName = "A_method_of_one_of_two_classes_that_meet")]
    [TestCase($"again: {Merged} / invokevirtual P.get / ifne again / {A} / astore_0 / up: aload_0 / invokevirtual A.useThis / pop / {B} / astore_0 / goto up", TestName = "A_local_that_a_loop_gives_another_class")]
    [TestCase("sconst_1 / newarray byte / sconst_0 / saload / sreturn", TestName = "A_short_of_an_array_of_bytes")]
    [TestCase("sconst_1 / newarray short / sconst_0 / sconst_0 / bastore / sconst_0 / sreturn", TestName = "A_byte_of_an_array_of_shorts")]
    [TestCase("sconst_1 / newarray byte / getfield_s P.s / sreturn", TestName = "A_field_of_an_array")]
    [TestCase("sconst_1 / anewarray A / sconst_0 / aaload / invokevirtual B.own / sreturn", TestName = "An_element_of_another_class")]
    [TestCase($"{A} / sconst_0 / aaload / pop / sconst_0 / sreturn", TestName = "An_element_of_an_object")]
    [TestCase($"{A} / arraylength / sreturn", TestName = "The_length_of_an_object")]
    [TestCase($"{A} / athrow", TestName = "A_throw_of_what_is_no_Throwable")]
    [TestCase($"{A} / sconst_0 / {GetShort} / sreturn", TestName = "An_object_for_an_array")]
    [TestCase($"sconst_2 / newarray short / sconst_0 / {GetShort} / sreturn", TestName = "An_array_of_another_kind")]
    [TestCase($"{A} / checkcast class I / invokevirtual P.get / sreturn", TestName = "An_interface_for_a_class")]
    [TestCase($"{A} / checkcast class B / invokevirtual A.useThis / sreturn", TestName = "A_method_of_the_class_before_a_cast")]
    [TestCase($"from: {A} / pop / sconst_0 / sreturn / to: on: invokevirtual P.get / sreturn / catch from to to at on everything", TestName = "A_method_of_another_class_of_an_exception")]
    public void Is_refused(string code)
    {
        var card = new NeighbourCard(code, Members);
        Assert.That(card.Loaded, Is.EqualTo(StatusWord.IncorrectData));
        Assert.That(card.Machine.VerificationFault, Is.EqualTo(VerificationFault.Types));
        Assert.That(card.UsedLoaded, Is.EqualTo(card.UsedBefore));
    }

    [TestCase($"{A} / invokevirtual P.get / sreturn", TestName = "A_method_of_the_super_class")]
    [TestCase($"{Merged} / invokevirtual P.get / sreturn", TestName = "A_method_of_the_common_super_class")]
    [TestCase($"{A} / invokeinterface I.m / sreturn", TestName = "A_method_of_an_interface")]
    [TestCase($"{B} / checkcast class I / invokeinterface I.m / sreturn", TestName = "An_interface_is_known_when_it_runs")]
    [TestCase("aconst_null / getfield_s A.a / sreturn", TestName = "Null_is_of_every_class")]
    [TestCase($"aconst_null / sconst_0 / {GetShort} / sreturn", TestName = "Null_is_every_array")]
    [TestCase("sconst_1 / newarray byte / sconst_1 / newarray byte / invokevirtual java/lang/Object.equals(Ljava/lang/Object;)Z / sreturn", TestName = "An_array_is_an_Object")]
    [TestCase("sconst_1 / anewarray A / astore_0 / aload_0 / sconst_0 / aaload / ifnull none / aload_0 / sconst_0 / aaload / invokevirtual A.useThis / sreturn / none: sconst_0 / sreturn", TestName = "An_element_of_its_class")]
    [TestCase($"{Merged} / instanceof class I / sreturn", TestName = "A_test_of_what_met")]
    [TestCase("getstatic_a App.kept / checkcast class App / getfield_s App.count / sreturn", TestName = "A_cast")]
    [TestCase("from: aconst_null / athrow / to: on: athrow / catch from to to at on everything", TestName = "An_exception_that_is_thrown_again")]
    public void Is_let_in(string code) => Assert.That(new NeighbourCard(code, Members).Loaded, Is.EqualTo(StatusWord.Success));

    // Cipher got token 6 behind version 1.3: a method of a subclass that was made with that one does not override it.
    [TestCase("1.3", StatusWord.Success)]
    [TestCase("1.6", StatusWord.IncorrectData)]
    public void A_token_of_a_later_version_of_the_ROM_is_not_overridden(string version, StatusWord expected)
    {
        const string Cipher = """
            class C < javacardx/crypto/Cipher
              method constructor <init>()V
                aload_0 / invokespecial javacardx/crypto/Cipher.<init> / return
              method odd(SS)V token 6
                return
            """;
        string source = MachineCard.Source("sconst_0 / sreturn", Cipher)
            .Replace("import javacard/framework 1.0", $"import javacard/framework 1.0\nimport javacardx/crypto {version}", StringComparison.Ordinal);
        var card = new TestCard();
        Assert.That(card.Card.LoadPackage(Assembler.Assemble(source).ToLoadFile()), Is.EqualTo(expected));
        Assert.That(card.Card.State.Machine.VerificationFault, Is.EqualTo(expected == StatusWord.Success ? VerificationFault.None : VerificationFault.Classes));
    }

    [TestCase("sreturn", StatusWord.Success)]
    [TestCase("pop / sconst_0 / areturn", StatusWord.IncorrectData)]
    public void Every_path_of_a_method_with_thousands_of_branches_is_checked(string end, StatusWord expected)
    {
        string branches = string.Join('\n', Enumerable.Range(0, 3000).Select(i => $"getstatic_s App.total / ifne b{i} / sconst_1 / sstore_0 / b{i}: nop"));
        var card = new NeighbourCard($"sconst_0 / sstore_0\n{branches}\nsload_0 / {end}");
        Assert.That(card.Loaded, Is.EqualTo(expected));
        Assert.That(card.Machine.VerificationFault, Is.EqualTo(expected == StatusWord.Success ? VerificationFault.None : VerificationFault.Types));
    }

    // A state has 4 bytes and one for each local and operand, 22 in this method; two are taken by the walk.
    [TestCase(700, StatusWord.Success)]
    [TestCase(800, StatusWord.IncorrectData)]
    public void States_for_as_many_targets_at_a_time_as_the_documents_say(int targets, StatusWord expected)
    {
        string entries = string.Join(' ', Enumerable.Range(0, targets).Select(i => $"{i}:b{i}"));
        string code = string.Join('\n', Enumerable.Range(0, targets).Select(i => $"b{i}: nop"));
        var card = new NeighbourCard($"getstatic_s App.total / slookupswitch {entries} default:b0\n{code}\nsconst_0 / sreturn");
        Assert.That(card.Loaded, Is.EqualTo(expected));
        Assert.That(card.Machine.VerificationFault, Is.EqualTo(expected == StatusWord.Success ? VerificationFault.None : VerificationFault.States));
    }
}
