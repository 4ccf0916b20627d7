using System;
using System.Collections.Generic;
using System.Linq;
using CardOs.Apdu;
using CardOs.Apdu.SecuredPackets;
using CardOs.Diagnostics;
using CardOs.OffCard;
using CardOs.Profiles;
using NUnit.Framework;

namespace CardOs.Tests.OffCard;

/// <summary>The over-the-air service with two stages in the card and a terminal that divides: behaviours TSD-01 to TSD-14.</summary>
[TestFixture]
public sealed class TwoStageTests
{
    private const string PhoneBook = "C1074D6F6D20313233";
    private const string Banking = "C2094163636F756E742031";

    [Test]
    [Property("Behaviour", "TSD-01")]
    public void A_long_message_is_divided_and_its_pieces_are_stored_as_one()
    {
        var card = new TwoStageCard();
        string data = TwoStageCard.Object(0xC3, 200);
        TwoStageReceipt receipt = card.Send(OtaDataType.First, data, MessageCentreKind.Lms);
        Assert.That(receipt.IsStored, Is.True);
        Assert.That(card.Events.Count(e => e.What == CardEvent.MessagePartKept), Is.GreaterThanOrEqualTo(1));
        Assert.That(card.Read(TwoStageCard.FirstAid, 0xC3), Is.EqualTo(data));
    }

    [Test]
    [Property("Behaviour", "TSD-02")]
    public void One_key_leads_to_the_first_store_and_both_to_the_second()
    {
        var card = new TwoStageCard();
        Assert.That(card.Send(OtaDataType.First, PhoneBook).IsStored, Is.True);
        TwoStageReceipt second = card.Send(OtaDataType.Second, Banking);
        Assert.That(second.IsStored, Is.True);
        Assert.That(second.Inner!.Status, Is.EqualTo(ResponseStatusCode.PorOk));
        Assert.That(card.Read(TwoStageCard.FirstAid, 0xC1), Is.EqualTo(PhoneBook));
        Assert.That(card.Read(TwoStageCard.FirstAid, 0xC2), Is.Empty);
        Assert.That(card.Read(TwoStageCard.SecondAid, 0xC2), Is.EqualTo(Banking));
        Assert.That(card.Read(TwoStageCard.SecondAid, 0xC1), Is.Empty);
    }

    [Test]
    [Property("Behaviour", "TSD-03")]
    public void The_card_is_asked_for_its_room_and_the_answer_decides_the_division()
    {
        var card = new TwoStageCard();
        int room = card.Terminal.RequestRoom();
        Assert.That(room, Is.GreaterThan(132));
        CentreMessage message = new MessageCentre(MessageCentreKind.Lms).Accept(card.Server.Compose(OtaDataType.First, TwoStageCard.Hex(TwoStageCard.Object(0xC3, 300))));
        IReadOnlyList<byte[]> parts = card.Terminal.Divide(message);
        Assert.That(parts, Has.Count.EqualTo((message.Data.Length + 131) / 132));
    }

    [Test]
    [Property("Behaviour", "TSD-04")]
    public void The_first_unit_opens_and_hands_on_and_the_second_opens_and_stores()
    {
        var card = new TwoStageCard();
        card.Send(OtaDataType.Second, Banking);
        CardEvent[] order = [.. card.Events.Select(e => e.What).Where(e => e is CardEvent.PacketOpened or CardEvent.FirstStoreWritten or CardEvent.SecondStoreWritten)];
        Assert.That(order, Is.EqualTo(new[] { CardEvent.PacketOpened, CardEvent.SecondStoreWritten }));
        Assert.That(card.Events.First(e => e.What == CardEvent.PacketOpened).Number, Is.EqualTo(TwoStageCard.FirstTar.Value));
    }

    [TestCase(OtaDataType.First, CardEvent.FirstStoreWritten)]
    [TestCase(OtaDataType.Second, CardEvent.SecondStoreWritten)]
    [Property("Behaviour", "TSD-05")]
    public void Whether_the_opened_data_are_still_sealed_decides_the_store(OtaDataType type, CardEvent written)
    {
        var card = new TwoStageCard();
        card.Send(type, PhoneBook);
        Assert.That(card.Events.Count(e => e.What is CardEvent.FirstStoreWritten or CardEvent.SecondStoreWritten), Is.EqualTo(1));
        Assert.That(card.Events.Exists(e => e.What == written), Is.True);
        bool isSealed = card.Events.First(e => e.What == CardEvent.PacketOpened).Bytes.StartsWith("01", StringComparison.Ordinal);
        Assert.That(isSealed, Is.EqualTo(type == OtaDataType.Second));
    }

    [Test]
    [Property("Behaviour", "TSD-06")]
    public void The_result_of_both_units_goes_back_to_the_terminal()
    {
        var card = new TwoStageCard();
        TwoStageReceipt receipt = card.Send(OtaDataType.Second, Banking + TwoStageCard.Object(0xC4, 3));
        Assert.That(receipt.Outer.CommandsExecuted, Is.EqualTo(2));
        Assert.That(receipt.Outer.LastStatus, Is.EqualTo(StatusWord.Success));
        Assert.That(receipt.Inner!.Counter, Is.EqualTo(1));
        Assert.That(card.Read(TwoStageCard.SecondAid, 0xC2), Is.EqualTo(Banking));
    }

    [Test]
    [Property("Behaviour", "TSD-07")]
    public void The_server_seals_data_of_the_second_type_twice_and_no_other()
    {
        var card = new TwoStageCard();
        int once = card.Server.Compose(OtaDataType.First, TwoStageCard.Hex(Banking)).Length;
        Assert.That((card.Server.First.NextCounter, card.Server.Second.NextCounter), Is.EqualTo((2ul, 1ul)));
        int twice = card.Server.Compose(OtaDataType.Second, TwoStageCard.Hex(Banking)).Length;
        Assert.That((card.Server.First.NextCounter, card.Server.Second.NextCounter), Is.EqualTo((3ul, 2ul)));
        Assert.That(twice, Is.GreaterThan(once));
        Assert.That(() => card.Server.Compose(OtaDataType.First, default), Throws.ArgumentException);
    }

    // What a card of each kind holds; the class byte of a SIM and R-UIM, A0, is not in this card, so all are addressed with 80.
    [TestCase("SIM", 0x7F20, "")]
    [TestCase("R-UIM", 0x7F25, "")]
    [TestCase("USIM", 0x7FFF, "A0000000871002FFFFFFFF8903020000")]
    [TestCase("UIM", 0x7FFF, "A0000003431002FF86FF0389FFFFFFFF")]
    [Property("Behaviour", "TSD-08")]
    public void The_pipeline_is_the_same_whatever_subscription_the_card_holds(string kind, int directory, string aid)
    {
        CardProfile model = DefaultProfile.Uicc;
        ContainerProfile home = model.Containers[1];
        var subscription = new FileProfile
        {
            Fid = (ushort)directory,
            Structure = FileStructure.Directory,
            Aid = TwoStageCard.Hex(aid),
            Children = [new FileProfile { Fid = 0x6F07, Structure = FileStructure.Transparent, Size = 9 }],
        };
        ApplicationProfile[] stores = [.. home.Applications.Where(application => application.Domain == SecurityDomain.Services || application.Quota > 0)];
        CardProfile profile = model with
        {
            Containers = [model.Containers[0], home with { Name = kind, Files = [subscription], Applications = stores }, .. model.Containers.Skip(2)],
        };
        var card = new TwoStageCard(profile);
        Assert.That(card.Send(OtaDataType.First, PhoneBook).IsStored, Is.True);
        Assert.That(card.Send(OtaDataType.Second, Banking).IsStored, Is.True);
        Assert.That(card.Read(TwoStageCard.FirstAid, 0xC1), Is.EqualTo(PhoneBook));
        Assert.That(card.Read(TwoStageCard.SecondAid, 0xC2), Is.EqualTo(Banking));
    }

    [Test]
    [Property("Behaviour", "TSD-09")]
    public void A_message_of_the_threshold_is_divided_and_one_byte_less_is_not()
    {
        int size = new TwoStageCard().Server.Compose(OtaDataType.First, TwoStageCard.Hex(TwoStageCard.Object(0xC3, 60))).Length;
        foreach ((int threshold, bool isAsked) in new[] { (size, true), (size + 1, false) })
        {
            var card = new TwoStageCard(split: new SplitPolicy(threshold));
            byte[] packet = card.Server.Compose(OtaDataType.First, TwoStageCard.Hex(TwoStageCard.Object(0xC3, 60)));
            Assert.That(card.Terminal.Split.Divides(packet.Length), Is.EqualTo(isAsked));
            var instructions = new List<byte>();
            card.Terminal.Exchanged = (command, _) => instructions.Add(command.Span[1]);
            CardAnswer answer = card.Terminal.Deliver(new MessageCentre(MessageCentreKind.Sms).Accept(packet));
            Assert.That(card.Open(answer).IsStored, Is.True);

            // The information request is a GET DATA; the data themselves fit one ENVELOPE either way.
            Assert.That(instructions, Is.EqualTo(isAsked ? new byte[] { 0xCA, 0xC2 } : [0xC2]));
        }

        Assert.That(new SplitPolicy().Divides(137), Is.False);
        Assert.That(new SplitPolicy().Divides(138), Is.True);
        Assert.That(() => new SplitPolicy(139), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    [Property("Behaviour", "TSD-11")]
    public void Only_the_marker_decides_whatever_the_data_look_like()
    {
        var card = new TwoStageCard();
        string noise = TwoStageCard.Object(0xC3, 120);
        Assert.That(card.Send(OtaDataType.First, noise).Inner, Is.Null);
        Assert.That(card.Read(TwoStageCard.FirstAid, 0xC3), Is.EqualTo(noise));

        // The marker without a packet behind it is an error, and no object of the first type.
        TwoStageReceipt receipt = card.Send(OtaDataType.First, "0103AABBCC");
        Assert.That(receipt.Outer.LastStatus, Is.EqualTo(StatusWord.IncorrectData));
        Assert.That(receipt.IsStored, Is.False);
        Assert.That(card.Read(TwoStageCard.FirstAid, 0x01), Is.Empty);
    }

    [Test]
    [Property("Behaviour", "TSD-12")]
    public void The_first_unit_never_sees_the_second_types_data_in_clear()
    {
        var card = new TwoStageCard();
        card.Send(OtaDataType.Second, Banking);
        foreach ((CardEvent what, string bytes, int _) in card.Events.TakeWhile(e => e.What != CardEvent.SecondStoreWritten))
        {
            Assert.That(bytes, Does.Not.Contain(Banking[4..]), what.ToString());
        }

        Assert.That(card.Events.Single(e => e.What == CardEvent.SecondStoreWritten).Bytes, Is.EqualTo(Banking));
    }

    [Test]
    [Property("Behaviour", "TSD-12")]
    public void There_is_no_direct_path_to_the_second_store()
    {
        var card = new TwoStageCard();
        foreach (OtaKeys keys in new[] { TwoStageCard.SecondKeys, TwoStageCard.FirstKeys })
        {
            var direct = new OtaChannel(TwoStageCard.SecondTar, keys);
            CardAnswer answer = card.Terminal.Transmit(direct.Seal(TwoStageCard.Hex(Banking))[0]);
            Assert.That(direct.TryOpen(answer.Data.Span, out ProofOfReceipt? receipt), Is.True);
            Assert.That(receipt!.Status, Is.EqualTo(ResponseStatusCode.TarUnknown));
        }

        Assert.That(card.Read(TwoStageCard.SecondAid, 0xC2), Is.Empty);
    }

    [TestCase(OtaDataType.First)]
    [TestCase(OtaDataType.Second)]
    [Property("Behaviour", "TSD-13")]
    public void A_wrong_first_key_is_reported_and_nothing_is_stored(OtaDataType type)
    {
        var card = new TwoStageCard();
        card.Server = new TwoStageComposer(new OtaChannel(TwoStageCard.FirstTar, TwoStageCard.WrongKeys(2)), card.Server.Second);
        TwoStageReceipt receipt = card.Send(type, Banking);
        Assert.That(receipt.Outer.Status, Is.EqualTo(ResponseStatusCode.CheckFailed));
        Assert.That(receipt.Outer.IsAuthentic, Is.False);
        Assert.That(receipt.IsStored, Is.False);
        Assert.That(card.Read(TwoStageCard.FirstAid, 0xC2) + card.Read(TwoStageCard.SecondAid, 0xC2), Is.Empty);
    }

    [Test]
    [Property("Behaviour", "TSD-13")]
    public void A_wrong_second_key_leaves_the_second_store_and_the_first_unit_tells()
    {
        var card = new TwoStageCard();
        card.Send(OtaDataType.Second, Banking);
        card.Server = new TwoStageComposer(card.Server.First, new OtaChannel(TwoStageCard.SecondTar, TwoStageCard.WrongKeys(1)));
        TwoStageReceipt receipt = card.Send(OtaDataType.Second, "C201FF");
        Assert.That(receipt.Outer.Status, Is.EqualTo(ResponseStatusCode.PorOk));
        Assert.That(receipt.Outer.IsAuthentic, Is.True);
        Assert.That(receipt.Outer.LastStatus, Is.EqualTo(StatusWord.SecurityStatusNotSatisfied));
        Assert.That(receipt.Inner!.Status, Is.EqualTo(ResponseStatusCode.CheckFailed));
        Assert.That(receipt.IsStored, Is.False);
        Assert.That(card.Read(TwoStageCard.SecondAid, 0xC2), Is.EqualTo(Banking));
    }

    [Test]
    [Property("Behaviour", "TSD-14")]
    public void Pieces_are_as_long_as_card_and_transport_take_and_the_last_one_is_shorter()
    {
        Assert.That(SplitPolicy.PieceLength(100, 132), Is.EqualTo(100));
        Assert.That(SplitPolicy.PieceLength(2816, 132), Is.EqualTo(132));
        Assert.That(SplitPolicy.Divide(new byte[300], 132).Select(piece => piece.Length), Is.EqualTo(new[] { 132, 132, 36 }));
        Assert.That(SplitPolicy.Divide(new byte[264], 132).Select(piece => piece.Length), Is.EqualTo(new[] { 132, 132 }));
        Assert.That(() => SplitPolicy.Divide(default, 132), Throws.ArgumentException);
        Assert.That(() => SplitPolicy.Divide(new byte[1], 0), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => SplitPolicy.PieceLength(0, 132), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new MessageCentre(MessageCentreKind.Sms).Accept(default), Throws.ArgumentException);
        Assert.That(() => new MessageCentre(MessageCentreKind.Sms).Accept(new byte[138]), Throws.ArgumentException);
    }
}
