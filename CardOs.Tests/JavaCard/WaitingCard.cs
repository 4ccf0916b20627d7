using System;
using CardOs.Apdu;
using CardOs.Tests.Core;
using CardOs.Tests.JavaCard.CapAssembler;

namespace CardOs.Tests.JavaCard;

/// <summary>A card with an applet that is triggered and calls another one, which sends DISPLAY TEXT and waits; and a third one beside them.</summary>
internal sealed class WaitingCard
{
    public const string Profile = "8010000001FF";
    public const string Choose = "80C2000009" + "D30782020181900180";
    public const string Waits = "9110";
    public const string Fetch = "8012000010";
    public const string Respond = "801400000C" + "810301218082028281830100";

    /// <summary>The objects of the command, as they are sent.</summary>
    public const string Text = "8103012180820281028D03044869";

    /// <summary>Calls the other applet with 20 between 300 and 5, and keeps the sum, and that it ran, together.</summary>
    public const string Calls = """
        bspush 5 / sstore_2 / sspush 300
        invokestatic App.far / bspush 20 / invokeinterface 2 farAsker 0
        sadd / sload_2 / sadd
        invokestatic javacard/framework/JCSystem.beginTransaction
        putstatic_s App.total / getstatic_s App.runs / sconst_1 / sadd / putstatic_s App.runs
        invokestatic javacard/framework/JCSystem.commitTransaction
        return
        """;

    /// <summary>300 + (1000 + result 0 + 20 + 77) + 5, and one run.</summary>
    public const string Sum = "057A0001 9000";

    public const string Nothing = "00000000 9000";

    /// <summary>Sends from the applet itself.</summary>
    public const string Send = "getstatic_a App.command / sconst_0 / bspush 14 / invokestatic cardos/toolkit/Toolkit.send([BSS)S";

    public static readonly byte[] AppPackage = Convert.FromHexString("F0436172644F72");
    public static readonly byte[] App = Convert.FromHexString("F0436172644F7201");
    public static readonly byte[] FarPackage = Convert.FromHexString("F0436172644F71");
    public static readonly byte[] Far = Convert.FromHexString("F0436172644F7101");

    private const string FarSource = $$"""
        package F0436172644F71 1.0 test/far
        import javacard/framework 1.0
        import cardos/toolkit 1.0
        applet F0436172644F7101 Far
        export Far Asker
        interface Asker shareable : javacard/framework/Shareable
          method ask(S)S
        class Far < javacard/framework/Applet : Asker
          static byte[] command = {{Text}}
          static short asked
          method constructor <init>()V
            aload_0 / invokespecial javacard/framework/Applet.<init> / aload_0 / invokevirtual javacard/framework/Applet.register()V / return
          method static install([BSB)V
            new Far / invokespecial Far.<init> / return
          method getShareableInterfaceObject(Ljavacard/framework/AID;B)Ljavacard/framework/Shareable;
            OFFERED
          method process(Ljavacard/framework/APDU;)V
            aload_1 / invokevirtual javacard/framework/APDU.getBuffer()[B / sconst_0 / getstatic_s Far.asked
            invokestatic javacard/framework/Util.setShort([BSS)S / pop
            aload_1 / sconst_0 / sconst_2 / invokevirtual javacard/framework/APDU.setOutgoingAndSend(SS)V / return
          method ask(S)S stack 8 locals 3
            getstatic_s Far.asked / sconst_1 / sadd / putstatic_s Far.asked
            bspush 77 / sstore_2 / sspush 1000
            getstatic_a Far.command / sconst_0 / bspush 14 / invokestatic cardos/toolkit/Toolkit.send([BSS)S
            sadd / sload_1 / sadd / sload_2 / sadd
            sload_1 / ifge fine / aconst_null / athrow
            fine: sreturn
        """;

    public WaitingCard(
        string code = Calls,
        string members = "",
        CardOptions? options = null,
        string beside = "getstatic_s App.total / sconst_1 / sadd / dup / putstatic_s App.total / sreturn",
        string asked = "aload_0 / areturn",
        string offered = "aload_0 / areturn")
    {
        Card = new TestCard(options ?? CardOptions.Uicc);
        Load(FarSource.Replace("OFFERED", offered, StringComparison.Ordinal), FarPackage, Far);
        Load(Source(code, members, asked), AppPackage, App);
        Load(MachineCard.Source(beside), MachineCard.Package, MachineCard.Instance);
        Card.Send(Profile);
    }

    public TestCard Card { get; }

    public CardOs.JavaCard.Machine Machine => Card.Card.State.Machine;

    public string? HeapProblem => CardOs.JavaCard.HeapCheck.Check(Machine);

    /// <summary>Sum and runs of the applet that is triggered, with no applet selected behind it.</summary>
    public string Totals() => Ask("F0436172644F7201");

    /// <summary>How often the other applet was asked.</summary>
    public string Asked() => Ask("F0436172644F7101");

    /// <summary>Triggers the applet, and gives the terminal's answer to each command that it sends.</summary>
    public string Session()
    {
        string status = Card.Send(Choose);
        while (status.StartsWith("91", StringComparison.Ordinal))
        {
            Card.Send(Fetch);
            status = Card.Send(Respond);
        }

        return status;
    }

    // On a channel of its own.
    private string Ask(string aid)
    {
        Card.Send("00700002");
        Card.Send("02A4040008" + aid);
        string answer = Card.Send("8201000000");
        Card.Send("00708002");
        return answer.Length > 4 ? answer[..^4] + "9000" : answer;
    }

    private void Load(string source, byte[] package, byte[] instance)
    {
        StatusWord loaded = Card.Card.LoadPackage(Assembler.Assemble(source).ToLoadFile());
        StatusWord installed = Card.Card.InstallApplet(package, instance, instance);
        if (loaded != StatusWord.Success || installed != StatusWord.Success)
        {
            throw new InvalidOperationException($"{loaded} {installed}: {source[..40]}");
        }
    }

    private static string Source(string code, string members, string asked) => $$"""
        package F0436172644F72 1.0 test/waiting
        import javacard/framework 1.0
        import cardos/toolkit 1.0
        import F0436172644F71 1.0
        applet F0436172644F7201 App
        constant farAsker = 01 82 01 00
        class App < javacard/framework/Applet : cardos/toolkit/ToolkitInterface
          static byte[] entry = 417070
          static byte[] command = {{Text}}
          static byte[] farAid = F0436172644F7101
          static short total
          static short runs
          method constructor <init>()V
            aload_0 / invokespecial javacard/framework/Applet.<init>
            getstatic_a App.entry / sconst_0 / sconst_3 / invokestatic cardos/toolkit/Toolkit.addMenuEntry([BSS)B / pop
            aload_0 / invokevirtual javacard/framework/Applet.register()V / return
          method static install([BSB)V
            new App / invokespecial App.<init> / return
          method getShareableInterfaceObject(Ljavacard/framework/AID;B)Ljavacard/framework/Shareable;
            {{asked}}
          method static far()Ljavacard/framework/Shareable; stack 4 locals 1
            getstatic_a App.farAid / sconst_0 / bspush 8 / invokestatic javacard/framework/JCSystem.lookupAID([BSB)Ljavacard/framework/AID;
            sconst_0 / invokestatic javacard/framework/JCSystem.getAppletShareableInterfaceObject(Ljavacard/framework/AID;B)Ljavacard/framework/Shareable;
            areturn
          method processToolkit(S)V stack 12 locals 4
            {{code.Replace("\n", "\n    ", StringComparison.Ordinal)}}
          method process(Ljavacard/framework/APDU;)V stack 8 locals 2
            aload_0 / invokevirtual javacard/framework/Applet.selectingApplet()Z / ifeq go / return
            go: aload_1 / invokevirtual javacard/framework/APDU.getBuffer()[B / astore_2
            aload_2 / sconst_1 / baload / sconst_2 / if_scmpne says
            {{Send}} / pop
            says: aload_2 / sconst_0 / getstatic_s App.total / invokestatic javacard/framework/Util.setShort([BSS)S / pop
            aload_2 / sconst_2 / getstatic_s App.runs / invokestatic javacard/framework/Util.setShort([BSS)S / pop
            aload_1 / sconst_0 / sconst_4 / invokevirtual javacard/framework/APDU.setOutgoingAndSend(SS)V / return
        {{members}}
        """;
}
