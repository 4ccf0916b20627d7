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
/// </code>
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
    public const int Length = 16;

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

    public bool IsMultiSelectable => _bytes[MultiSelectableOffset - Offset] != 0;
}
