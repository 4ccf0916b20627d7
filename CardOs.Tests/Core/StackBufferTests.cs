using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using NUnit.Framework;

namespace CardOs.Tests.Core;

/// <summary>The card's stack buffers are not cleared before they are used: what they held before must not show in an answer, nor in the memory.</summary>
[TestFixture]
public sealed class StackBufferTests
{
    private const int DeepestStack = 64 * 1024;
    private const string Store = "00A4040C08F0436172640000";

    private static readonly TestPacket[] Keys =
    [
        new() { Kic = "15", Kid = "15" },
        new() { Kic = "22", Kid = "22" },
        new() { Kic = "15", Kid = "22" },
        new() { Kic = "22", Kid = "15" },
        new() { Kic = "41", Kid = "41", CipherKey = TestKeys.Cipher[..16], CheckKey = TestKeys.Check[..16] },
        new() { Kic = "4D", Kid = "41", CipherKey = TestKeys.Cipher[..16], CheckKey = TestKeys.Check[..16] },
        new() { Kic = "52", Kid = "52", MacLength = 4 },
        new() { Kic = "69", Kid = "69", CipherKey = TestKeys.LongCipher, CheckKey = TestKeys.LongCheck },
        new() { Kic = "72", Kid = "72", CipherKey = TestKeys.LongCipher, CheckKey = TestKeys.LongCheck },
    ];

    [Test]
    public void What_is_left_on_the_stack_shows_neither_in_answers_nor_in_the_memory()
    {
        List<string> expected = Run(0x00);
        Assert.That(expected.Count(answer => answer.EndsWith(" 9000", StringComparison.Ordinal)), Is.GreaterThan(50), "most commands do something");
        Assert.That(Run(0xA5), Is.EqualTo(expected));
        Assert.That(Run(0xFF), Is.EqualTo(expected));
    }

    private static List<string> Run(byte left)
    {
        Cover(left);
        var card = new TestCard();
        var answers = new List<string>();
        foreach (byte[] command in Commands())
        {
            Cover(left);
            answers.Add(card.Send(command));
        }

        var image = new MemoryStream();
        Cover(left);
        card.Card.Save(image);
        answers.Add(Convert.ToHexString(image.ToArray()));
        return answers;
    }

    // Fills the stack that the next calls will use.
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Cover(byte left)
    {
        Span<byte> stack = stackalloc byte[DeepestStack];
        stack.Fill(left);
    }

    private static IEnumerable<byte[]> Commands()
    {
        string[] plain =
        [
            "00A40004023F00", "00A40004022F0100", "00A40004022F0200", "00A40004027F1000", "00A4040010" + TestProfile.Usim + "00", "80F2000000", "80F2000100",
            Store + "0900", "80CAFF2100", "0084000010", "0070000001", "00A4000C023F00", "00A4000C022F01", "00D6000003112233", "00A4000C022F02", "00DC010405AABBCCDDEE",
        ];
        foreach (string command in plain)
        {
            yield return Convert.FromHexString(command);
        }

        ulong counter = 0;
        foreach (TestPacket keys in Keys)
        {
            foreach (string spi in new[] { "1601", "1619", "1201", "1409", "1615" })
            {
                yield return (keys with { Spi = spi, Counter = ++counter, Data = $"00A4000C022F0100B00000{1 + (counter % 8):X2}" }).Envelope();
            }
        }

        foreach (string kid in new[] { "11", "15" })
        {
            yield return new TestPacket { Spi = "1119", Kid = kid, Counter = ++counter, Data = "00A4000C022F01" }.Envelope();
        }

        yield return new TestPacket { Tar = "BFFF01", Spi = "1619", Kic = "22", Kid = "22", Counter = ++counter, Data = "C1081122334455667788" }.Envelope();
        yield return Convert.FromHexString(Store + "09");
        yield return Convert.FromHexString("80CA00C100");
        yield return new TestPacket { Tar = "B00120", Spi = "1621", Counter = ++counter, Data = "AA10" + "220700A4000C022F01" + "220500B0000008" }.Envelope();
        yield return Convert.FromHexString("8012000000");
        yield return new TestPacket { Tar = "B00120", Spi = "1200", Counter = ++counter, Data = "AA03810103" }.Envelope();
        yield return Convert.FromHexString("8012000000");
    }
}
