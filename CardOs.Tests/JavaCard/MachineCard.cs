using System;
using CardOs.Apdu;
using CardOs.Tests.Core;
using CardOs.Tests.JavaCard.CapAssembler;

namespace CardOs.Tests.JavaCard;

/// <summary>A card with an applet from text, installed and selected.</summary>
internal sealed class MachineCard
{
    public const string Run = "8030000000";

    public static readonly byte[] Package = [0xF0, 0x43, 0x61, 0x72, 0x64, 0x4F, 0x70];
    public static readonly byte[] Instance = [0xF0, 0x43, 0x61, 0x72, 0x64, 0x4F, 0x70, 0x01];

    public MachineCard(string code, string members = "", CardOptions? options = null, bool verified = true)
    {
        Cap = Assembler.Assemble(Source(code, members));
        Card = new TestCard(options ?? CardOptions.Uicc);
        Card.Card.State.Machine.VerifiesPackages = verified;
        Loaded = Card.Card.LoadPackage(Cap.ToLoadFile());
        Installed = Card.Card.InstallApplet(Package, Instance, Instance);
        Selected = Card.Send("00A4040008F0436172644F700100");
    }

    public AssembledCap Cap { get; }

    public TestCard Card { get; }

    public StatusWord Loaded { get; }

    public StatusWord Installed { get; }

    public string Selected { get; }

    public string? HeapProblem => CardOs.JavaCard.HeapCheck.Check(Card.Card.State.Machine);

    /// <summary>What <paramref name="code"/>, which leaves a short, answers: two bytes and the status word.</summary>
    public static string Answer(string code, string members = "") => new MachineCard(code, members).Card.Send(Run);

    /// <summary>An applet whose command runs <paramref name="code"/> in a static method that returns a short.</summary>
    public static string Source(string code, string members = "") => $$"""
        package {{Convert.ToHexString(Package)}} 1.0 test/machine
        import javacard/framework 1.0
        applet {{Convert.ToHexString(Instance)}} App
        class App < javacard/framework/Applet
          static ref kept
          static short total
          static byte[] bytes = 01 02 03 04
          static short[] shorts = 0102 FFFE
          field ref buffer
          field short count
          field short sum
          field int wide
          method constructor <init>()V
            aload_0 / invokespecial javacard/framework/Applet.<init>
            aload_0 / bspush 40 / newarray byte / putfield_a App.buffer
            aload_0 / putstatic_a App.kept
            aload_0 / invokevirtual javacard/framework/Applet.register()V / return
          method static install([BSB)V
            new App / invokespecial App.<init> / return
          method process(Ljavacard/framework/APDU;)V stack 10 locals 4
            aload_0 / invokevirtual javacard/framework/Applet.selectingApplet()Z / ifeq go / return
            go: aload_1 / invokevirtual javacard/framework/APDU.getBuffer()[B / sconst_0 / invokestatic App.run
            invokestatic javacard/framework/Util.setShort([BSS)S / pop
            aload_1 / sconst_0 / sconst_2 / invokevirtual javacard/framework/APDU.setOutgoingAndSend(SS)V / return
          method static run()S stack 12 locals 6
            {{code.Replace("\n", "\n    ", StringComparison.Ordinal)}}
        {{members}}
        """;
}
