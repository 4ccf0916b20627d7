using CardOs.Memory;

namespace CardOs.JavaCard;

/// <summary>Transient arrays: their elements live in working memory.</summary>
internal sealed partial class Heap
{
    /// <summary>Zeroes the arrays that are cleared on deselection and belong to applets of a package.</summary>
    public void ClearOnDeselect(byte context)
    {
        for (int block = 0; block < BlockCount; block++)
        {
            for (int i = 0; _allBlocks[block] != 0 && i < HandlesPerBlock; i++)
            {
                var handle = (ushort)((block << 8) | i);
                HandleEntry entry = EntryOfAny(handle);
                if (entry.Kind == ObjectKind.TransientArray && _machine.ContextOf[entry.Owner] == context)
                {
                    ArrayRef array = ArrayOf(handle, entry);
                    if (array.OnDeselect)
                    {
                        _working.Span(array.Address, ElementKinds.BytesOf(array.Kind, array.Length)).Clear();
                    }
                }
            }
        }
    }

    /// <summary>Free bytes for elements of transient arrays.</summary>
    public int FreeTransientBytes => WorkingMap.TransientLength - (4 * _transientRoom.CountTaken(0, WorkingMap.TransientLength / 4));

    /// <summary>References to objects that are gone, in transient arrays, become null.</summary>
    public void ForgetDangling()
    {
        for (int block = 0; block < BlockCount; block++)
        {
            for (int i = 0; _allBlocks[block] != 0 && i < HandlesPerBlock; i++)
            {
                var handle = (ushort)((block << 8) | i);
                HandleEntry entry = EntryOfAny(handle);
                if (entry.Kind == ObjectKind.TransientArray)
                {
                    ForgetDangling(ArrayOf(handle, entry));
                }
            }
        }
    }

    private void ForgetDangling(ArrayRef array)
    {
        for (int i = 0; array.Kind == ObjectKind.ReferenceArray && i < array.Length; i++)
        {
            ref ushort element = ref _working.Cell<ushort>(array.Address + (2 * i));
            if (EntryOfAny(element).IsFree)
            {
                element = 0;
            }
        }
    }
}
