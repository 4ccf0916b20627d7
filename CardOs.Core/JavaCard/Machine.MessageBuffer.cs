namespace CardOs.JavaCard;

/// <summary>The global array in which applets get messages: made when the first applet registers for some.</summary>
internal sealed partial class Machine
{
    public const int MessageBufferLength = 1024;

    private const int HandleCount = 0x1_0000;

    // The handle, when it was looked for: the array keeps it for good.
    private ushort _messageBuffer;

    /// <summary>The array; false when no applet ever registered.</summary>
    public bool TryFindMessageBuffer(out ArrayRef array)
    {
        if (Heap.EntryOfAny(_messageBuffer).Owner != Owner.MessageBuffer)
        {
            _messageBuffer = 0;
            for (int handle = 1; handle < HandleCount && _messageBuffer == 0; handle++)
            {
                HandleEntry entry = Heap.EntryOfAny((ushort)handle);
                _messageBuffer = entry.Kind == ObjectKind.TransientArray && entry.Owner == Owner.MessageBuffer ? (ushort)handle : (ushort)0;
            }
        }

        array = _messageBuffer == 0 ? default : Heap.ArrayOf(_messageBuffer, Heap.EntryOfAny(_messageBuffer));
        return _messageBuffer != 0;
    }

    /// <summary>Makes the array where there is none, together with an open transaction.</summary>
    /// <returns>False when there is no room.</returns>
    public bool TryCreateMessageBuffer() =>
        TryFindMessageBuffer(out _)
        || Heap.TryNewTransient(Owner.MessageBuffer, ObjectKind.ByteArray, MessageBufferLength, onDeselect: false, out _messageBuffer, out _);
}
