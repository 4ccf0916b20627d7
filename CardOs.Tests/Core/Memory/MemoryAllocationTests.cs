using System;
using CardOs.Memory;
using NUnit.Framework;

namespace CardOs.Tests.Core.Memory;

public class MemoryAllocationTests
{
    private readonly NonVolatileMemory _memory = TestMemory.Create();

    [Test]
    public void Writes_in_and_around_the_journal_allocate_nothing() => Allocation.IsNone(() =>
    {
        Span<byte> bytes = stackalloc byte[40];
        _memory.Write(TestMemory.Words, bytes);
        _memory.Journal.TryWrite(TestMemory.Words, bytes);
        _memory.Fill(TestMemory.Words, 600, 1);
        _memory.Copy(TestMemory.Words, TestMemory.Words + 600, 600);
    });

    [Test]
    public void Transactions_allocate_nothing_committed_or_aborted() => Allocation.IsNone(() =>
    {
        using Transaction outer = _memory.Journal.Begin();
        _memory.Journal.TryWriteUInt64(TestMemory.Words, 1);
        using (_memory.Journal.Begin())
        {
            _memory.Journal.TryWriteUInt64(TestMemory.Words, 2);
        }

        outer.Commit();
    });

    [Test]
    public void Blocks_are_taken_and_given_back_without_allocation() => Allocation.IsNone(() =>
    {
        NvAddress block = _memory.Add(1, 5000);
        NvAddress other = _memory.Add(2, 50);
        _memory.Remove(block);
        _memory.Remove(other);
        _memory.Remove(_memory.Add(3, 30_000));
        NvAddress reserved = _memory.Allocator.Reserve(1, 100, BlockKind.File, owner: 0);
        _memory.Allocator.TryPublish(reserved);
        _memory.Allocator.TryFree(reserved);
    });

    [Test]
    public void Cuts_and_recovery_allocate_nothing() => Allocation.IsNone(() =>
    {
        _memory.ArmCut(6, TearMode.Subset, seed: 3);
        _memory.Journal.TryWrite(TestMemory.Words, stackalloc byte[100]);
        _memory.Recover();
    });

    [Test]
    public void Capturing_and_restoring_allocate_nothing()
    {
        var first = new PageImage();
        var second = new PageImage();
        Allocation.IsNone(() =>
        {
            _memory.CaptureInto(first, mayMakeBase: false);
            _memory.Fill(TestMemory.Words, 1000, 1);
            _memory.CaptureInto(second, mayMakeBase: false);
            _memory.Fill(TestMemory.Words, 1000, 2);
            _memory.RestoreFrom(second);
            _memory.RestoreFrom(first);
        });
    }
}
