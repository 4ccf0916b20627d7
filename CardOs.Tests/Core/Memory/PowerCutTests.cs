using System;
using CardOs.Memory;
using NUnit.Framework;

namespace CardOs.Tests.Core.Memory;

public class PowerCutTests
{
    [Test]
    public void The_power_goes_after_exactly_the_words_that_were_given([Range(0, 5)] int words)
    {
        NonVolatileMemory memory = TestMemory.Create();
        memory.ArmCut(words, TearMode.Prefix, seed: 0);
        for (int i = 0; i < 5; i++)
        {
            memory.WriteUInt64(TestMemory.Words + (i * 8), ulong.MaxValue);
            Assert.That(memory.IsCut, Is.EqualTo(i >= words));
        }

        memory.ContinueFromCut();
        for (int i = 0; i < 5; i++)
        {
            Assert.That(memory.ReadUInt64(TestMemory.Words + (i * 8)), Is.EqualTo(i < words ? ulong.MaxValue : 0), $"word {i}");
        }
    }

    [Test]
    public void A_write_in_flight_leaves_its_words_up_to_the_cut()
    {
        Assert.That(TornWrite(start: 4, length: 24, words: 2, TearMode.Prefix, seed: 0), Is.EqualTo("00000000" + new string('F', 24) + new string('0', 32)));
    }

    [Test]
    public void A_write_in_flight_leaves_nothing()
    {
        Assert.That(TornWrite(start: 4, length: 24, words: 2, TearMode.Nothing, seed: 0), Is.EqualTo(new string('0', 64)));
    }

    [Test]
    public void A_write_in_flight_leaves_any_subset_of_its_words_as_the_seed_says()
    {
        var found = new System.Collections.Generic.HashSet<string>();
        for (ulong seed = 0; seed < 200; seed++)
        {
            string torn = TornWrite(start: 0, length: 32, words: 1, TearMode.Subset, seed);
            Assert.That(TornWrite(start: 0, length: 32, words: 1, TearMode.Subset, seed), Is.EqualTo(torn));
            found.Add(torn);
        }

        Assert.That(found, Has.Count.EqualTo(16));
    }

    [Test]
    public void The_running_command_reads_what_it_wrote_after_the_cut()
    {
        NonVolatileMemory memory = TestMemory.Create();
        memory.ArmCut(0, TearMode.Prefix, seed: 0);
        memory.WriteUInt64(TestMemory.Words, 1);
        Assert.That(memory.ReadUInt64(TestMemory.Words), Is.EqualTo(1));
        memory.ContinueFromCut();
        Assert.That(memory.ReadUInt64(TestMemory.Words), Is.Zero);
    }

    [Test]
    public void Long_fills_and_copies_program_each_word_once([Values(0, 4)] int offset)
    {
        NonVolatileMemory memory = TestMemory.Create();
        NvAddress block = memory.Add(0, 4000) + offset;
        long before = memory.WordsWritten;
        memory.Fill(block, 1600, 1);
        Assert.That(memory.WordsWritten - before, Is.EqualTo(NonVolatileMemory.WordsIn(block.Value, 1600)));
        before = memory.WordsWritten;
        memory.Copy(block, block + 1600, 1600);
        Assert.That(memory.WordsWritten - before, Is.EqualTo(NonVolatileMemory.WordsIn(block.Value + 1600, 1600)));
    }

    [Test]
    public void A_write_outside_the_memory_is_the_hosts_error_and_counts_nothing()
    {
        NonVolatileMemory memory = TestMemory.Create();
        memory.ArmCut(0, TearMode.Prefix, seed: 0);
        Assert.That(() => memory.WriteUInt64(new NvAddress(memory.Length - 4), 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(memory.IsCut, Is.False);
    }

    [Test]
    public void Cut_after_cut_freezes_the_newest_cells()
    {
        NonVolatileMemory memory = TestMemory.Create();
        for (ulong i = 1; i <= 20; i++)
        {
            memory.WriteUInt64(TestMemory.Words + ((int)i * 8), i);
            memory.ArmCut(0, TearMode.Nothing, seed: 0);
            memory.WriteUInt64(TestMemory.Words, 99);
            memory.Fill(TestMemory.Words + 512, 256, (byte)i);
            memory.ContinueFromCut();
            Assert.That(memory.ReadUInt64(TestMemory.Words), Is.Zero);
            Assert.That(memory.ReadByte(TestMemory.Words + 512), Is.Zero);
            Assert.That(memory.ReadUInt64(TestMemory.Words + ((int)i * 8)), Is.EqualTo(i));
        }
    }

    private static string TornWrite(int start, int length, int words, TearMode mode, ulong seed)
    {
        NonVolatileMemory memory = TestMemory.Create();
        byte[] bytes = new byte[length];
        bytes.AsSpan().Fill(0xFF);
        memory.ArmCut(words, mode, seed);
        memory.Write(TestMemory.Words + start, bytes);
        memory.ContinueFromCut();
        return Convert.ToHexString(memory.Read(TestMemory.Words, 32));
    }
}
