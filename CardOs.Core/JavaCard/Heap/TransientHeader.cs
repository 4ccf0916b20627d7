namespace CardOs.JavaCard;

/// <summary>The header of a transient array, 4 bytes in non-volatile memory.</summary>
/// <remarks>
/// <code>
/// 31                    19 18      16 15          14        0
/// +-----------------------+----------+-------------+---------+
/// | offset / 4            | kind     | on deselect | length  |
/// +-----------------------+----------+-------------+---------+
/// offset: from the start of the transient part of working memory
/// </code>
/// </remarks>
internal readonly record struct TransientHeader(uint Bits)
{
    public const int Length = 4;

    public TransientHeader(int offset, ObjectKind elements, bool onDeselect, int length)
        : this(((uint)offset >> 2 << 19) | ((uint)elements << 16) | (onDeselect ? 1u << 15 : 0) | (uint)length)
    {
    }

    public int Elements => (int)(Bits & 0x7FFF);

    /// <summary>Whether the elements are cleared when the applet is deselected, not only at a reset.</summary>
    public bool OnDeselect => (Bits & (1u << 15)) != 0;

    public ObjectKind Kind => (ObjectKind)((Bits >> 16) & 0b111);

    /// <summary>Whether it is cleared at a reset only, and its elements are of <paramref name="kind"/>.</summary>
    public bool IsPlain(ObjectKind kind) => ((Bits >> 15) & 0b1111) == (uint)kind << 1;

    public int Offset => (int)(Bits >> 19) << 2;

    public int ByteLength => ElementKinds.BytesOf(Kind, Elements);
}
