using System.Runtime.InteropServices;

namespace CardOs.JavaCard;

/// <summary>A load in progress, in working memory: a reset ends it, and power-on frees the blocks.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct LoadState
{
    /// <summary>Places of components, by tag.</summary>
    public const int Tags = 14;

    public byte IsOpen;
    public byte Container;
    public LinkFault Fault;

    /// <summary>The component that is being received, and bytes of its header that were.</summary>
    public byte Tag;
    public byte HeaderTaken;
    public byte Header0;
    public byte Header1;
    public byte Header2;
    public byte Header3;
    public byte Header4;

    public ushort Seen;

    /// <summary>Bytes of the component, and how many of them came.</summary>
    public int Size;
    public int Taken;

    /// <summary>Reserved blocks: the first two components; what only the linker needs; the code.</summary>
    public int Head;
    public int Rest;
    public int Code;
    public int Used;

    /// <summary>The security domain that the package will belong to.</summary>
    public byte Domain;

    /// <summary>Where each component's data are.</summary>
    public fixed int Address[Tags];
    public fixed int Length[Tags];
}
