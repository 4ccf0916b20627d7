using System.Runtime.InteropServices;
using CardOs.Crypto;

namespace CardOs.GlobalPlatform.Content;

/// <summary>A package that arrives with LOAD commands, in working memory: the components themselves go to the package loader.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ContentLoad
{
    public const int MaxAid = 16;

    /// <summary>A DAP block with an AID and a signature of 4,096 bits.</summary>
    public const int MaxDapBlock = 560;

    /// <summary>The channel that loads, plus 1; 0 when nothing is being loaded.</summary>
    public byte Owner;

    public LoadPhase Phase;

    /// <summary>The block that has to come next.</summary>
    public ushort NextBlock;

    public byte Container;

    /// <summary>The domain that the package will belong to.</summary>
    public byte Domain;

    /// <summary>Whether an INSTALL for installation follows that belongs to the load.</summary>
    public byte IsCombined;

    public byte AidLength;
    public byte HashLength;

    /// <summary>Bytes of a tag and length that came.</summary>
    public byte HeaderTaken;

    /// <summary>Whose signatures the load has to bring, and whose it brought, a bit for each.</summary>
    public byte Required;
    public byte Verified;

    /// <summary>Bytes of the value in progress that still come.</summary>
    public int Left;

    /// <summary>Bytes of a DAP block that came.</summary>
    public int DapTaken;

    public fixed byte Header[8];
    public fixed byte Aid[MaxAid];
    public fixed byte Hash[Digest.MaxHashLength];

    /// <summary>The hash of the load file data block so far.</summary>
    public fixed byte HashState[Digest.MaxStateLength];
    public fixed byte Dap[MaxDapBlock];
}
