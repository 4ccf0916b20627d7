using System;
using System.Collections.Generic;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Memory;
using CardOs.Registry;
using NUnit.Framework;

namespace CardOs.Tests.Core.GlobalPlatform.Content;

/// <summary>Every state of the card, command, set of privileges and security: the status word is what a second reading of GlobalPlatform 2.3.1 says.</summary>
public sealed class MatrixTests
{
    private const string Performer = "F0436172644F7402";

    private static readonly byte[] States = [0x01, 0x07, 0x0F, 0x7F];

    // What the issuer's domain has of the privileges that matter, in all combinations.
    private static readonly Privileges[] Bits =
    [
        Privileges.AuthorizedManagement, Privileges.CardLock, Privileges.CardTerminate, Privileges.GlobalDelete, Privileges.GlobalLock, Privileges.GlobalRegistry,
    ];

    private static readonly (string Name, string Command)[] Commands =
    [
        ("load", Whole("80E60200", "07F0436172644F7100000000")),
        ("install", Whole("80E60C00", "07A0000001515350" + "08A000000151535041" + "08F0436172644F7402" + "0380C000" + "02C900" + "00")),
        ("select", Whole("80E60800", "0000" + "0AF0436172644F73440101" + "0100" + "0000")),
        ("extradite", Whole("80E61000", "0AF0436172644F73440100" + "00" + "0AF0436172644F73440101" + "000000")),
        ("update", Whole("80E64000", "0000" + "0AF0436172644F73440101" + "000000")),
        ("restrict", Whole("80E64000", "00000000" + "05EF03D90100" + "00")),
        ("delete", Whole("80E40000", "4F0AF0436172644F73440101")),
        ("status", Whole("80F28002", "4F00")),
        ("list", Whole("80F24002", "4F0AF0436172644F73440101")),
        ("lock", Whole("80F04080", "0AF0436172644F73440101"[2..])),
        ("initialize", "80F08007"),
        ("secure", "80F0800F"),
        ("lock card", "80F0807F"),
        ("terminate", "80F080FF"),
    ];

    [Test]
    public void Every_command_in_every_state_with_every_privilege_and_level()
    {
        var card = new ContentCard();
        var snapshot = new CardSnapshot();
        card.Card.Card.SnapshotInto(snapshot);
        var wrong = new List<string>();
        int count = 0;
        foreach (byte state in States)
        {
            for (int set = 0; set < 1 << Bits.Length; set++)
            {
                Privileges privileges = PrivilegesOf(set);
                foreach ((string name, string command) in Commands)
                {
                    foreach (bool isAuthenticated in (bool[])[true, false])
                    {
                        card.Card.Card.Restore(snapshot);
                        Put(card, state, privileges);
                        string answer = isAuthenticated ? card.Send(command) : Unauthenticated(card, command);
                        string status = answer[^4..];
                        string expected = isAuthenticated ? Expected(name, state, privileges) : "6982";
                        count++;
                        if (status != expected)
                        {
                            wrong.Add($"{name} in {state:X2} with {privileges}, authenticated {isAuthenticated}: {status}, not {expected}");
                        }
                    }
                }
            }
        }

        Assert.That(wrong, Is.Empty);
        Assert.That(count, Is.EqualTo(States.Length * 64 * Commands.Length * 2));
    }

    // A supplementary domain that has another one, an applet and its package below it.
    [Test]
    public void Every_command_of_a_supplementary_domain_in_every_state_with_every_right()
    {
        const string Below = "F0436172644F7403";
        var card = new ContentCard();
        NvAddress domain = card.MakeDomain(Performer, "80C000");
        NvAddress below = card.MakeDomain(Below, "80C000");
        EntryWrites.TrySetDomain(card.State.NonVolatile, below, new SecurityDomainPart(card.State.NonVolatile, domain).Number);
        card.Load(Performer);
        card.InstallApplet();
        card.Authenticate(domain: Performer);
        var snapshot = new CardSnapshot();
        card.Card.Card.SnapshotInto(snapshot);
        (string Name, string Command)[] commands =
        [
            ("load", Whole("80E60200", "07F0436172644F7100000000")),
            ("load below", Whole("80E60200", "07F0436172644F71" + "08" + Below + "000000")),
            ("load above", Whole("80E60200", "07F0436172644F71" + "08" + ContentCard.Issuer + "000000")),
            ("install", Whole("80E60C00", "07" + ContentCard.Package + "08" + ContentCard.Applet + "08F0436172644F7009" + "0100" + "02C900" + "00")),
            ("give card lock", Whole("80E60C00", "07" + ContentCard.Package + "08" + ContentCard.Applet + "08F0436172644F7009" + "0110" + "02C900" + "00")),
            ("extradite", Whole("80E61000", "08" + Below + "00" + "08" + ContentCard.Applet + "000000")),
            ("extradite up", Whole("80E61000", "08" + ContentCard.Issuer + "00" + "08" + ContentCard.Applet + "000000")),
            ("personalize", Whole("80E62000", "0000" + "08" + ContentCard.Applet + "000000")),
            ("delete", Whole("80E40000", "4F08" + ContentCard.Applet)),
            ("delete package", Whole("80E40080", "4F07" + ContentCard.Package)),
            ("delete itself", Whole("80E40000", "4F08" + Performer)),
            ("list", Whole("80F24002", "4F08" + ContentCard.Applet)),
            ("issuer", Whole("80F28002", "4F00")),
            ("lock", Whole("80F04080", ContentCard.Applet)),
            ("lock itself", Whole("80F04080", Performer)),
            ("secure", "80F0800F"),
            ("lock card", "80F0807F"),
        ];
        var wrong = new List<string>();
        foreach (byte state in (byte[])[0x07, 0x0F, 0x87, 0x8F])
        {
            foreach (Privileges right in (Privileges[])[Privileges.None, Privileges.AuthorizedManagement, Privileges.DelegatedManagement])
            {
                foreach ((string name, string command) in commands)
                {
                    card.Card.Card.Restore(snapshot);
                    EntryWrites.TrySetLifeCycle(card.State.NonVolatile, domain, state);
                    EntryWrites.TrySetPrivileges(card.State.NonVolatile, domain, Privileges.SecurityDomain | Privileges.TrustedPath | right);
                    string status = card.Send(command)[^4..];
                    string expected = ExpectedOfSupplementary(name, state, right);
                    if (status != expected)
                    {
                        wrong.Add($"{name} in {state:X2} with {right}: {status}, not {expected}");
                    }
                }
            }
        }

        Assert.That(wrong, Is.Empty);
    }

    private static string ExpectedOfSupplementary(string name, byte state, Privileges right)
    {
        bool mayManage = right == Privileges.AuthorizedManagement;
        bool isRight = name switch
        {
            _ when state >= 0x80 => false,
            "load" or "load below" or "install" or "extradite" => mayManage && state == 0x0F,
            "delete" or "delete package" => mayManage,
            "personalize" or "list" or "lock" or "lock itself" => true,
            _ => false,
        };
        return isRight ? "9000" : "6985";
    }

    // Any level above what a session has: less is refused and ends it.
    [Test]
    public void A_command_in_clear_is_less_than_a_session_with_MACs([Values(0x01, 0x03, 0x11, 0x33)] byte level)
    {
        foreach ((string _, string command) in Commands)
        {
            var card = new ContentCard(level: (SecurityLevel)level);
            Assert.That(card.Card.Send(command), Is.EqualTo("6982"));
            Assert.That(card.Card.Send(command), Is.EqualTo("6982"));
        }
    }

    private static string Whole(string header, string data) =>
        header + (data.Length / 2).ToString("X2", System.Globalization.CultureInfo.InvariantCulture) + data + (header == "80F04080" ? "" : "00");

    private static string Unauthenticated(ContentCard card, string command)
    {
        card.Card.Send("00A4040C08" + ContentCard.Issuer);
        return card.Card.Send(command);
    }

    // The rules of 5.1, 6.6, 9 and 11, written down a second time.
    private static string Expected(string name, byte state, Privileges privileges)
    {
        bool Has(Privileges privilege) => (privileges & privilege) != 0;
        bool isLocked = state == 0x7F;
        bool isRight = name switch
        {
            "lock card" => state == 0x0F && Has(Privileges.CardLock),
            "secure" => (isLocked && Has(Privileges.CardLock)) || state is 0x01 or 0x07,
            "initialize" => state == 0x01,
            "terminate" => Has(Privileges.CardTerminate),
            "status" or "list" => true,
            _ when isLocked => false,
            "load" or "install" or "extradite" or "update" or "restrict" => Has(Privileges.AuthorizedManagement),
            "delete" => false,
            "select" => false,
            "lock" => true,
            _ => true,
        };
        return isRight ? "9000" : "6985";
    }

    private static Privileges PrivilegesOf(int set)
    {
        Privileges privileges = Privileges.SecurityDomain | SinglePrivileges.All;
        for (int i = 0; i < Bits.Length; i++)
        {
            privileges |= (set & (1 << i)) != 0 ? Bits[i] : Privileges.None;
        }

        return privileges;
    }

    private static void Put(ContentCard card, byte state, Privileges privileges)
    {
        NvAddress issuer = SecurityDomains.Issuer(card.State.NonVolatile);
        EntryWrites.TrySetLifeCycle(card.State.NonVolatile, issuer, state);
        EntryWrites.TrySetPrivileges(card.State.NonVolatile, issuer, privileges);
    }
}
