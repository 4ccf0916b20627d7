using System;
using CardOs.Apdu;
using CardOs.Applications;
using CardOs.OffCard.LoadFiles;

namespace CardOs.Tests.Core.Toolkit;

/// <summary>A card with a C# applet and a Java Card applet that have entries in the menu; the terminal has taken it.</summary>
internal sealed class ToolkitCard
{
    public const string Profile = "801000000AFFFFFFFFFFFFFFFFFFFF";
    public const string ChooseGreeter = "80C2000009" + "D30782020181900180";
    public const string ChooseGuests = "80C2000009" + "D30782020181900181";

    // "CardOs" is what EF SUME of the default card says.
    public const string Menu = "8103012500820281828506436172644F738F0880477265657465728F07814775657374" + "73";

    public const string GuestGreeting = "8103012180820281028D03044869";
    public const string GuestQuestion = "8103012301820281828D05044E616D6591020108";

    public static readonly byte[] GuestPackage = Convert.FromHexString("F0436172644F1C");
    public static readonly byte[] Guests = Convert.FromHexString("F0436172644F1C01");

    private static readonly byte[] GuestFile = CapFile.Open(Repository.PathOf("CardOs.Tests/Vectors/applets/toolkit/toolkit.cap")).ToLoadFile();

    public ToolkitCard(bool takesMenu = true)
    {
        Card = new TestCard(Options);
        Require(Card.Card.InstallApplet(Greeter.Package, Greeter.Module, Greeter.Module));
        Require(Card.Card.LoadPackage(GuestFile));
        Require(Card.Card.InstallApplet(GuestPackage, Guests, Guests));
        if (takesMenu)
        {
            TakeMenu();
        }
    }

    public static CardOptions Options { get; } = CardOptions.Uicc with { Rom = [RomApplet.Of<Greeter>(Greeter.Package, Greeter.Module)] };

    public TestCard Card { get; }

    /// <summary>The command that waits, without its tag and length; empty when none does.</summary>
    public string Fetch()
    {
        string answer = Card.Send("8012000000");
        return answer.Length < 8 ? string.Empty : answer[4..^5];
    }

    /// <summary>The terminal's answer to a command, with the result 00.</summary>
    public string Respond(string command, string objects = "", string result = "830100")
    {
        string data = command[..10] + "82028281" + result + objects;
        return Card.Send($"80140000{data.Length / 2:X2}{data}");
    }

    /// <summary>Has the terminal take the profile and the menu.</summary>
    public string TakeMenu()
    {
        Card.Send(Profile);
        string menu = Fetch();
        Respond(menu);
        return menu;
    }

    /// <summary>The whole of the Greeter's session, from the choice on.</summary>
    public string GreeterSession(string digit = "05")
    {
        Card.Send(ChooseGreeter);
        return GoOnWithGreeter(digit);
    }

    public string GoOnWithGreeter(string digit = "05")
    {
        string hello = Fetch();
        Respond(hello);
        string question = Fetch();
        Respond(question, "8D0204" + (0x30 + int.Parse(digit, System.Globalization.CultureInfo.InvariantCulture)).ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        string bye = Fetch();
        string end = Respond(bye);
        return hello == Greeter.Hello && question == Greeter.Question && bye == Greeter.Bye ? end : $"{hello} {question} {bye} {end}";
    }

    /// <summary>The whole of the guest book's session.</summary>
    public string GuestSession(string name = "426F62")
    {
        Card.Send(ChooseGuests);
        return GoOnWithGuests(name);
    }

    public string GoOnWithGuests(string name = "426F62")
    {
        string greeting = Fetch();
        Respond(greeting);
        string question = Fetch();
        string end = Respond(question, $"8D{(name.Length / 2) + 1:X2}04{name}");
        return greeting == GuestGreeting && question == GuestQuestion ? end : $"{greeting} {question} {end}";
    }

    /// <summary>Sum, times told that the terminal is free, times it was not, sum of entries.</summary>
    public string GreeterState() => Ask(Greeter.Module);

    /// <summary>Visits, times the terminal was not free, name.</summary>
    public string GuestState() => Ask(Guests);

    private string Ask(byte[] aid)
    {
        Card.Send("0070000101");
        string name = Convert.ToHexString(aid);
        Card.Send($"01A40400{aid.Length:X2}{name}");
        string answer = Card.Send("8101000000");
        Card.Send("00708001");
        return answer[..^5];
    }

    private static void Require(StatusWord status)
    {
        if (status != StatusWord.Success)
        {
            throw new InvalidOperationException($"{status}");
        }
    }
}
