using System;
using System.Linq;
using CardOs.Apdu;
using NUnit.Framework;

namespace CardOs.Tests.Apdu.Iso7816;

/// <summary>The numbers behind the names, frozen: TS 102 221 10.1.2 and 10.2.1, TS 31.102 7.3.</summary>
[TestFixture]
public sealed class CodesTests
{
    [TestCase("Select", 0xA4)]
    [TestCase("Status", 0xF2)]
    [TestCase("ReadBinary", 0xB0)]
    [TestCase("UpdateBinary", 0xD6)]
    [TestCase("ReadRecord", 0xB2)]
    [TestCase("UpdateRecord", 0xDC)]
    [TestCase("SearchRecord", 0xA2)]
    [TestCase("Increase", 0x32)]
    [TestCase("RetrieveData", 0xCB)]
    [TestCase("SetData", 0xDB)]
    [TestCase("Verify", 0x20)]
    [TestCase("ChangePin", 0x24)]
    [TestCase("DisablePin", 0x26)]
    [TestCase("EnablePin", 0x28)]
    [TestCase("UnblockPin", 0x2C)]
    [TestCase("DeactivateFile", 0x04)]
    [TestCase("ActivateFile", 0x44)]
    [TestCase("Authenticate", 0x88)]
    [TestCase("AuthenticateBerTlv", 0x89)]
    [TestCase("GetChallenge", 0x84)]
    [TestCase("TerminalCapability", 0xAA)]
    [TestCase("TerminalProfile", 0x10)]
    [TestCase("Envelope", 0xC2)]
    [TestCase("Fetch", 0x12)]
    [TestCase("TerminalResponse", 0x14)]
    [TestCase("ManageChannel", 0x70)]
    [TestCase("ManageSecureChannel", 0x73)]
    [TestCase("TransactData", 0x75)]
    [TestCase("SuspendUicc", 0x76)]
    [TestCase("GetIdentity", 0x78)]
    [TestCase("ExchangeCapabilities", 0x7A)]
    [TestCase("GetResponse", 0xC0)]
    [TestCase("CreateFile", 0xE0)]
    [TestCase("Delete", 0xE4)]
    [TestCase("Install", 0xE6)]
    [TestCase("Load", 0xE8)]
    [TestCase("TerminateCardUsage", 0xFE)]
    [TestCase("ResizeFile", 0xD4)]
    [TestCase("GetData", 0xCA)]
    [TestCase("InitializeUpdate", 0x50)]
    [TestCase("ExternalAuthenticate", 0x82)]
    [TestCase("PutKey", 0xD8)]
    [TestCase("StoreData", 0xE2)]
    [TestCase("SetStatus", 0xF0)]
    [TestCase("Push", 0xEC)]
    public void Instruction_has_the_byte_of_the_specification(string name, byte value) =>
        Assert.That((byte)Enum.Parse<Instruction>(name), Is.EqualTo(value));

    [TestCase(
        "9000 9100 9200 9300 6200 6281 6282 6283 6285 62F1 62F2 62F3 63F1 63F2 63C0 6400 6500 6581 6700 6800 6881 6882 6900 6981 6982 6983 6984 "
        + "6985 6986 6989 6A80 6A81 6A82 6A83 6A84 6A86 6A87 6A88 6B00 6D00 6E00 6F00 6100 6C00 9850 9862 9863 9864 9865 9866 9867")]
    public void Every_status_word_of_the_specification_has_a_name(string words)
    {
        foreach (string word in words.Split(' '))
        {
            Assert.That(Enum.IsDefined((StatusWord)Convert.ToUInt16(word, 16)), Is.True, word);
        }
    }

    [Test]
    public void No_status_word_has_two_names() =>
        Assert.That(Enum.GetValues<StatusWord>().Select(word => (ushort)word), Is.Unique);

    [TestCase(0x9000, true, false)]
    [TestCase(0x910B, true, false)]
    [TestCase(0x6110, true, false)]
    [TestCase(0x6283, false, true)]
    [TestCase(0x63C2, false, true)]
    [TestCase(0x6700, false, false)]
    [TestCase(0x6C10, false, false)]
    [TestCase(0x9300, false, false)]
    [TestCase(0x9862, false, false)]
    public void Status_word_is_a_success_a_warning_or_an_error(int word, bool isSuccess, bool isWarning)
    {
        var status = (StatusWord)word;
        Assert.That((status.IsSuccess, status.IsWarning, status.IsError), Is.EqualTo((isSuccess, isWarning, !isSuccess && !isWarning)));
    }

    [Test]
    public void Status_words_with_a_number_give_it_back()
    {
        Assert.That(StatusWords.MoreBytes(16).BytesAvailable, Is.EqualTo(16));
        Assert.That(StatusWords.MoreBytes(300).BytesAvailable, Is.EqualTo(256));
        Assert.That(StatusWords.ExactLength(256).ExactLength, Is.EqualTo(256));
        Assert.That(StatusWords.TriesLeft(2).RetriesLeft, Is.EqualTo(2));
        Assert.That(StatusWords.ProactiveCommand(13).ProactiveCommandLength, Is.EqualTo(13));
        Assert.That(StatusWord.Success.RetriesLeft, Is.EqualTo(-1));
        Assert.That(StatusWord.Success.BytesAvailable + StatusWord.Success.ExactLength + StatusWord.Success.ProactiveCommandLength, Is.Zero);
    }
}
