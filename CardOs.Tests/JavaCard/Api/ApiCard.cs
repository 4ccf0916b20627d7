using System;
using CardOs.Apdu;
using CardOs.Tests.Core;
using CardOs.Tests.JavaCard.CapAssembler;
using NUnit.Framework;

namespace CardOs.Tests.JavaCard.Api;

/// <summary>A card with an applet that makes an object, changes it by one command, and tells what it is by another.</summary>
internal sealed class ApiCard
{
    public const string Change = "8030010000";
    public const string Read = "8030000000";
    public const string Select = "00A4040008F0436172644F720100";

    private static readonly byte[] Package = [0xF0, 0x43, 0x61, 0x72, 0x64, 0x4F, 0x72];
    private static readonly byte[] Instance = [0xF0, 0x43, 0x61, 0x72, 0x64, 0x4F, 0x72, 0x01];

    /// <param name="make">Makes an object, and leaves it on the stack.</param>
    /// <param name="change">Changes the object in local 0.</param>
    /// <param name="read">Writes what the object in local 0 is into the array in local 1, and leaves how many bytes that are.</param>
    /// <param name="type">The object's class.</param>
    /// <param name="classes">Further classes.</param>
    public ApiCard(string type, string make, string change, string read, string classes = "")
    {
        string source = $$"""
            package {{Convert.ToHexString(Package)}} 1.0 test/api
            import javacard/framework 1.6
            import javacard/framework/service 1.0
            import javacard/security 1.6
            import javacardx/crypto 1.6
            import javacardx/framework/math 1.0
            import javacardx/framework/tlv 1.0
            applet {{Convert.ToHexString(Instance)}} App
            class App < javacard/framework/Applet
              static ref kept
              static ref second
              static byte[] bytes = 01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20
              static byte[] parts = 30 06 04 01 AA 04 01 BB 31 09 04 01 CC 04 01 DD 04 01 EE
              static byte[] others = 91 92 93 94 95 96 97 98 99 90 81 82 83 84 85 86 87 88 89 80
              method constructor <init>()V
                aload_0 / invokespecial javacard/framework/Applet.<init> / invokestatic App.make / putstatic_a App.kept
                aload_0 / invokevirtual javacard/framework/Applet.register()V / return
              method static install([BSB)V
                new App / invokespecial App.<init> / return
              method process(Ljavacard/framework/APDU;)V stack 10 locals 4
                aload_0 / invokevirtual javacard/framework/Applet.selectingApplet()Z / ifeq go / return
                go: aload_1 / invokevirtual javacard/framework/APDU.getBuffer()[B / astore_2
                aload_2 / sconst_2 / baload / ifeq read
                getstatic_a App.kept / checkcast class {{type}} / invokestatic App.change / return
                read: getstatic_a App.kept / checkcast class {{type}} / aload_2 / invokestatic App.read / sstore_3
                aload_1 / sconst_0 / sload_3 / invokevirtual javacard/framework/APDU.setOutgoingAndSend(SS)V / return
              method static make()L{{type}}; stack 12 locals 4
                {{Lines(make)}}
              method static change(L{{type}};)V stack 12 locals 4
                {{Lines(change)}}
              method static read(L{{type}};[B)S stack 12 locals 4
                {{Lines(read)}}
            {{classes}}
            """;
        Card = new TestCard(CardOptions.Uicc);
        Assert.That(Card.Card.LoadPackage(Assembler.Assemble(source).ToLoadFile()), Is.EqualTo(StatusWord.Success));
        Assert.That(Card.Card.InstallApplet(Package, Instance, Instance), Is.EqualTo(StatusWord.Success));
        Assert.That(Card.Send(Select), Is.EqualTo("9000"));
        Assert.That(Card.Send(Read), Does.EndWith("9000"));
    }

    public TestCard Card { get; }

    /// <summary>What the object is, and whether the heap is whole.</summary>
    public string Describe() => Card.SendAll(Select, Read) + CardOs.JavaCard.HeapCheck.Check(Card.Card.State.Machine);

    private static string Lines(string code) => code.Replace("\n", "\n    ", StringComparison.Ordinal);
}
