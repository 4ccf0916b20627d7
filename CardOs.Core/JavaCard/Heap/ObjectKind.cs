namespace CardOs.JavaCard;

/// <summary>What a handle's entry points at. The numbers are in card images.</summary>
internal enum ObjectKind : byte
{
    Free = 0,
    Object = 1,
    BooleanArray = 2,
    ByteArray = 3,
    ShortArray = 4,
    IntArray = 5,
    ReferenceArray = 6,

    /// <summary>An array with its elements in working memory; its header has the kind of the elements.</summary>
    TransientArray = 7,
}
