using System;
using System.Buffers.Binary;

namespace CardOs.Apdu.Toolkit;

/// <summary>A cell broadcast page: TS 23.041 9.4.1.2.</summary>
/// <remarks>
/// <code>
/// 0        2            4     5            6                88
/// +--------+------------+-----+------------+------------------+
/// | serial | identifier | DCS | page       | content (82)     |
/// +--------+------------+-----+------------+------------------+
///                               number, total
/// </code>
/// </remarks>
public readonly ref struct CellBroadcastPage
{
    /// <summary>Bytes of a page.</summary>
    public const int Length = 88;

    private const int ContentOffset = 6;

    private readonly ReadOnlySpan<byte> _page;

    private CellBroadcastPage(ReadOnlySpan<byte> page) => _page = page;

    /// <summary>The serial number.</summary>
    public ushort SerialNumber => BinaryPrimitives.ReadUInt16BigEndian(_page);

    /// <summary>The message identifier, which says what the message is about.</summary>
    public ushort MessageIdentifier => BinaryPrimitives.ReadUInt16BigEndian(_page.Slice(2));

    /// <summary>The coding byte.</summary>
    public byte Coding => _page[4];

    /// <summary>Which page this is.</summary>
    public int PageNumber => _page[5] >> 4;

    /// <summary>How many pages there are.</summary>
    public int PageCount => _page[5] & 0b1111;

    /// <summary>The content.</summary>
    public ReadOnlySpan<byte> Content => _page.Slice(ContentOffset);

    /// <summary>Sees a page in <paramref name="source"/>, which must hold it exactly.</summary>
    /// <returns>False when there are not 88 bytes.</returns>
    public static bool TryParse(ReadOnlySpan<byte> source, out CellBroadcastPage page)
    {
        bool isOne = source.Length == Length;
        page = isOne ? new CellBroadcastPage(source) : default;
        return isOne;
    }

    /// <summary>Sees the page in a cell broadcast download.</summary>
    /// <returns>False when the envelope is another one, or the page is missing or malformed.</returns>
    public static bool TryParse(Envelope envelope, out CellBroadcastPage page)
    {
        page = default;
        return envelope.Tag == EnvelopeTag.CellBroadcastDownload
            && envelope.TryFind(ToolkitTag.CellBroadcastPage, out ReadOnlySpan<byte> value)
            && TryParse(value, out page);
    }

    /// <summary>Writes a cell broadcast download.</summary>
    /// <returns>False when <paramref name="page"/> has not 88 bytes, or the envelope does not fit.</returns>
    public static bool TryWriteDownload(Span<byte> destination, scoped ReadOnlySpan<byte> page, out int bytesWritten)
    {
        bytesWritten = 0;
        var writer = new ContainerWriter(destination, EnvelopeTag.CellBroadcastDownload);
        return page.Length == Length
            && writer.TryWrite(DeviceIdentities.NetworkToUicc)
            && writer.TryWrite(ToolkitTag.CellBroadcastPage, page)
            && writer.TryComplete(out bytesWritten);
    }
}
