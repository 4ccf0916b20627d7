using System;
using System.Buffers.Binary;
using CardOs.Memory;

namespace CardOs.Registry;

/// <summary>What the registry entry of an installed applet has behind the common part.</summary>
/// <remarks>
/// <code>
/// 0        1         2        4       6        7            8           12          13        16
/// +--------+---------+--------+-------+--------+------------+-----------+-----------+---------+
/// | number | package | object | AID   | module | -          | heap area | is multi- | -       |
/// |        |         | handle | handle|        |            |           | selectable|         |
/// +--------+---------+--------+-------+--------+------------+-----------+-----------+---------+
/// 16          20        24           28
/// +-----------+---------+------------+------------+
/// | most heap | most    | heap set   | transient  |
/// |           |transient| aside      | set aside  |
/// +-----------+---------+------------+------------+
/// </code>
/// The last four are bytes, 0 for no limit and nothing set aside: GlobalPlatform 2.3.1 9.7.
/// </remarks>
internal readonly ref struct AppletPart
{
    public const int Offset = ApplicationEntry.Length;
    public const int NumberOffset = Offset;
    public const int PackageOffset = Offset + 1;
    public const int ObjectOffset = Offset + 2;
    public const int AidObjectOffset = Offset + 4;
    public const int ModuleOffset = Offset + 6;
    public const int HeapOffset = Offset + 8;
    public const int MultiSelectableOffset = Offset + 12;
    public const int HeapQuotaOffset = Offset + 16;
    public const int TransientQuotaOffset = Offset + 20;
    public const int HeapReservedOffset = Offset + 24;
    public const int TransientReservedOffset = Offset + 28;
    public const int Length = 32;

    private readonly ReadOnlySpan<byte> _bytes;

    public AppletPart(NonVolatileMemory memory, NvAddress application) => _bytes = memory.Read(application + Offset, Length);

    /// <summary>The number of the instance, by which it owns objects.</summary>
    public byte Number => _bytes[0];

    /// <summary>The package whose code it runs: its context.</summary>
    public byte Package => _bytes[1];

    /// <summary>The applet's object; 0 before it was registered.</summary>
    public ushort Object => BinaryPrimitives.ReadUInt16BigEndian(_bytes.Slice(ObjectOffset - Offset));

    /// <summary>The AID object of the instance.</summary>
    public ushort AidObject => BinaryPrimitives.ReadUInt16BigEndian(_bytes.Slice(AidObjectOffset - Offset));

    /// <summary>Which applet of the package it is an instance of.</summary>
    public byte Module => _bytes[ModuleOffset - Offset];

    /// <summary>The most bytes of heap areas that it gets; 0 for no limit.</summary>
    public int HeapQuota => BinaryPrimitives.ReadInt32BigEndian(_bytes.Slice(HeapQuotaOffset - Offset));

    /// <summary>The most bytes of transient arrays that it gets; 0 for no limit.</summary>
    public int TransientQuota => BinaryPrimitives.ReadInt32BigEndian(_bytes.Slice(TransientQuotaOffset - Offset));

    /// <summary>Bytes of transient arrays that nobody else gets.</summary>
    public int TransientReserved => BinaryPrimitives.ReadInt32BigEndian(_bytes.Slice(TransientReservedOffset - Offset));

    public bool IsMultiSelectable => _bytes[MultiSelectableOffset - Offset] != 0;
}
