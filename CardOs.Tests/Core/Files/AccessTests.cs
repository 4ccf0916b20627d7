using NUnit.Framework;

namespace CardOs.Tests.Core.Files;

/// <summary>Who may read what: the terminal, and remote scripts by their access domain. TS 102 221 9, TS 102 226 8.2.1.3.2.3.</summary>
[TestFixture]
public sealed class AccessTests
{
    // 6F01 PIN 1, 6F02 ADM 1, 6F03 never, 6F04 always.
    [TestCase("", "6982 6982 6982 9000", TestName = "Terminal_that_verified_nothing_reads_what_is_always_allowed")]
    [TestCase("B00000", "9000 9000 6982 9000", TestName = "Full_access_reads_all_but_never")]
    [TestCase("B00004", "6982 6982 6982 9000", TestName = "Access_to_always_reads_that_only")]
    [TestCase("B00005", "9000 6982 6982 6982", TestName = "Always_must_be_granted")]
    [TestCase("B00006", "6982 9000 6982 9000", TestName = "Access_to_ADM_1_and_always")]
    [TestCase("B00007", "6982 6982 6982 6982", TestName = "No_access_reads_nothing")]
    public void Access(string tar, string expected)
    {
        Assert.Multiple(() =>
        {
            Assert.That(Try(tar, "00B0000001"), Is.EqualTo(expected), "read");
            Assert.That(Try(tar, "00D6000001" + "77"), Is.EqualTo(expected), "update");
        });
    }

    private static string Try(string tar, string command)
    {
        string all = string.Empty;
        for (int i = 1; i <= 4; i++)
        {
            var card = new TestCard();
            string select = "00A4080C047F106F0" + i;
            string answer;
            if (tar.Length == 0)
            {
                card.Send(select);
                answer = card.Send(command)[^4..];
            }
            else
            {
                var packet = new TestPacket { Tar = tar, Data = select + command };
                answer = packet.Open(card.Send(packet.Envelope())).Substring(5, 4);
            }

            all += (all.Length == 0 ? string.Empty : " ") + answer;
        }

        return all;
    }
}
