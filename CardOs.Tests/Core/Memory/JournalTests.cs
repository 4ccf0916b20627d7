using CardOs.Memory;
using NUnit.Framework;

namespace CardOs.Tests.Core.Memory;

public class JournalTests
{
    private static readonly NvAddress First = TestMemory.Words;
    private static readonly NvAddress Second = TestMemory.Words + 64;

    [Test]
    public void An_aborted_transaction_leaves_the_old_bytes()
    {
        NonVolatileMemory memory = TestMemory.Create();
        using (memory.Journal.Begin())
        {
            Assert.That(memory.Journal.TryWriteUInt64(First, 1), Is.True);
            Assert.That(memory.ReadUInt64(First), Is.EqualTo(1));
        }

        Assert.That(memory.ReadUInt64(First), Is.Zero);
        Assert.That(memory.Journal.Used, Is.Zero);
        Assert.That(memory.Journal.IsOpen, Is.False);
    }

    [Test]
    public void An_aborted_inner_transaction_undoes_its_own_writes_only()
    {
        NonVolatileMemory memory = TestMemory.Create();
        using (Transaction outer = memory.Journal.Begin())
        {
            memory.Journal.TryWriteUInt64(First, 1);
            using (memory.Journal.Begin())
            {
                memory.Journal.TryWriteUInt64(First, 2);
                memory.Journal.TryWriteUInt64(Second, 2);
            }

            Assert.That(memory.ReadUInt64(First), Is.EqualTo(1));
            outer.Commit();
        }

        Assert.That(memory.ReadUInt64(First), Is.EqualTo(1));
        Assert.That(memory.ReadUInt64(Second), Is.Zero);
    }

    [Test]
    public void A_committed_inner_transaction_goes_with_an_aborted_outer_one()
    {
        NonVolatileMemory memory = TestMemory.Create();
        using (memory.Journal.Begin())
        {
            using Transaction inner = memory.Journal.Begin();
            memory.Journal.TryWriteUInt64(First, 1);
            inner.Commit();
        }

        Assert.That(memory.ReadUInt64(First), Is.Zero);
    }

    [Test]
    public void A_write_beyond_the_log_is_refused_and_writes_nothing([Values(16 * 1024 - 7, 16 * 1024, 20 * 1024)] int length)
    {
        NonVolatileMemory memory = TestMemory.Create();
        NvAddress block = memory.Add(0, 24 * 1024, 0x11);
        byte[] bytes = new byte[length];
        Assert.That(memory.Journal.TryWrite(block, bytes), Is.False);
        Assert.That(memory.ReadByte(block), Is.EqualTo(0x11));
        Assert.That(memory.Journal.Used, Is.Zero);
        Assert.That(memory.Journal.IsOpen, Is.False);
    }

    [Test]
    public void The_longest_write_fills_the_log()
    {
        NonVolatileMemory memory = TestMemory.Create();
        NvAddress block = memory.Add(0, 24 * 1024, 0x11);
        Assert.That(memory.Journal.TryWrite(block, new byte[NonVolatileMap.JournalLength - 8]), Is.True);
        Assert.That(memory.ReadByte(block), Is.Zero);
    }

    [Test]
    public void A_write_within_one_word_needs_no_log()
    {
        NonVolatileMemory memory = TestMemory.Create();
        long before = memory.WordsWritten;
        memory.Journal.TryWriteUInt32(First, 1);
        Assert.That(memory.WordsWritten - before, Is.EqualTo(1));
    }

    [Test]
    public void A_write_around_the_log_survives_an_abort()
    {
        NonVolatileMemory memory = TestMemory.Create();
        using (memory.Journal.Begin())
        {
            memory.Journal.TryWriteUInt64(First, 1);
            memory.WriteUInt64(Second, 7);
        }

        Assert.That(memory.ReadUInt64(Second), Is.EqualTo(7));
    }

    [Test]
    public void Recovery_undoes_what_was_not_committed()
    {
        NonVolatileMemory memory = TestMemory.Create();
        memory.WriteUInt64(First, 5);
        memory.ArmCut(1000, TearMode.Prefix, seed: 0);
        using (Transaction transaction = memory.Journal.Begin())
        {
            memory.Journal.TryWriteUInt64(First, 6);
            memory.ArmCut(0, TearMode.Prefix, seed: 0);
            memory.Journal.TryWriteUInt64(First, 7);
            transaction.Commit();
        }

        Assert.That(memory.IsCut, Is.True);
        memory.Recover();
        Assert.That(memory.ReadUInt64(First), Is.EqualTo(5));
    }
}
