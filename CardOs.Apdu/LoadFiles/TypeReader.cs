namespace CardOs.Apdu.LoadFiles;

/// <summary>A cursor over types; of a method, the last is what it returns.</summary>
public ref struct TypeReader
{
    private const int ReferenceNibbles = 4;
    private const int NibbleLength = 4;

    private readonly TypeDescriptor _descriptor;
    private int _index;

    internal TypeReader(TypeDescriptor descriptor) => _descriptor = descriptor;

    /// <summary>Whether everything was read; when false after <see cref="TryRead"/> gave false, what is left is malformed.</summary>
    public readonly bool IsAtEnd => _index >= _descriptor.Count;

    /// <summary>Reads the next type; of a reference, and of an array of references, its class too.</summary>
    public bool TryRead(out TypeNibble type, out ClassReference reference)
    {
        type = default;
        reference = default;
        if (IsAtEnd)
        {
            return false;
        }

        var nibble = (TypeNibble)_descriptor.GetNibble(_index);
        bool hasClass = nibble is TypeNibble.Reference or TypeNibble.ReferenceArray;
        if (nibble is not ((>= TypeNibble.Void and <= TypeNibble.Reference) or (>= TypeNibble.BooleanArray and <= TypeNibble.ReferenceArray))
            || (hasClass && _descriptor.Count - _index <= ReferenceNibbles))
        {
            return false;
        }

        _index++;
        if (hasClass)
        {
            int value = 0;
            for (int i = 0; i < ReferenceNibbles; i++)
            {
                value = (value << NibbleLength) | _descriptor.GetNibble(_index++);
            }

            reference = new ClassReference((ushort)value);
        }

        type = nibble;
        return true;
    }
}
