using System;
using CardOs.Apdu.Http;

namespace CardOs.Registry;

/// <summary>For which messages an application is registered: a header element and the value that it has to have.</summary>
/// <remarks>
/// <code>
/// 0       1         2        3
/// +-------+---------+--------+-----------+---------+
/// | flags | element | value  | element   | value   |
/// |       | length  | length |           |         |
/// +-------+---------+--------+-----------+---------+
/// flags: b1 the body comes in one part, b2 messages that name the application in their body
/// no element: Content-Type
/// </code>
/// </remarks>
internal readonly ref struct MessageRegistration
{
    public const int MaxElement = 64;
    public const int MaxValue = 128;
    public const int HeaderLength = 3;
    public const int MaxLength = HeaderLength + MaxElement + MaxValue;

    private const byte WholeFlag = 0b0000_0001;
    private const byte ByNameFlag = 0b0000_0010;

    public ReadOnlySpan<byte> Element { get; init; }

    public ReadOnlySpan<byte> Value { get; init; }

    /// <summary>Whether the application gets the body in one part, however it arrives.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Whether it is about messages that name the application in their body.</summary>
    public bool IsByName { get; init; }

    public bool IsOfContentType => Element.IsEmpty && !IsByName;

    public static MessageRegistration Read(ReadOnlySpan<byte> record) => new()
    {
        IsWhole = (record[0] & WholeFlag) != 0,
        IsByName = (record[0] & ByNameFlag) != 0,
        Element = record.Slice(HeaderLength, record[1]),
        Value = record.Slice(HeaderLength + record[1], record[2]),
    };

    public int Write(Span<byte> destination)
    {
        destination[0] = (byte)((IsWhole ? WholeFlag : 0) | (IsByName ? ByNameFlag : 0));
        destination[1] = (byte)Element.Length;
        destination[2] = (byte)Value.Length;
        Element.CopyTo(destination.Slice(HeaderLength));
        Value.CopyTo(destination.Slice(HeaderLength + Element.Length));
        return HeaderLength + Element.Length + Value.Length;
    }

    /// <summary>Whether another registration is for the same messages.</summary>
    public bool IsSame(MessageRegistration other)
    {
        if (IsByName || other.IsByName || IsOfContentType != other.IsOfContentType)
        {
            return IsByName && other.IsByName;
        }

        return IsOfContentType
            ? MediaType.TryParse(Value, out MediaType own) && MediaType.TryParse(other.Value, out MediaType others) && own.Is(others) && others.Is(own)
            : HttpField.IsSameName(Element, other.Element) && Value.SequenceEqual(other.Value);
    }
}
