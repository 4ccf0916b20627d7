using System;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.JavaCard;

/// <summary>How much memory an applet gets at most, and what is set aside for others: GlobalPlatform 2.3.1 9.7.</summary>
internal sealed partial class Heap
{
    /// <summary>Sets bytes of the heap aside for an owner that has none yet: its first area.</summary>
    /// <returns>False when there is no room.</returns>
    public bool TrySetAside(byte owner, int bytes)
    {
        int container = _machine.ContainerOfOwner(owner);
        return bytes == 0 || !AddArea(container, HeapHead(owner), bytes + AreaLinkLength, owner).IsNull;
    }

    // What an area has beyond its objects is not counted: the quota is of bytes for objects.
    private bool AllowsArea(byte owner, int length)
    {
        int quota = HasInstance(owner) ? PartOf(owner).HeapQuota : 0;
        if (quota == 0)
        {
            return true;
        }

        int used = 0;
        for (NvAddress area = _memory.ReadAddress(HeapHead(owner)); !area.IsNull; area = _memory.ReadAddress(area))
        {
            used += _memory.Allocator.LengthOf(area) - AreaLinkLength;
        }

        return used + length - AreaLinkLength <= quota;
    }

    private bool AllowsTransient(byte owner, int bytes)
    {
        int quota = HasInstance(owner) ? PartOf(owner).TransientQuota : 0;
        int set = SetAsideForOthers(owner);
        return (quota == 0 || TransientOf(owner) + bytes <= quota) && (set == 0 || bytes + set <= FreeTransientBytes);
    }

    // What others have not used yet of what was set aside for them.
    private int SetAsideForOthers(byte owner)
    {
        int set = 0;
        for (int other = Owner.FirstApplet; other <= Owner.LastApplet; other++)
        {
            int reserved = other != owner && HasInstance((byte)other) ? PartOf((byte)other).TransientReserved : 0;
            set += reserved == 0 ? 0 : Math.Max(reserved - TransientOf((byte)other), 0);
        }

        return set;
    }

    // Bytes of the transient arrays of an owner, whole units each.
    private int TransientOf(byte owner)
    {
        int used = 0;
        for (int i = 1; i < BlockCount * HandlesPerBlock; i++)
        {
            HandleEntry entry = _allBlocks[i >> 8] == 0 ? default : EntryOfAny((ushort)i);
            if (entry.Kind == ObjectKind.TransientArray && entry.Owner == owner)
            {
                ArrayRef array = ArrayOf((ushort)i, entry);
                used += ElementKinds.BytesOf(array.Kind, array.Length);
            }
        }

        return used;
    }

    private bool HasInstance(byte owner) => !_machine.InstanceOf(owner).IsNull;

    private AppletPart PartOf(byte owner) => new(_memory, _machine.InstanceOf(owner));
}
