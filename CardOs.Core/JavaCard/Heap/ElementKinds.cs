namespace CardOs.JavaCard;

/// <summary>How elements of arrays lie.</summary>
internal static class ElementKinds
{
    /// <summary>The power of two that is an element's length.</summary>
    public static int ShiftOf(ObjectKind kind) => kind switch
    {
        ObjectKind.BooleanArray or ObjectKind.ByteArray => 0,
        ObjectKind.IntArray => 2,
        _ => 1,
    };

    public static int BytesOf(ObjectKind kind, int length) => length << ShiftOf(kind);

    /// <summary>Bytes of the header of a persistent array.</summary>
    public static int HeaderLength(ObjectKind kind) => kind == ObjectKind.ReferenceArray ? 4 : 2;
}
