using System;
using System.Buffers.Binary;

namespace CardOs.Apdu;

public readonly ref partial struct CommandApdu
{
    private const int MaxShortDataLength = 255;
    private const int MaxDataLength = 65535;

    /// <summary>Bytes that <see cref="TryWrite"/> writes.</summary>
    public int EncodedLength
    {
        get
        {
            int length = HeaderLength + Data.Length;
            if (!NeedsExtended)
            {
                return length + (Data.IsEmpty ? 0 : 1) + (ExpectedLength == 0 ? 0 : 1);
            }

            // The zero byte comes once, in front of the first length field.
            int fields = (Data.IsEmpty ? 0 : 2) + (ExpectedLength == 0 ? 0 : 2);
            return length + (fields == 0 ? 0 : 1 + fields);
        }
    }

    private bool NeedsExtended => IsExtended || Data.Length > MaxShortDataLength || ExpectedLength > MaxShortExpectedLength;

    /// <summary>Encodes the command, in the short form when it fits and <see cref="IsExtended"/> does not ask for the other.</summary>
    /// <returns>False, and nothing written, when it does not fit, or a length is none that can be coded.</returns>
    public bool TryWrite(Span<byte> destination, out int written)
    {
        int length = EncodedLength;
        if (destination.Length < length || Data.Length > MaxDataLength || (uint)ExpectedLength > MaxExtendedExpectedLength)
        {
            written = 0;
            return false;
        }

        BinaryPrimitives.WriteUInt32BigEndian(destination, _header);
        Span<byte> body = destination.Slice(HeaderLength, length - HeaderLength);
        if (NeedsExtended)
        {
            WriteExtended(body);
        }
        else
        {
            WriteShort(body);
        }

        written = length;
        return true;
    }

    /// <summary>Encodes the command as <see cref="TryWrite"/> does.</summary>
    /// <returns>The number of bytes written.</returns>
    /// <exception cref="ArgumentException">It does not fit, or a length is none that can be coded.</exception>
    public int Write(Span<byte> destination)
    {
        if (!TryWrite(destination, out int written))
        {
            throw new ArgumentException("The command does not fit, or has a length that cannot be coded.", nameof(destination));
        }

        return written;
    }

    private void WriteShort(Span<byte> body)
    {
        if (!Data.IsEmpty)
        {
            body[0] = (byte)Data.Length;
            Data.CopyTo(body.Slice(1));
        }

        if (ExpectedLength != 0)
        {
            body[body.Length - 1] = (byte)ExpectedLength;
        }
    }

    private void WriteExtended(Span<byte> body)
    {
        if (!body.IsEmpty)
        {
            body[0] = 0;
        }

        if (!Data.IsEmpty)
        {
            BinaryPrimitives.WriteUInt16BigEndian(body.Slice(1), (ushort)Data.Length);
            Data.CopyTo(body.Slice(3));
        }

        if (ExpectedLength != 0)
        {
            BinaryPrimitives.WriteUInt16BigEndian(body.Slice(body.Length - 2), (ushort)ExpectedLength);
        }
    }
}
