using System;
using System.Collections.Generic;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Apdu.SecuredPackets;
using CardOs.OffCard;
using CardOs.OffCard.GlobalPlatform;
using CardOs.Tests.Core.GlobalPlatform;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.AllocationTests;

/// <summary>Keys and data of a security domain, through its secure channel and over the air, allocate nothing.</summary>
[TestFixture]
public sealed class DomainAllocationTests
{
    private const string NewKey = "000102030405060708090A0B0C0D0E0F";

    private static IEnumerable<TestCaseData> Commands()
    {
        yield return new TestCaseData(Put(0x31, KeyComponentType.Aes)).SetName("Put_key_AES");
        yield return new TestCaseData(Put(0x21, KeyComponentType.Des)).SetName("Put_key_DES");
        yield return new TestCaseData(Fixed("80D800018A" + "71A18180" + new string('C', 256) + "A003010001" + "0000")).SetName("Put_key_RSA");
        yield return new TestCaseData(Fixed("80E4000003D2012000")).SetName("Delete_keys");
        yield return new TestCaseData(Fixed("80E29000054203AABBCC")).SetName("Store_data");
        yield return new TestCaseData(Fixed("80E2880008" + "0070054203AABBCC")).SetName("Store_data_in_groups");
        yield return new TestCaseData(Fixed("80CA00E000")).SetName("Get_data_key_information");
        yield return new TestCaseData(Fixed("80CA006700")).SetName("Get_data_capabilities");
        yield return new TestCaseData(Fixed("80CA2F00025C0000")).SetName("Get_data_applications");
        yield return new TestCaseData(Fixed("80D8000101" + "7100")).SetName("Put_key_refused");
    }

    [TestCaseSource(nameof(Commands))]
    public void In_a_session(Func<DomainCard, string> command)
    {
        var card = new DomainCard(level: SecurityLevel.CommandMac | SecurityLevel.CommandEncryption | SecurityLevel.ResponseMac | SecurityLevel.ResponseEncryption);
        byte[] wrapped = card.Session.Wrap(VectorCase.Hex(command(card)));
        MeasureNone(card.Card, wrapped);
    }

    [Test]
    public void Opening_of_a_channel()
    {
        var card = new DomainCard();
        MeasureNone(card.Card, VectorCase.Hex("00A4040008" + DomainCard.Issuer + "00"), VectorCase.Hex("8050300008000102030405060700"), VectorCase.Hex("8050200008000102030405060700"));
    }

    [TestCase("80CA004500", TestName = "Get_data_over_the_air")]
    [TestCase("80E29000054203AABBCC" + "80CA004200", TestName = "Store_data_over_the_air")]
    public void Over_the_air(string script)
    {
        var card = new Card(CardOptions.Uicc);
        card.PowerOn();
        OtaKeys keys = OtaKeys.Aes(1, VectorCase.Hex("A0A1A2A3A4A5A6A7A8A9AAABACADAEAF"), VectorCase.Hex("B0B1B2B3B4B5B6B7B8B9BABBBCBDBEBF"));
        MeasureNone(card, [.. new OtaChannel(Tar.Parse("000001"), keys, OtaSecurity.Full).Seal(VectorCase.Hex(script))]);
    }

    // The same commands again and again, each time from where the card stood.
    private static void MeasureNone(Card card, params byte[][] commands)
    {
        byte[] room = new byte[Card.MaxShortResponse];
        var kept = new CardSnapshot();
        card.SnapshotInto(kept);
        Allocation.IsNone(() =>
        {
            card.Restore(kept);
            foreach (byte[] command in commands)
            {
                card.Transmit(command, room);
            }
        });
    }

    private static Func<DomainCard, string> Fixed(string command) => _ => command;

    private static Func<DomainCard, string> Put(byte version, KeyComponentType type) => card =>
    {
        string data = Convert.ToHexString(card.Session.PutKeyData(version, type, SecureChannelKeySet.Same(VectorCase.Hex(NewKey))));
        return $"80D80081{data.Length / 2:X2}{data}00";
    };
}
