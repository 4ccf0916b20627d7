using System;
using CardOs.Apdu;
using CardOs.JavaCard;
using CardOs.Memory;
using CardOs.Tests.JavaCard;
using CardOs.Tests.JavaCard.CapAssembler;
using NUnit.Framework;

namespace CardOs.Tests.Core.Containers;

/// <summary>Objects of applets in containers: a reference into a disabled one leads nowhere, and one into a deleted one is null.</summary>
[TestFixture]
public sealed class ContainerObjectTests
{
    private const string LookUp = "invokestatic javacard/framework/JCSystem.lookupAID([BSB)Ljavacard/framework/AID;";
    private const string Ask = "invokestatic javacard/framework/JCSystem.getAppletShareableInterfaceObject(Ljavacard/framework/AID;B)Ljavacard/framework/Shareable;";
    internal const string SelectClient = "00A4040008F0436172644F720100";
    private const string Kept = "0001 9000";
    private const string Used = "0002 9000";
    private const string NotThere = "0000 9000";
    private const string Refused = "0063 9000";

    // Shares an object.
    private const string Server = """
        package F0436172644F71 1.0 test/server
        import javacard/framework 1.0
        applet F0436172644F7101 Server
        interface Shared shareable : javacard/framework/Shareable
          method get()S
        class Server < javacard/framework/Applet
          static ref object
          method constructor <init>()V
            aload_0 / invokespecial javacard/framework/Applet.<init>
            new Thing / dup / invokespecial Thing.<init> / putstatic_a Server.object
            aload_0 / invokevirtual javacard/framework/Applet.register()V / return
          method static install([BSB)V
            new Server / invokespecial Server.<init> / return
          method getShareableInterfaceObject(Ljavacard/framework/AID;B)Ljavacard/framework/Shareable;
            getstatic_a Server.object / areturn
          method process(Ljavacard/framework/APDU;)V
            return
        class Thing < java/lang/Object : Shared
          method constructor <init>()V
            return
          method get()S
            bspush 90 / sreturn
        """;

    // Its first command asks the server for its object and keeps it (1; 0 when there is no server), the others use what was kept (2; 99 when
    // that is a SecurityException; 3 when it is null). What its installation saw of the server is in the second field.
    private const string Client = """
        package F0436172644F72 1.0 test/client
        import javacard/framework 1.0
        applet F0436172644F7201 Client
        class Client < javacard/framework/Applet
          static byte[] name = F0 43 61 72 64 4F 71 01
          static ref kept
          static short has
          static short seen
          field ref own
          method constructor <init>()V
            aload_0 / invokespecial javacard/framework/Applet.<init>
            getstatic_a Client.name / sconst_0 / bspush 8 / LOOKUP / ifnull away
            sconst_1 / putstatic_s Client.seen
            away: aload_0 / invokevirtual javacard/framework/Applet.register()V / return
          method static install([BSB)V
            new Client / invokespecial Client.<init> / return
          method process(Ljavacard/framework/APDU;)V stack 10 locals 4
            aload_0 / invokevirtual javacard/framework/Applet.selectingApplet()Z / ifeq go / return
            go: aload_1 / invokevirtual javacard/framework/APDU.getBuffer()[B / sconst_0 / aload_0 / invokevirtual Client.run()S
            invokestatic javacard/framework/Util.setShort([BSS)S / pop
            aload_1 / sconst_0 / sconst_2 / invokevirtual javacard/framework/APDU.setOutgoingAndSend(SS)V / return
          method run()S stack 8 locals 4
            getstatic_s Client.has / ifne use
            getstatic_a Client.name / sconst_0 / bspush 8 / LOOKUP / astore_1
            aload_1 / ifnull none
            aload_1 / sconst_0 / ASK / astore_2
            aload_2 / ifnull none
            aload_2 / putstatic_a Client.kept
            aload_0 / aload_2 / putfield_a Client.own
            sconst_1 / putstatic_s Client.has / sconst_1 / sreturn
            none: sconst_0 / sreturn
            use: getstatic_a Client.kept / ifnull gone
            from: getstatic_a Client.kept / checkcast class javacard/framework/Shareable / pop
            aload_0 / getfield_a Client.own / checkcast class javacard/framework/Shareable / pop
            to: sconst_2 / sreturn
            gone: sconst_3 / sreturn
            on: pop / bspush 99 / sreturn
            catch from to to at on java/lang/SecurityException last
        """;

    private static readonly byte[] ServerPackage = Convert.FromHexString("F0436172644F71");
    private static readonly byte[] ServerInstance = Convert.FromHexString("F0436172644F7101");
    private static readonly byte[] ClientPackage = Convert.FromHexString("F0436172644F72");
    private static readonly byte[] ClientInstance = Convert.FromHexString("F0436172644F7201");

    [Test]
    public void Ctr_03_the_object_of_a_disabled_containers_applet_is_null_for_who_asks()
    {
        TestCard card = WithServerIn(1, clientIn: 0);
        card.Switch(2);
        Assert.That(card.SendAll(SelectClient, MachineCard.Run), Is.EqualTo(NotThere));
        card.Switch(1);
        Assert.That(card.SendAll(SelectClient, MachineCard.Run), Is.EqualTo(Kept));
    }

    [Test]
    public void Ctr_08_code_of_an_installation_sees_the_common_and_the_target_container()
    {
        foreach ((int server, int client, int expected) in new[] { (1, 2, 0), (2, 2, 1), (0, 2, 1), (2, 1, 0), (1, 1, 1), (1, 0, 0) })
        {
            TestCard card = WithServerIn(server, client);
            Assert.That(Seen(card), Is.EqualTo(expected), $"server in {server}, client in {client}");
            Assert.That(HeapCheck.Check(card.Card.State.Machine), Is.Null);
        }
    }

    [Test]
    public void Ctr_08_a_package_is_loaded_into_the_disabled_container_while_an_applet_of_the_other_is_selected()
    {
        TestCard card = WithServerIn(1, clientIn: 1);
        Assert.That(card.SendAll(SelectClient, MachineCard.Run), Is.EqualTo(Kept));
        Load(card, Server, ServerPackage, ServerInstance, 2);
        Load(card, Client, ClientPackage, ClientInstance, 2);
        Assert.That(card.Send(MachineCard.Run), Is.EqualTo(Used));
        card.Switch(2);
        Assert.That(card.SendAll(SelectClient, MachineCard.Run), Is.EqualTo(Kept), "the other instance has not asked yet");
    }

    [Test]
    public void Ctr_13_a_reference_that_a_common_applet_kept_cannot_be_used_while_its_container_is_disabled()
    {
        TestCard card = WithServerIn(1, clientIn: 0);
        Assert.That(card.SendAll(SelectClient, MachineCard.Run, MachineCard.Run), Is.EqualTo(Used));
        card.Switch(2);
        Assert.That(card.SendAll(SelectClient, MachineCard.Run), Is.EqualTo(Refused));
        card.Switch(1);
        Assert.That(card.SendAll(SelectClient, MachineCard.Run), Is.EqualTo(Used), "it is the same object again");
    }

    [Test]
    public void A_reference_into_a_deleted_container_is_null()
    {
        TestCard card = WithServerIn(1, clientIn: 0);
        card.SendAll(SelectClient, MachineCard.Run);
        card.Switch(2);
        Assert.That(card.Card.DeleteContainer(1), Is.EqualTo(StatusWord.Success));
        Assert.That(card.SendAll(SelectClient, MachineCard.Run), Is.EqualTo("0003 9000"));
        Assert.That(HeapCheck.Check(card.Card.State.Machine), Is.Null);
    }

    [Test]
    public void A_package_name_of_the_common_container_is_nobody_elses()
    {
        var card = new TestCard(ContainerCard.Uicc);
        byte[] package = Assembler.Assemble(Server).ToLoadFile();
        Assert.That(card.Card.LoadPackage(package, container: 2), Is.EqualTo(StatusWord.Success));
        Assert.That(card.Card.LoadPackage(package, container: 0), Is.EqualTo(StatusWord.ConditionsOfUseNotSatisfied));
        Assert.That(card.Card.LoadPackage(package, container: 1), Is.EqualTo(StatusWord.Success));
    }

    internal static TestCard WithServerIn(int server, int clientIn, CardOptions? options = null)
    {
        var card = new TestCard(options ?? ContainerCard.Uicc);
        Load(card, Server, ServerPackage, ServerInstance, server);
        Load(card, Client, ClientPackage, ClientInstance, clientIn);
        return card;
    }

    private static void Load(TestCard card, string source, byte[] package, byte[] instance, int container)
    {
        string text = source.Replace("LOOKUP", LookUp, StringComparison.Ordinal).Replace("ASK", Ask, StringComparison.Ordinal);
        Assert.That(card.Card.LoadPackage(Assembler.Assemble(text).ToLoadFile(), container), Is.EqualTo(StatusWord.Success));
        Assert.That(card.Card.InstallApplet(package, instance, instance, container: container), Is.EqualTo(StatusWord.Success));
    }

    // The static shorts behind the references: one is 0 until the first command.
    private static int Seen(TestCard card)
    {
        Machine machine = card.Card.State.Machine;
        machine.TryFindPackage(ClientPackage, MemoryView.All, out LoadedPackage package);
        ReadOnlySpan<byte> shorts = machine.Memory.Read(new NvAddress(package.Statics + (2 * package.StaticReferences)), 2 * sizeof(short));
        return shorts[0] | shorts[1] | shorts[2] | shorts[3];
    }
}
