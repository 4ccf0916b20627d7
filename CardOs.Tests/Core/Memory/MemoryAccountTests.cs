using System.Linq;
using CardOs.Memory;
using NUnit.Framework;

namespace CardOs.Tests.Core.Memory;

public class MemoryAccountTests
{
    [Test]
    public void A_blank_memory_is_its_areas_and_free_bytes()
    {
        MemoryAccount account = Accountant.Account(TestMemory.Create(segments: 3));
        Assert.That(account.Areas.Sum(area => area.Length), Is.EqualTo(account.Fixed));
        Assert.That(account.Fixed, Is.EqualTo(NonVolatileMap.Segments));
        Assert.That(account.Free, Is.EqualTo(3 * NonVolatileMap.SegmentLength));
        Assert.That(account.Unowned, Is.EqualTo(account.Free));
        Assert.That(account.Shares, Is.Empty);
        Assert.That(account.Containers, Is.Empty);
    }

    [Test]
    public void Areas_follow_each_other_without_gaps()
    {
        int next = 0;
        foreach (MemoryArea area in Accountant.Account(TestMemory.Create()).Areas)
        {
            Assert.That(area.Offset, Is.EqualTo(next), area.Name);
            next += area.Length;
        }

        Assert.That(next, Is.EqualTo(NonVolatileMap.Segments));
    }

    [Test]
    public void Blocks_are_told_apart_by_container_kind_owner_and_state()
    {
        NonVolatileMemory memory = TestMemory.Create();
        using (Transaction transaction = memory.Journal.Begin())
        {
            memory.Allocator.Allocate(0, 10, BlockKind.KeySet, owner: 3);
            memory.Allocator.Allocate(0, 11, BlockKind.KeySet, owner: 3);
            memory.Allocator.Allocate(0, 12, BlockKind.KeySet, owner: 300);
            memory.Allocator.Allocate(1, 13, BlockKind.DataObject, owner: 3);
            transaction.Commit();
        }

        memory.Allocator.Reserve(1, 16, BlockKind.DataObject, owner: 3);
        MemoryAccount account = Accountant.Account(memory);
        Assert.That(account.Shares, Is.EqualTo(new[]
        {
            new MemoryShare(0, "KeySet", 3, IsReserved: false, Blocks: 2, Used: 21, Overhead: 8 + 6 + 8 + 5),
            new MemoryShare(0, "KeySet", 300, IsReserved: false, Blocks: 1, Used: 12, Overhead: 8 + 4),
            new MemoryShare(1, "DataObject", 3, IsReserved: false, Blocks: 1, Used: 13, Overhead: 8 + 3),
            new MemoryShare(1, "DataObject", 3, IsReserved: true, Blocks: 1, Used: 16, Overhead: 8),
        }));
        Assert.That(account.Containers.Select(container => container.Owned), Is.EqualTo(new[] { 4096, 4096 }));
        Assert.That(account.Containers[1], Is.EqualTo(new ContainerMemory(1, 4096, Used: 29, Overhead: 19, Free: 4096 - 48)));
    }

    [Test]
    public void Everything_adds_up_to_the_size_of_the_memory_after_any_operations()
    {
        var driver = new Tearing.MemoryDriver();
        for (int i = 0; i < 300; i++)
        {
            driver.Step(i);
            MemoryAccount account = Accountant.Account(driver.Memory);
            Assert.That(account.Fixed + account.Used + account.Overhead + account.Free, Is.EqualTo(account.Total), $"step {i}");
            Assert.That(account.Shares.Sum(share => share.Used), Is.EqualTo(account.Used));
            Assert.That(account.Shares.Sum(share => share.Overhead), Is.EqualTo(account.Overhead));
            Assert.That(account.Free, Is.EqualTo(driver.Memory.Allocator.FreeBytes()));
            foreach (ContainerMemory container in account.Containers)
            {
                Assert.That(container.Used + container.Overhead + container.Free, Is.EqualTo(container.Owned));
            }
        }
    }
}
