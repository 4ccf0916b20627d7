using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Cli.Help;
using CardOs.Cli.LoadFiles;
using CardOs.OffCard.GlobalPlatform;
using CardOs.OffCard.LoadFiles;

namespace CardOs.Cli.GlobalPlatform;

/// <summary><c>cardos gp</c>: what GlobalPlatform's tools do with a card in a reader, with a card in an image.</summary>
internal static class GlobalPlatformCommand
{
    private const string Summary = "Manages packages, applications and keys of a card through a secure channel.";

    private const string Details = """
        Each command selects a security domain, opens SCP02 or SCP03 as its keys are, with enciphered commands, and goes on
        in that session. The card is one of an image, which is saved again, of a profile, or the default one.
        """;

    public static Command Create(Streams streams) => new ToolCommand(
        "gp",
        Summary,
        Details,
        "cardos gp list",
        "cardos gp load applet.cap --image card.image",
        "cardos gp install f0436172644f05 f0436172644f0501 --image card.image",
        "cardos gp keys 31 000102030405060708090a0b0c0d0e0f --image card.image")
    {
        List(streams),
        Load(streams),
        Install(streams),
        Delete(streams),
        Lock("lock", "Locks an application or security domain.", isLocked: true, streams),
        Lock("unlock", "Takes the lock of an application or security domain away.", isLocked: false, streams),
        Keys(streams),
    };

    private static ToolCommand List(Streams streams)
    {
        var options = new DomainOptions();
        var command = new ToolCommand("list", "Lists what is on the card.", "", "cardos gp list", "cardos gp list --container 2");
        options.AddTo(command);
        command.SetAction(result =>
        {
            IReadOnlyList<RegistryItem> items = [];
            int code = options.Run(result, manager => items = manager.List());
            RegistryView.Show(Screen.Create(streams.Out, streams.IsOutTerminal), items);
            return code;
        });
        return command;
    }

    private static ToolCommand Load(Streams streams)
    {
        var options = new DomainOptions();
        Argument<string> file = FileArgument.Of("A CAP file.");
        var target = new Option<string?>("--to") { Description = "AID of the security domain that the package will belong to.", HelpName = "AID" };
        var command = new ToolCommand("load", "Loads a package.", "", "cardos gp load applet.cap --image card.image") { file, target };
        options.AddTo(command);
        command.SetAction(result =>
        {
            CapFile cap = CapInput.Open(result.GetValue(file)!);
            byte[] domain = result.GetValue(target) is { } aid ? DomainOptions.ReadAid("--to", aid) : [];
            return Tell(streams.Out, options.Run(result, manager => manager.Load(cap, domain)), $"{cap.Package.Aid} {cap.Package.Version} is loaded");
        });
        return command;
    }

    private static ToolCommand Install(Streams streams)
    {
        var options = new DomainOptions();
        var package = new Argument<string>("PACKAGE") { Description = "AID of the package." };
        var applet = new Argument<string>("APPLET") { Description = "AID of the applet in it." };
        var instance = new Option<string?>("--instance") { Description = "AID of the instance; the applet's when absent.", HelpName = "AID" };
        var privileges = new Option<string?>("--privileges") { Description = "Its privileges, 1 or 3 bytes.", HelpName = "HEX" };
        var parameters = new Option<string?>("--parameters") { Description = "What the applet's install method gets.", HelpName = "HEX" };
        var command = new ToolCommand("install", "Makes an instance of an applet.", "", "cardos gp install f0436172644f05 f0436172644f0501 --image card.image")
        {
            package, applet, instance, privileges, parameters,
        };
        options.AddTo(command);
        command.SetAction(result =>
        {
            byte[] of = DomainOptions.ReadAid("PACKAGE", result.GetValue(package)!);
            byte[] module = DomainOptions.ReadAid("APPLET", result.GetValue(applet)!);
            byte[] aid = result.GetValue(instance) is { } text ? DomainOptions.ReadAid("--instance", text) : module;
            byte[] rights = DomainOptions.Read("--privileges", result.GetValue(privileges) ?? "");
            byte[] values = DomainOptions.Read("--parameters", result.GetValue(parameters) ?? "");
            return Tell(streams.Out, options.Run(result, manager => manager.Install(of, module, aid, rights, values)), $"{Hex.Write(aid)} is installed");
        });
        return command;
    }

    private static ToolCommand Delete(Streams streams)
    {
        var options = new DomainOptions();
        var name = new Argument<string>("AID") { Description = "AID of an application, a security domain or a package." };
        var related = new Option<bool>("--related") { Description = "With the instances of a package." };
        var command = new ToolCommand("delete", "Deletes an application, a security domain or a package.", "", "cardos gp delete f0436172644f05 --related --image card.image")
        {
            name, related,
        };
        options.AddTo(command);
        command.SetAction(result =>
        {
            byte[] aid = DomainOptions.ReadAid("AID", result.GetValue(name)!);
            return Tell(streams.Out, options.Run(result, manager => manager.Delete(aid, result.GetValue(related))), $"{Hex.Write(aid)} is deleted");
        });
        return command;
    }

    private static ToolCommand Lock(string word, string summary, bool isLocked, Streams streams)
    {
        var options = new DomainOptions();
        var name = new Argument<string>("AID") { Description = "AID of an application or security domain." };
        var command = new ToolCommand(word, summary, "", $"cardos gp {word} f0436172644f0501 --image card.image") { name };
        options.AddTo(command);
        command.SetAction(result =>
        {
            byte[] aid = DomainOptions.ReadAid("AID", result.GetValue(name)!);
            return Tell(streams.Out, options.Run(result, manager => manager.SetLock(aid, isLocked)), $"{Hex.Write(aid)} is {word}ed");
        });
        return command;
    }

    private static ToolCommand Keys(Streams streams)
    {
        var options = new DomainOptions();
        var version = new Argument<string>("VERSION") { Description = "The new key version number, two hex digits." };
        var keys = new Argument<string[]>("KEY") { Description = "The new key, or ENC, MAC and DEK.", Arity = new ArgumentArity(1, 3) };
        var des = new Option<bool>("--des") { Description = "They are for triple DES (SCP02) instead of AES (SCP03)." };
        var replaces = new Option<string?>("--replaces") { Description = "The version of the keys that they replace, two hex digits.", HelpName = "VERSION" };
        var command = new ToolCommand("keys", "Puts a set of keys.", "", "cardos gp keys 31 000102030405060708090a0b0c0d0e0f --image card.image")
        {
            version, keys, des, replaces,
        };
        options.AddTo(command);
        command.SetAction(result =>
        {
            byte number = ReadVersion("VERSION", result.GetValue(version)!);
            byte old = result.GetValue(replaces) is { } text ? ReadVersion("--replaces", text) : (byte)0;
            SecureChannelKeySet set = DomainOptions.ReadKeys("KEY", result.GetValue(keys)!);
            KeyComponentType type = result.GetValue(des) ? KeyComponentType.Des : KeyComponentType.Aes;
            return Tell(streams.Out, options.Run(result, manager => manager.PutKeys(number, type, set, old)), $"keys {number:x2} are put");
        });
        return command;
    }

    private static byte ReadVersion(string place, string text)
    {
        byte[] bytes = DomainOptions.Read(place, text);
        return bytes is [>= 0x01 and <= 0x7F] ? bytes[0] : throw new InputException($"{place}: expected 01 to 7f, found {text}");
    }

    private static int Tell(TextWriter output, int code, string what)
    {
        output.WriteLine(what);
        return code;
    }
}
