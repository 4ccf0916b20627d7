using CardOs.Apdu;
using CardOs.Tests.Core;
using CardOs.Tests.JavaCard.CapAssembler;
using NUnit.Framework;

namespace CardOs.Tests.JavaCard;

/// <summary>javacard.framework.service: a dispatcher with a service that gives back what it gets.</summary>
[TestFixture]
public sealed class ServiceDispatcherTests
{
    private const string Source = """
        package F0436172644F71 1.0 test/services
        import javacard/framework 1.0
        import javacard/framework/service 1.0
        applet F0436172644F7101 App
        class App < javacard/framework/Applet
          field ref dispatcher
          method constructor <init>()V
            aload_0 / invokespecial javacard/framework/Applet.<init>
            aload_0 / new javacard/framework/service/Dispatcher / dup / sconst_2 / invokespecial javacard/framework/service/Dispatcher.<init>
            putfield_a App.dispatcher
            aload_0 / getfield_a App.dispatcher / new Echo / dup / invokespecial Echo.<init> / sconst_2
            invokevirtual javacard/framework/service/Dispatcher.addService(Ljavacard/framework/service/Service;B)V
            aload_0 / invokevirtual javacard/framework/Applet.register()V / return
          method static install([BSB)V
            new App / invokespecial App.<init> / return
          method process(Ljavacard/framework/APDU;)V stack 10 locals 4
            aload_0 / invokevirtual javacard/framework/Applet.selectingApplet()Z / ifeq go / return
            go: aload_0 / getfield_a App.dispatcher / aload_1
            invokevirtual javacard/framework/service/Dispatcher.process(Ljavacard/framework/APDU;)V / return
        class Echo < javacard/framework/service/BasicService
          method constructor <init>()V
            aload_0 / invokespecial javacard/framework/service/BasicService.<init> / return
          method processCommand(Ljavacard/framework/APDU;)Z stack 10 locals 4
            aload_0 / aload_1 / invokevirtual javacard/framework/service/BasicService.getINS(Ljavacard/framework/APDU;)B
            bspush 16 / if_scmpeq mine / sconst_0 / sreturn
            mine: aload_0 / aload_1 / invokevirtual javacard/framework/service/BasicService.receiveInData(Ljavacard/framework/APDU;)S / sstore_2
            aload_0 / aload_1 / sload_2 / invokevirtual javacard/framework/service/BasicService.setOutputLength(Ljavacard/framework/APDU;S)V
            sload_2 / ifeq empty
            aload_0 / aload_1 / invokevirtual javacard/framework/service/BasicService.succeed(Ljavacard/framework/APDU;)Z / sreturn
            empty: aload_0 / aload_1 / sspush 27013 / invokevirtual javacard/framework/service/BasicService.fail(Ljavacard/framework/APDU;S)Z / sreturn
        """;

    [TestCase("8010000003AABBCC00", "AABBCC 9000")]
    [TestCase("8010000000", "6985")]
    [TestCase("8012000000", "6D00")]
    public void The_dispatcher_answers_what_the_services_made_of_the_command(string command, string answer)
    {
        var card = new TestCard(CardOptions.Uicc);
        byte[] instance = [0xF0, 0x43, 0x61, 0x72, 0x64, 0x4F, 0x71, 0x01];
        Assert.That(card.Card.LoadPackage(Assembler.Assemble(Source).ToLoadFile()), Is.EqualTo(StatusWord.Success));
        Assert.That(card.Card.InstallApplet([0xF0, 0x43, 0x61, 0x72, 0x64, 0x4F, 0x71], instance, instance), Is.EqualTo(StatusWord.Success));
        Assert.That(card.Send("00A4040008F0436172644F710100"), Is.EqualTo("9000"));
        Assert.That(card.Send(command), Is.EqualTo(answer));
    }
}
