using System;
using System.Collections.Generic;
using CardOs.Memory;
using NUnit.Framework;

namespace CardOs.Tests.Core.Memory;

public class SnapshotTests
{
    private const int JournalEnd = NonVolatileMap.Segments;

    [Test]
    public void A_restored_memory_is_what_it_was()
    {
        NonVolatileMemory memory = TestMemory.Create();
        NvAddress block = memory.Add(0, 5000, 0x11);
        var image = new PageImage();
        memory.CaptureInto(image, mayMakeBase: true);
        byte[] before = memory.Bytes();

        memory.Fill(block, 300, 0x22);
        memory.RestoreFrom(image);
        Assert.That(memory.Bytes(), Is.EqualTo(before));
        Assert.That(memory.TouchedPages, Is.Zero);
    }

    [Test]
    public void Snapshots_of_any_order_come_back_as_they_were()
    {
        var random = new Random(7);
        NonVolatileMemory memory = TestMemory.Create();
        NonVolatileMemory other = TestMemory.Create();
        var images = new List<(PageImage Image, string Meaning)>();
        for (int i = 0; i < 400; i++)
        {
            memory.Write(new NvAddress(JournalEnd + random.Next(memory.Length - JournalEnd - 600)), new byte[random.Next(600)].Filled((byte)i));
            if (random.Next(4) == 0)
            {
                PageImage image = images.Count < 12 ? new PageImage() : images[random.Next(12)].Image;
                images.RemoveAll(entry => ReferenceEquals(entry.Image, image));
                memory.CaptureInto(image, mayMakeBase: random.Next(3) == 0);
                images.Add((image, Meaning(memory)));
            }

            if (images.Count > 0 && random.Next(3) == 0)
            {
                (PageImage image, string meaning) = images[random.Next(images.Count)];
                NonVolatileMemory target = random.Next(3) == 0 ? other : memory;
                if (random.Next(2) == 0)
                {
                    target.ArmCut(random.Next(3), TearMode.Prefix, seed: 1);
                    target.Fill(new NvAddress(JournalEnd + random.Next(4096)), 100, 0xEE);
                }

                target.RestoreFrom(image);
                Assert.That(Meaning(target), Is.EqualTo(meaning), $"step {i}");
            }
        }
    }

    [Test]
    public void The_log_behind_its_head_is_in_no_image()
    {
        NonVolatileMemory memory = TestMemory.Create();
        NvAddress block = memory.Add(0, 5000, 0x11);
        var image = new PageImage();
        memory.CaptureInto(image, mayMakeBase: true);
        memory.Journal.TryWrite(block, new byte[5000]);
        memory.CaptureInto(image, mayMakeBase: false);
        Assert.That(image.Count, Is.EqualTo(20), "the pages of the block");
    }

    [Test]
    public void A_memory_is_not_captured_within_a_transaction()
    {
        NonVolatileMemory memory = TestMemory.Create();
        using Transaction transaction = memory.Journal.Begin();
        Assert.That(() => memory.CaptureInto(new PageImage(), mayMakeBase: true), Throws.InvalidOperationException);
    }

    [Test]
    public void A_memory_takes_no_image_of_another_length()
    {
        var image = new PageImage();
        TestMemory.Create(segments: 2).CaptureInto(image, mayMakeBase: true);
        Assert.That(() => TestMemory.Create(segments: 3).RestoreFrom(image), Throws.ArgumentException);
    }

    [Test]
    public void Working_memory_is_captured_without_its_blank_pages()
    {
        var working = new WorkingMemory(1000);
        var image = new PageImage();
        working.CaptureInto(image);
        Assert.That(image.Count, Is.Zero);
        working.Byte(300) = 1;
        working.Byte(999) = 2;
        working.CaptureInto(image);
        Assert.That(image.Count, Is.EqualTo(2));
        working.Clear();
        working.Byte(0) = 3;
        working.RestoreFrom(image);
        Assert.That(new[] { working.Byte(0), working.Byte(300), working.Byte(999) }, Is.EqualTo(new byte[] { 0, 1, 2 }));
    }

    [Test]
    public void A_thousand_cards_at_rest_are_their_dirty_pages()
    {
        const int Cards = 1000;
        NonVolatileMemory pooled = TestMemory.Create(segments: 59);
        NvAddress block = pooled.Add(0, 100_000);
        var start = new PageImage();
        pooled.CaptureInto(start, mayMakeBase: true);
        var cards = new PageImage[Cards];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < Cards; i++)
        {
            pooled.RestoreFrom(start);
            pooled.WriteUInt64(new NvAddress(NonVolatileMap.BootCount), (ulong)i);
            pooled.Journal.TryWrite(block + (i * 50), BitConverter.GetBytes(i));
            pooled.Journal.TryWrite(block + 60_000 + (i * 8), new byte[40].Filled((byte)i));
            cards[i] = new PageImage();
            pooled.CaptureInto(cards[i], mayMakeBase: false);
            cards[i].Trim();
        }

        long each = (GC.GetTotalMemory(forceFullCollection: true) - before) / Cards;
        TestContext.Out.WriteLine($"{each} bytes for each card at rest");
        for (int i = 0; i < Cards; i++)
        {
            pooled.RestoreFrom(cards[i]);
            Assert.That(pooled.ReadUInt64(new NvAddress(NonVolatileMap.BootCount)), Is.EqualTo(i));
            Assert.That(BitConverter.ToInt32(pooled.Read(block + (i * 50), 4)), Is.EqualTo(i));
            Assert.That(pooled.ReadByte(block + 60_000 + (i * 8)), Is.EqualTo((byte)i));
        }

        Assert.That(each, Is.LessThan(2000));
        GC.KeepAlive(start);
    }

    private static string Meaning(NonVolatileMemory memory)
    {
        byte[] bytes = memory.Bytes();
        bytes.AsSpan(NonVolatileMap.Journal, NonVolatileMap.JournalLength).Clear();
        return CardImage.Checksum(bytes).ToString("X16");
    }
}
