using System;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using NUnit.Framework;

namespace CardOs.Tests.Core.GlobalPlatform.Content;

/// <summary>Parts of a command in a secure channel: one MAC, over the whole. GlobalPlatform 2.3.1 11.1.5.</summary>
public sealed class SecuredPartsTests
{
    [Test]
    public void The_MAC_and_the_encryption_are_those_of_the_joined_command([Values(0x01, 0x03, 0x33)] byte level, [Values(10, 240)] int filler)
    {
        var card = new ContentCard(level: (SecurityLevel)level);
        card.InstallForLoad();
        card.LoadBlocks(ContentCard.DataBlock(ContentCard.LoadFile), 100);
        string parameters = "C900" + "EF" + ContentCard.Lv("CA" + ContentCard.Lv(new string('0', 2 * filler)));
        string data = ContentCard.Lv(ContentCard.Package) + ContentCard.Lv(ContentCard.Applet) + ContentCard.Lv(ContentCard.Applet) + "0100" + ContentCard.Lv(parameters) + "00";
        byte[] install = Convert.FromHexString(data);
        var command = new CommandApdu(0x80, 0xE6, 0x0C, 0x00, install, 256, install.Length > 255);
        byte[] clear = new byte[command.EncodedLength];
        command.Write(clear);
        byte[] secured = card.Session!.Wrap(clear);
        Assert.That(CommandApdu.TryParse(secured, out CommandApdu whole), Is.True);
        byte[] all = whole.Data.ToArray();
        Assert.That(Part(card, 0x8C, all.AsSpan(0, 20)), Is.EqualTo("9000"));
        Assert.That(Part(card, 0x8C, all.AsSpan(20, 10)), Is.EqualTo("9000"));
        string answer = "9000";
        int at = 30;
        for (; all.Length - at > 200; at += 200)
        {
            answer = Part(card, 0x8C, all.AsSpan(at, 200));
        }

        Assert.That(answer, Is.EqualTo("9000"));
        answer = Part(card, 0x0C, all.AsSpan(at));
        Assert.That(answer, Does.EndWith("9000"));
        var opened = card.Session.Unwrap(new CardOs.OffCard.CardAnswer(StatusWord.Success, Convert.FromHexString(answer[..^5])));
        Assert.That(Convert.ToHexString(opened.Data.Span), Is.EqualTo("00"));
    }

    [Test]
    public void A_wrong_MAC_behind_the_parts_ends_the_session()
    {
        var card = new ContentCard(level: SecurityLevel.CommandMac);
        Assert.That(Part(card, 0x8C, new byte[20]), Is.EqualTo("9000"));
        Assert.That(Part(card, 0x0C, new byte[20]), Is.EqualTo("6982"));
        Assert.That(Part(card, 0x8C, new byte[20]), Is.EqualTo("6982"));
    }

    private static string Part(ContentCard card, byte p1, ReadOnlySpan<byte> data)
    {
        bool isLast = p1 == 0x0C;
        return card.Card.Send($"84E6{p1:X2}00{data.Length:X2}{Convert.ToHexString(data)}{(isLast ? "00" : "")}");
    }
}
