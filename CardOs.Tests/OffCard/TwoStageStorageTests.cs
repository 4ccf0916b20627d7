using System.Collections.Generic;
using System.Linq;
using CardOs.Apdu;
using CardOs.Apdu.SecuredPackets;
using CardOs.OffCard;
using CardOs.Tests.Tearing;
using NUnit.Framework;

namespace CardOs.Tests.OffCard;

/// <summary>What the stores hold when pieces are lost, come twice or out of order, when room ends, and when power is cut: TSD-10.</summary>
[TestFixture]
[Property("Behaviour", "TSD-10")]
public sealed class TwoStageStorageTests
{
    private const string Old = "C50411111111C60411111111";
    private const string New = "C50422222222C60422222222";

    private static List<byte[]> Parts(TwoStageCard card, OtaDataType type, string data, bool isLastFirst = false)
    {
        var centre = new MessageCentre(MessageCentreKind.Lms) { Sms = SmsParameters.Default with { IsLastFirst = isLastFirst } };
        return [.. card.Terminal.Divide(centre.Accept(card.Server.Compose(type, TwoStageCard.Hex(data))))];
    }

    [Test]
    public void A_missing_piece_stores_nothing_and_gives_no_receipt([Values(0, 1, 2)] int missing, [Values] OtaDataType type)
    {
        var card = new TwoStageCard();
        List<byte[]> parts = Parts(card, type, TwoStageCard.Object(0xC3, 260));
        Assert.That(parts, Has.Count.EqualTo(3));
        foreach (byte[] part in parts.Where((_, i) => i != missing))
        {
            CardAnswer answer = card.Terminal.Deliver(part);
            Assert.That(answer.Status, Is.EqualTo(StatusWord.Success));
            Assert.That(answer.Data.IsEmpty, Is.True);
        }

        Assert.That(card.Read(TwoStageCard.FirstAid, 0xC3) + card.Read(TwoStageCard.SecondAid, 0xC3), Is.Empty);
    }

    // TS 31.115 lets parts arrive in any order and more than once: nothing is stored before all are there, and then all of it, once.
    [Test]
    public void Pieces_out_of_order_or_twice_store_everything_once_and_only_at_the_end([Values] bool isLastFirst, [Values] OtaDataType type)
    {
        var card = new TwoStageCard();
        string data = TwoStageCard.Object(0xC3, 260);
        List<byte[]> parts = Parts(card, type, data, isLastFirst);
        string aid = type == OtaDataType.First ? TwoStageCard.FirstAid : TwoStageCard.SecondAid;
        for (int i = 0; i < parts.Count - 1; i++)
        {
            card.Terminal.Deliver(parts[i]);
            Assert.That(card.Terminal.Deliver(parts[i]).Data.IsEmpty, Is.True);
            Assert.That(card.Read(aid, 0xC3), Is.Empty);
        }

        Assert.That(card.Open(card.Terminal.Deliver(parts[^1])).IsStored, Is.True);
        Assert.That(card.Read(aid, 0xC3), Is.EqualTo(data));
        card.Terminal.Deliver(parts[0]);
        Assert.That(card.Read(aid, 0xC3), Is.EqualTo(data));
    }

    [Test]
    public void Pieces_that_swap_their_numbers_are_refused_by_the_check()
    {
        var card = new TwoStageCard();
        List<byte[]> parts = Parts(card, OtaDataType.First, TwoStageCard.Object(0xC3, 320));
        Assert.That(parts, Has.Count.EqualTo(3));

        // Parts 2 and 3 have the sequence number in the last byte of their header, 19 bytes into the TPDU of a five-digit sender.
        int sequence = 1 + 5 + 2 + 7 + 1 + 5;
        Assert.That((parts[1][sequence], parts[2][sequence]), Is.EqualTo(((byte)2, (byte)3)));
        (parts[1][sequence], parts[2][sequence]) = (3, 2);
        card.Terminal.Deliver(parts[0]);
        card.Terminal.Deliver(parts[1]);
        TwoStageReceipt receipt = card.Open(card.Terminal.Deliver(parts[2]));
        Assert.That(receipt.Outer.Status, Is.EqualTo(ResponseStatusCode.CheckFailed));
        Assert.That(card.Read(TwoStageCard.FirstAid, 0xC3), Is.Empty);
    }

    [Test]
    public void A_store_that_is_full_refuses_all_of_a_message_and_keeps_what_it_has([Values] OtaDataType type)
    {
        var card = new TwoStageCard();
        string aid = type == OtaDataType.First ? TwoStageCard.FirstAid : TwoStageCard.SecondAid;
        byte tag = 0xC0;
        TwoStageReceipt receipt = card.Send(type, TwoStageCard.Object(tag, 400));
        while (receipt.IsStored)
        {
            Assert.That(tag, Is.LessThan(0xDE), "the quota is never reached");
            receipt = card.Send(type, "9F0101FF" + TwoStageCard.Object(++tag, 400));
        }

        Assert.That(receipt.Outer.LastStatus, Is.EqualTo(StatusWord.NotEnoughMemory));
        Assert.That(receipt.Inner?.Status, Is.EqualTo(type == OtaDataType.Second ? ResponseStatusCode.InsufficientMemory : null));
        Assert.That(card.Read(aid, tag), Is.Empty);
        Assert.That(card.Read(aid, 0xC0), Is.EqualTo(TwoStageCard.Object(0xC0, 400)));
    }

    [Test]
    public void Objects_that_are_malformed_at_the_end_store_nothing([Values] OtaDataType type)
    {
        var card = new TwoStageCard();
        TwoStageReceipt receipt = card.Send(type, New + "C9");
        Assert.That(receipt.Outer.LastStatus, Is.EqualTo(StatusWord.IncorrectData));
        Assert.That(card.Read(TwoStageCard.FirstAid, 0xC5) + card.Read(TwoStageCard.SecondAid, 0xC5), Is.Empty);
    }

    [Test]
    public void A_power_cut_at_any_word_leaves_all_old_or_all_new_objects([Values] OtaDataType type, [Values] TearMode mode)
    {
        string aid = type == OtaDataType.First ? TwoStageCard.FirstAid : TwoStageCard.SecondAid;
        var card = new TwoStageCard();
        card.Send(type, Old);
        List<byte[]> parts = Parts(card, type, New);
        int old = 0;
        new CardTearing(card.Card).AtEveryWord(mode, () => Deliver(card, parts), place =>
        {
            string stored = card.Read(aid, 0xC5) + card.Read(aid, 0xC6);
            Assert.That(stored, Is.AnyOf(Old, New), place);
            old += stored == Old ? 1 : 0;
        });

        Assert.That(old, Is.GreaterThan(3));
        Deliver(card, parts);
        Assert.That(card.Read(aid, 0xC5) + card.Read(aid, 0xC6), Is.EqualTo(New));
    }

    private static void Deliver(TwoStageCard card, List<byte[]> parts)
    {
        bool isCut = false;
        foreach (byte[] part in parts.TakeWhile(_ => !isCut))
        {
            isCut = card.Terminal.Deliver(part).IsMute;
        }
    }
}
