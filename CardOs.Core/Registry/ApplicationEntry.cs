using System;
using System.Buffers.Binary;
using CardOs.Channels;
using CardOs.Memory;

namespace CardOs.Registry;

/// <summary>A registered application as non-volatile memory has it.</summary>
/// <remarks>
/// <code>
/// 0      4      5        6     7      8       10       11       12       16     20       24        28       32
/// +------+------+--------+-----+------+-------+--------+--------+--------+------+--------+---------+--------+
/// | next | kind | domain | MSL | TARs | owner | AID    | access | access | ADF  | quota  | objects | used   |
/// |      |      |        |     |      | tag   | length | param. | domain |      |        |         |        |
/// +------+------+--------+-----+------+-------+--------+--------+--------+------+--------+---------+--------+
/// 32                      48                      72      73           76                 80
/// +-----------------------+-----------------------+-------+------------+------------------+
/// | AID, padded with 00   | TARs, 3 bytes each    | life  | privileges | implicitly       |
/// |                       |                       | cycle |            | selected, a bit  |
/// |                       |                       |       |            | for each channel |
/// +-----------------------+-----------------------+-------+------------+------------------+
/// MSL: the minimum first byte of the SPI, TS 102 225 5.1.1
/// domain: the number of the security domain that the application belongs to, in its container
/// life cycle, privileges: GlobalPlatform 11.1.1, 11.1.2
/// </code>
/// </remarks>
internal readonly ref struct ApplicationEntry
{
    public const int NextOffset = 0;
    public const int KindOffset = 4;
    public const int DomainOffset = 5;
    public const int MinimumSecurityOffset = 6;
    public const int TarCountOffset = 7;
    public const int OwnerOffset = 8;
    public const int AidLengthOffset = 10;
    public const int AccessParameterOffset = 11;
    public const int AccessDomainOffset = 12;
    public const int FileOffset = 16;
    public const int QuotaOffset = 20;
    public const int ObjectsOffset = 24;
    public const int UsedOffset = 28;
    public const int AidOffset = 32;
    public const int MaxAidLength = 16;
    public const int TarsOffset = AidOffset + MaxAidLength;
    public const int TarLength = 3;
    public const int MaxTars = 8;
    public const int LifeCycleOffset = TarsOffset + (MaxTars * TarLength);
    public const int PrivilegesOffset = LifeCycleOffset + 1;
    public const int PrivilegesLength = 3;
    public const int ImplicitSelectionOffset = PrivilegesOffset + PrivilegesLength;
    public const int Length = ImplicitSelectionOffset + sizeof(uint);

    private readonly ReadOnlySpan<byte> _bytes;

    public ApplicationEntry(NonVolatileMemory memory, NvAddress address)
    {
        Address = address;
        _bytes = memory.Read(address, Length);
    }

    public NvAddress Address { get; }

    public NvAddress Next => new(BinaryPrimitives.ReadInt32BigEndian(_bytes));

    public ApplicationKind Kind => (ApplicationKind)_bytes[KindOffset];

    /// <summary>The security domain whose key sets open this application's packets.</summary>
    public byte Domain => _bytes[DomainOffset];

    /// <summary>The minimum first byte of the SPI; 0 asks for nothing.</summary>
    public byte MinimumSecurity => _bytes[MinimumSecurityOffset];

    public ushort Owner => BinaryPrimitives.ReadUInt16BigEndian(_bytes.Slice(OwnerOffset));

    public ReadOnlySpan<byte> Aid => _bytes.Slice(AidOffset, _bytes[AidLengthOffset]);

    /// <summary>What remote commands for this application may do with files.</summary>
    public SecurityStatus Access =>
        SecurityStatus.OfAccessDomain(_bytes[AccessParameterOffset], BinaryPrimitives.ReadUInt32BigEndian(_bytes.Slice(AccessDomainOffset)));

    /// <summary>The ADF that remote file management starts at; null for the master file.</summary>
    public NvAddress File => new(BinaryPrimitives.ReadInt32BigEndian(_bytes.Slice(FileOffset)));

    /// <summary>The most bytes of data objects that a store may hold.</summary>
    public int Quota => BinaryPrimitives.ReadInt32BigEndian(_bytes.Slice(QuotaOffset));

    public int Used => BinaryPrimitives.ReadInt32BigEndian(_bytes.Slice(UsedOffset));

    /// <summary>The life cycle state, as GET STATUS gives it.</summary>
    public byte LifeCycle => _bytes[LifeCycleOffset];

    public Privileges Privileges => PrivilegeBytes.Read(_bytes.Slice(PrivilegesOffset, PrivilegesLength));

    /// <summary>The channels on which it is selected without a SELECT, a bit each.</summary>
    public uint ImplicitChannels => BinaryPrimitives.ReadUInt32BigEndian(_bytes.Slice(ImplicitSelectionOffset));

    /// <summary>Whether a SELECT may choose it: it is installed whole, and not locked. GlobalPlatform 6.4.2.1.2.</summary>
    public bool IsSelectable => LifeCycles.IsSelectable(LifeCycle);

    public bool HasTar(int tar)
    {
        int count = _bytes[TarCountOffset];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> own = _bytes.Slice(TarsOffset + (i * TarLength), TarLength);
            if (((own[0] << 16) | (own[1] << 8) | own[2]) == tar)
            {
                return true;
            }
        }

        return false;
    }
}
