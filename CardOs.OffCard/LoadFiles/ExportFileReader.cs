using System;
using System.Buffers.Binary;
using System.Text;

namespace CardOs.OffCard.LoadFiles;

/// <summary>A cursor over an export file that knows where its constants are: JCVM 5.5.</summary>
/// <remarks>
/// <code>
///           0         1
///           +---------+-------------+---------------- … --+
/// text      | 01      | length (2)  | UTF-8               |
///           +---------+-------------+---------------- … --+
/// number    | 03      | value (4)                         |
///           +---------+-------------+---------------------+
/// class     | 07      | name (2)    |
///           +---------+-----------+-+------------+-----------+-----------+------------+-----+
/// package   | 0D      | flags (1) | name (2)     | minor (1) | major (1) | length (1) | AID |
///           +---------+-----------+--------------+-----------+-----------+------------+-----+
/// </code>
/// </remarks>
internal ref struct ExportFileReader
{
    public const byte TextTag = 1;
    public const byte NumberTag = 3;
    public const byte ClassTag = 7;
    public const byte PackageTag = 13;

    private const int NumberLength = 4;
    private const int PackageHeadLength = 5;

    private readonly ReadOnlySpan<byte> _bytes;
    private int[] _constants = [];
    private int _offset;

    public ExportFileReader(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    public readonly bool IsAtEnd => _offset == _bytes.Length;

    public byte ReadByte() => ReadBytes(1)[0];

    public int ReadUInt16() => BinaryPrimitives.ReadUInt16BigEndian(ReadBytes(2));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32BigEndian(ReadBytes(NumberLength));

    public ReadOnlySpan<byte> ReadBytes(int length)
    {
        Require((uint)length <= (uint)(_bytes.Length - _offset), $"{length} bytes");
        ReadOnlySpan<byte> bytes = _bytes.Slice(_offset, length);
        _offset += length;
        return bytes;
    }

    /// <summary>Reads the number of constants and passes them by.</summary>
    public void ReadConstants()
    {
        _constants = new int[ReadUInt16()];
        for (int i = 0; i < _constants.Length; i++)
        {
            _constants[i] = _offset;
            switch (ReadByte())
            {
                case TextTag:
                    ReadBytes(ReadUInt16());
                    break;
                case NumberTag:
                    ReadBytes(NumberLength);
                    break;
                case ClassTag:
                    ReadUInt16();
                    break;
                case PackageTag:
                    ReadBytes(PackageHeadLength);
                    ReadBytes(ReadByte());
                    break;
                default:
                    Require(false, "a constant: 1, 3, 7 or 13");
                    break;
            }
        }
    }

    /// <summary>A cursor behind the tag of a constant.</summary>
    public readonly ExportFileReader At(int index, byte tag)
    {
        Require(index < _constants.Length && _bytes[_constants[index]] == tag, $"the number of a constant with tag {tag}, found {index}");
        ExportFileReader reader = this;
        reader._offset = _constants[index] + 1;
        return reader;
    }

    /// <summary>Reads the number of a text, and gives the text.</summary>
    public string ReadName()
    {
        ExportFileReader text = At(ReadUInt16(), TextTag);
        return Encoding.UTF8.GetString(text.ReadBytes(text.ReadUInt16()));
    }

    /// <summary>Reads the number of a class, and gives its name.</summary>
    public string ReadClassName() => At(ReadUInt16(), ClassTag).ReadName();

    public readonly void Require(bool condition, string what)
    {
        if (!condition)
        {
            throw CapFormatException.Expected($"byte {_offset} of the export file", what);
        }
    }
}
