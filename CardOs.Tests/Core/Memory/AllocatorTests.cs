using System.Collections.Generic;
using CardOs.Memory;
using NUnit.Framework;

namespace CardOs.Tests.Core.Memory;

public class AllocatorTests
{
    private const int Segment = NonVolatileMap.SegmentLength;

    [Test]
    public void A_block_has_the_length_that_was_asked_for_and_whole_words([Values(1, 7, 8, 9, 100, 4088, 4089, 9000)] int length)
    {
        NonVolatileMemory memory = TestMemory.Create();
        NvAddress block = memory.Add(1, length);
        Assert.That(memory.Allocator.LengthOf(block), Is.EqualTo(length));
        Assert.That(memory.Allocator.HeaderOf(block).BlockLength % 8, Is.Zero);
        Assert.That(memory.Allocator.ContainerOf(block), Is.EqualTo(1));
    }

    [Test]
    public void A_block_is_allocated_within_a_transaction_only()
    {
        NonVolatileMemory memory = TestMemory.Create();
        Assert.That(() => memory.Allocator.Allocate(0, 8, BlockKind.File, owner: 0), Throws.InvalidOperationException);
    }

    [Test]
    public void Memory_that_is_used_up_gives_null_and_leaves_nothing_behind()
    {
        NonVolatileMemory memory = TestMemory.Create(segments: 2);
        memory.Add(0, 100);
        int free = memory.Allocator.FreeBytes();
        Assert.That(memory.Add(0, (2 * Segment) - 100).IsNull, Is.True);
        Assert.That(memory.Allocator.Reserve(1, Segment + 1, BlockKind.File, owner: 0).IsNull, Is.True);
        Assert.That(memory.Allocator.Reserve(1, -1, BlockKind.File, owner: 0).IsNull, Is.True);
        Assert.That(memory.Allocator.Reserve(1, int.MaxValue, BlockKind.File, owner: 0).IsNull, Is.True);
        Assert.That(memory.Allocator.FreeBytes(), Is.EqualTo(free));
        Assert.That(memory.Add(1, Segment - 8).IsNull, Is.False, "the segment that nobody got is still there");
    }

    [Test]
    public void A_block_grows_from_the_end_of_the_last_segment_into_the_next()
    {
        NonVolatileMemory memory = TestMemory.Create(segments: 2);
        memory.Add(0, 1000);
        NvAddress large = memory.Add(0, (2 * Segment) - 1000 - 16);
        Assert.That(large.IsNull, Is.False);
        Assert.That(memory.Allocator.FreeBytes(), Is.Zero);
    }

    [Test]
    public void Everything_freed_can_be_one_block_of_another_container()
    {
        NonVolatileMemory memory = TestMemory.Create(segments: 4);
        var blocks = new List<NvAddress>();
        for (NvAddress block = memory.Add(1, 200); !block.IsNull; block = memory.Add(1, 200))
        {
            blocks.Add(block);
        }

        Assert.That(blocks, Has.Count.GreaterThan(70));
        for (int i = 0; i < blocks.Count; i++)
        {
            memory.Remove(blocks[(i * 7) % blocks.Count]);
        }

        Assert.That(memory.Allocator.FreeBytes(), Is.EqualTo(4 * Segment));
        Assert.That(memory.Add(2, (4 * Segment) - 8).IsNull, Is.False);
        Assert.That(memory.Allocator.FreeBytes(), Is.Zero);
    }

    [Test]
    public void Segments_given_to_another_container_come_back_when_that_is_aborted()
    {
        NonVolatileMemory memory = TestMemory.Create(segments: 3);
        memory.Remove(memory.Add(1, (3 * Segment) - 8));
        using (memory.Journal.Begin())
        {
            NvAddress taken = memory.Allocator.Allocate(2, Segment + 100, BlockKind.File, owner: 0);
            Assert.That(taken.IsNull, Is.False);
            memory.Fill(taken, Segment + 100, 0x55);
        }

        Assert.That(StructureCheck.Check(memory), Is.Null);
        Assert.That(memory.Add(1, (3 * Segment) - 8).IsNull, Is.False);
    }

    [Test]
    public void A_freed_block_is_not_used_again_before_its_transaction_ends()
    {
        NonVolatileMemory memory = TestMemory.Create(segments: 1);
        var blocks = new List<NvAddress>();
        for (NvAddress block = memory.Add(0, 24); !block.IsNull; block = memory.Add(0, 24))
        {
            blocks.Add(block);
        }

        using (Transaction transaction = memory.Journal.Begin())
        {
            foreach (NvAddress block in blocks)
            {
                Assert.That(memory.Allocator.TryFree(block), Is.True);
            }

            Assert.That(memory.Allocator.Allocate(0, 8, BlockKind.File, owner: 0).IsNull, Is.True);
            transaction.Commit();
        }

        Assert.That(memory.Add(0, Segment - 8).IsNull, Is.False);
    }

    [Test]
    public void An_aborted_transaction_gives_its_blocks_back_and_keeps_those_it_freed()
    {
        NonVolatileMemory memory = TestMemory.Create();
        NvAddress kept = memory.Add(0, 40, 0x11);
        int free = memory.Allocator.FreeBytes();
        using (memory.Journal.Begin())
        {
            memory.Allocator.TryFree(kept);
            memory.Fill(memory.Allocator.Allocate(0, 40, BlockKind.File, owner: 0), 40, 0x22);
        }

        Assert.That(memory.Allocator.FreeBytes(), Is.EqualTo(free));
        Assert.That(memory.Allocator.HeaderOf(kept).State, Is.EqualTo(BlockState.InUse));
        Assert.That(memory.ReadByte(kept), Is.EqualTo(0x11));
    }

    [Test]
    public void Power_on_frees_what_was_reserved_and_keeps_what_was_published()
    {
        NonVolatileMemory memory = TestMemory.Create();
        NvAddress published = memory.Allocator.Reserve(0, 500, BlockKind.File, owner: 0);
        memory.Allocator.Reserve(0, 500, BlockKind.File, owner: 0);
        Assert.That(memory.Allocator.TryPublish(published), Is.True);
        memory.Recover();
        int used = Accountant.Account(memory).Used;
        Assert.That(used, Is.EqualTo(500));
    }

    [Test]
    public void An_address_outside_the_containers_belongs_to_none()
    {
        NonVolatileMemory memory = TestMemory.Create();
        NvAddress block = memory.Add(3, 100);
        Assert.That(memory.Allocator.ContainerOf(block), Is.EqualTo(3));
        foreach (int address in new[] { 0, NonVolatileMap.Journal, memory.Length - 1, memory.Length, int.MaxValue, -1, int.MinValue })
        {
            Assert.That(memory.Allocator.ContainerOf(new NvAddress(address)), Is.EqualTo(-1), $"{address:X}");
        }
    }

    [Test]
    public void A_view_maps_the_common_container_and_its_own()
    {
        NonVolatileMemory memory = TestMemory.Create();
        NvAddress common = memory.Add(0, Segment);
        NvAddress own = memory.Add(1, 100);
        NvAddress other = memory.Add(2, 100);
        var view = MemoryView.Of(1);
        Assert.That(view.Maps(memory, common), Is.True);
        Assert.That(view.Maps(memory, own), Is.True);
        Assert.That(view.Maps(memory, other), Is.False);
        Assert.That(view.Maps(memory, NvAddress.Null), Is.False);
        Assert.That(view.Maps(memory, common, Segment), Is.True);
        Assert.That(view.Maps(memory, own, Segment), Is.False, "the range reaches into the other container");
        Assert.That(view.Maps(memory, own, 0), Is.False);
        Assert.That(MemoryView.All.Maps(memory, other), Is.True);
        Assert.That(MemoryView.All.Maps(32), Is.False);
        Assert.That(MemoryView.All.Maps(-1), Is.False);
    }
}
