namespace CardOs.JavaCard;

/// <summary>An array that was looked up: where its elements are.</summary>
internal readonly struct ArrayRef
{
    public ArrayRef(ushort handle, ObjectKind kind, byte owner, int length, int address, bool isTransient, bool onDeselect)
    {
        Handle = handle;
        Kind = kind;
        Owner = owner;
        Length = length;
        Address = address;
        IsTransient = isTransient;
        OnDeselect = onDeselect;
    }

    public ushort Handle { get; }

    /// <summary>The kind of its elements, by the kind of array that has them.</summary>
    public ObjectKind Kind { get; }

    public byte Owner { get; }

    public int Length { get; }

    /// <summary>Where the first element is: in working memory when it is transient.</summary>
    public int Address { get; }

    public bool IsTransient { get; }

    public bool OnDeselect { get; }
}
