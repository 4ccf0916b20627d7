using System;

namespace CardOs.Memory;

/// <summary>The free blocks: found, joined and split.</summary>
internal sealed partial class Allocator
{
    // One bit for each word that is the header of a block freed in the open transaction.
    private readonly BitSet _freed;
    private bool _hasFreed;

    // No free block of the container starts lower: saves walking over what is full, and changes no result.
    private readonly int[] _lowestFree = new int[NonVolatileMap.MaxContainers];

    internal void OnTransactionEnd()
    {
        if (_hasFreed)
        {
            _freed.Clear();
            _hasFreed = false;
        }
    }

    internal void ForgetLowestFree() => _lowestFree.AsSpan().Fill(NonVolatileMap.Segments);

    // The first free block that is long enough, or becomes so with the free ones behind it.
    private NvAddress FindFree(int container, int needed)
    {
        Block candidate = default;
        int lowest = _memory.Length;
        foreach (Block block in new BlockEnumerator(_memory, _lowestFree[container], container))
        {
            if (block.Header.State == BlockState.Free && lowest == _memory.Length)
            {
                lowest = block.Address.Value;
            }

            candidate = !IsReusable(block) ? default : TryJoin(candidate, block, out Block joined) ? joined : block;
            if (!candidate.Address.IsNull && candidate.Header.BlockLength >= needed)
            {
                _lowestFree[container] = lowest;
                return candidate.Address;
            }
        }

        _lowestFree[container] = lowest;
        return NvAddress.Null;
    }

    private bool IsReusable(Block block) =>
        block.Header.State == BlockState.Free && !(_hasFreed && _freed.Contains(block.Address.Value / NonVolatileMap.WordLength));

    // Contents will lie over the second header; an abort needs it back.
    private bool TryJoin(Block first, Block second, out Block joined)
    {
        BlockHeader header = BlockHeader.Free(first.Header.BlockLength + second.Header.BlockLength);
        joined = new Block(first.Address, header, first.Container);
        return !first.Address.IsNull
            && first.Container == second.Container
            && first.Address + first.Header.BlockLength == second.Address
            && (!_memory.Journal.IsOpen || _memory.Journal.TryLog(second.Address, BlockHeader.Length))
            && TryWriteHeader(first.Address, header);
    }

    private bool TrySplit(NvAddress block, int needed)
    {
        int rest = new BlockHeader(_memory.ReadUInt64(block)).BlockLength - needed;
        return rest == 0
            || (TryWriteHeader(block + needed, BlockHeader.Free(rest)) && TryWriteHeader(block, BlockHeader.Free(needed)));
    }

    private void NoteFree(int container, NvAddress block)
    {
        if (container >= 0 && block.Value < _lowestFree[container])
        {
            _lowestFree[container] = block.Value;
        }
    }
}
