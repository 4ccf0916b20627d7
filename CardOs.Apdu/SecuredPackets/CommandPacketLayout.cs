using System;
using System.Buffers.Binary;

namespace CardOs.Apdu.SecuredPackets;

/// <summary>Where the parts of a command packet lie that was composed in clear and is to be sealed in place.</summary>
public readonly struct CommandPacketLayout
{
    private CommandPacketLayout(int textOffset, int checkLength, int length)
    {
        TextOffset = textOffset;
        CheckLength = checkLength;
        Length = length;
    }

    /// <summary>Bytes of the packet.</summary>
    public int Length { get; }

    /// <summary>Where CNTR is: the check covers what is in front, ciphering begins here.</summary>
    public int TextOffset { get; }

    /// <summary>Bytes in front of the check, from CNTR on.</summary>
    public static int TextHeadLength => CommandText.HeadLength;

    /// <summary>Where the check goes.</summary>
    public int CheckOffset => TextOffset + TextHeadLength;

    /// <summary>Bytes of the check.</summary>
    public int CheckLength { get; }

    /// <summary>Where the secured data is.</summary>
    public int DataOffset => CheckOffset + CheckLength;

    /// <summary>The padding that brings CNTR to the end of the data to a multiple of <paramref name="blockLength"/>.</summary>
    public static int PaddingFor(int checkLength, int dataLength, int blockLength)
    {
        int excess = (TextHeadLength + checkLength + dataLength) % blockLength;
        return excess == 0 ? 0 : blockLength - excess;
    }

    /// <summary>Composes a packet in clear with its final lengths; check and padding are zero bytes.</summary>
    /// <returns>False when it does not fit, or no check has <paramref name="checkLength"/> bytes.</returns>
    public static bool TryWrite(
        Span<byte> destination,
        PacketForm form,
        Spi spi,
        Kic kic,
        Kid kid,
        Tar tar,
        ulong counter,
        int checkLength,
        int paddingLength,
        scoped ReadOnlySpan<byte> data,
        out CommandPacketLayout layout)
    {
        layout = default;
        int headerLength = CommandPacket.ShortestHeaderLength + checkLength;
        if (!PacketHead.IsCheckLength(checkLength) || paddingLength is < 0 or > byte.MaxValue
            || !PacketHead.TryWrite(
                destination, form, PacketIdentifier.Command, headerLength, headerLength + data.Length + paddingLength, out int fieldsOffset))
        {
            return false;
        }

        int textOffset = fieldsOffset + CommandPacket.FieldsLength;
        layout = new CommandPacketLayout(textOffset, checkLength, fieldsOffset + headerLength + data.Length + paddingLength);
        Span<byte> fields = destination.Slice(fieldsOffset);
        BinaryPrimitives.WriteUInt16BigEndian(fields, spi.Value);
        fields[2] = kic.Value;
        fields[3] = kid.Value;
        tar.TryWrite(fields.Slice(4));
        data.CopyTo(destination.Slice(layout.DataOffset));
        PacketCounter.Write(destination.Slice(textOffset), counter);
        destination[layout.CheckOffset - 1] = (byte)paddingLength;
        destination.Slice(layout.CheckOffset, checkLength).Clear();
        destination.Slice(layout.DataOffset + data.Length, paddingLength).Clear();
        return true;
    }
}
