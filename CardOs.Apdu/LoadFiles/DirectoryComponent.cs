using System;
using System.Buffers.Binary;

namespace CardOs.Apdu.LoadFiles;

/// <summary>What is in the file, and how much of it: JCVM 6.4.</summary>
/// <remarks>
/// <code>
/// 0                      22 (24, 28)
/// +------------------- … --+--------------+-------------------+-------------------+-----------+-----------+-----------+---------- … --+
/// | sizes: 11 (2.1) or     | static image | arrays with first | bytes of their    | imports   | applets   | custom    | custom        |
/// | 12 (2.2) times (2);    | (2)          | values (2)        | values (2)        | (1)       | (1)       | (1)       | components    |
/// | 2.3: and one of (4)    |              |                   |                   |           |           |           |               |
/// +------------------- … --+--------------+-------------------+-------------------+-----------+-----------+-----------+---------- … --+
/// </code>
/// A custom component is a tag, a size (2) and an AID behind its length.
/// </remarks>
public readonly ref struct DirectoryComponent
{
    private const int SizeLength = 2;
    private const int ResourcesSizeLength = 4;
    private const int SizesIn21 = 11;
    private const int SizesIn22 = 12;
    private const int ImageOffset = 0;
    private const int ArrayCountOffset = 2;
    private const int ArraySizeOffset = 4;
    private const int ImportCountOffset = 6;
    private const int AppletCountOffset = 7;
    private const int CustomCountOffset = 8;
    private const int CustomOffset = 9;
    private const int CustomHeadLength = 4;

    private readonly ReadOnlySpan<byte> _data;
    private readonly ReadOnlySpan<byte> _rest;
    private readonly int _sizes;

    private DirectoryComponent(ReadOnlySpan<byte> data, ReadOnlySpan<byte> rest, int sizes)
    {
        _data = data;
        _rest = rest;
        _sizes = sizes;
    }

    /// <summary>Bytes of the static fields.</summary>
    public int StaticImageSize => BinaryPrimitives.ReadUInt16BigEndian(_rest.Slice(ImageOffset));

    /// <summary>Static arrays with first values.</summary>
    public int StaticArrayCount => BinaryPrimitives.ReadUInt16BigEndian(_rest.Slice(ArrayCountOffset));

    /// <summary>Bytes of those arrays' values.</summary>
    public int StaticArraySize => BinaryPrimitives.ReadUInt16BigEndian(_rest.Slice(ArraySizeOffset));

    /// <summary>Packages that this one uses.</summary>
    public int ImportCount => _rest[ImportCountOffset];

    /// <summary>Applets in the package.</summary>
    public int AppletCount => _rest[AppletCountOffset];

    /// <summary>Components that the standard does not know.</summary>
    public int CustomCount => _rest[CustomCountOffset];

    /// <summary>Sees the component in its <paramref name="data"/>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> data, CapFormat format, out DirectoryComponent directory)
    {
        directory = default;
        int sizes = format >= CapFormat.Cap22 ? SizesIn22 : SizesIn21;
        int restOffset = (sizes * SizeLength) + (format >= CapFormat.Cap23 ? ResourcesSizeLength : 0);
        if (format == CapFormat.Unknown || data.Length < restOffset + CustomOffset)
        {
            return false;
        }

        ReadOnlySpan<byte> rest = data.Slice(restOffset);
        ReadOnlySpan<byte> custom = rest.Slice(CustomOffset);
        for (int i = rest[CustomCountOffset]; i > 0; i--)
        {
            if (custom.Length < CustomHeadLength || custom.Length - CustomHeadLength < custom[CustomHeadLength - 1])
            {
                return false;
            }

            custom = custom.Slice(CustomHeadLength + custom[CustomHeadLength - 1]);
        }

        directory = new DirectoryComponent(data, rest, sizes);
        return custom.IsEmpty;
    }

    /// <summary>Bytes of a component's data; 0 when it is not there.</summary>
    public long SizeOf(ComponentTag tag)
    {
        int index = (int)tag - 1;
        return tag == ComponentTag.StaticResources
            ? _data.Length - _rest.Length > _sizes * SizeLength ? BinaryPrimitives.ReadUInt32BigEndian(_data.Slice(_sizes * SizeLength)) : 0
            : index >= 0 && index < _sizes ? BinaryPrimitives.ReadUInt16BigEndian(_data.Slice(index * SizeLength)) : 0;
    }
}
