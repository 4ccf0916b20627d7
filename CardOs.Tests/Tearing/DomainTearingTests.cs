using System;
using System.Collections.Generic;
using CardOs.Apdu.GlobalPlatform;
using CardOs.OffCard.GlobalPlatform;
using CardOs.Tests.Core;
using CardOs.Tests.Core.Administration;
using CardOs.Tests.Core.GlobalPlatform;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Tearing;

/// <summary>What is left of keys and data of a security domain when the power is cut: the old or the new ones, and no block that belongs to neither.</summary>
[TestFixture]
public sealed class DomainTearingTests
{
    private static IEnumerable<TestCaseData> Commands()
    {
        yield return new TestCaseData(Put("00", 0x31)).SetName("Put_key_torn_at_any_word_adds_all_keys_or_none");
        yield return new TestCaseData(Put("30", 0x30)).SetName("Put_key_torn_at_any_word_replaces_all_keys_or_none");
        yield return new TestCaseData(Put("30", 0x32)).SetName("Put_key_with_another_version_torn_at_any_word_leaves_one_of_both");
        yield return new TestCaseData(Public("71")).SetName("Put_public_key_torn_at_any_word_is_done_or_not");
        yield return new TestCaseData(Text("80E2900005" + "4203AABBCC")).SetName("Store_data_torn_at_any_word_is_done_or_not");
        yield return new TestCaseData(Text("80E290000A" + "4F08F000000000000001")).SetName("Another_AID_torn_at_any_word_is_the_old_or_the_new_one");
    }

    [TestCaseSource(nameof(Commands))]
    public void Torn(Func<DomainCard, string> command)
    {
        var card = new DomainCard();
        string wrapped = Convert.ToHexString(card.Session.Wrap(VectorCase.Hex(command(card))));
        int cuts = new CardTearing(card.Card).LeavesOldOrNew(() => Send(card, wrapped), () => Everything(card), recoveryEvery: 29);
        Assert.That(cuts, Is.GreaterThan(0));
    }

    private static void Send(DomainCard card, string command) => new TestCard(card.Card).Send(command);

    private static string Everything(DomainCard card)
    {
        var plain = new TestCard(card.Card);
        string all = AdminCard.Account(plain) + plain.Send("00A4040008" + DomainCard.Issuer + "00") + plain.Send("00A4040008F00000000000000100");
        all += plain.Send("80CA00E000") + plain.Send("80CA004200");

        // Which keys answer: the cryptogram says it.
        return all + plain.Send("8050300008000102030405060700") + plain.Send("8050310008000102030405060700") + plain.Send("8050320008000102030405060700");
    }

    private static Func<DomainCard, string> Text(string command) => _ => command;

    private static Func<DomainCard, string> Put(string old, byte version) => card =>
    {
        string data = Convert.ToHexString(card.Session.PutKeyData(version, KeyComponentType.Aes, SecureChannelKeySet.Same(VectorCase.Hex("000102030405060708090A0B0C0D0E0F"))));
        return $"80D8{old}81{data.Length / 2:X2}{data}00";
    };

    private static Func<DomainCard, string> Public(string version) => _ =>
    {
        string data = version + "A18180" + new string('C', 256) + "A003010001" + "00";
        return $"80D80001{data.Length / 2:X2}{data}00";
    };
}
