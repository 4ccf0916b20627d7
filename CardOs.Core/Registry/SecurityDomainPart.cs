using System;
using CardOs.Memory;

namespace CardOs.Registry;

/// <summary>What the registry entry of a security domain has behind the common part.</summary>
/// <remarks>
/// <code>
/// 0        1       2       3         4       5       6     8            24           40
/// +--------+-------+-------+---------+-------+-------+-----+------------+------------+
/// | number | SCP02 | SCP03 | options | AID 2 | AID 3 |  -  | second AID | third AID  |
/// |        | i     | i     |         | length| length|     |            |            |
/// +--------+-------+-------+---------+-------+-------+-----+------------+------------+
/// </code>
/// number: by which key sets and applications of the container name it; 0 is the container's own domain (in the common container, the issuer's)
/// i: the options of the protocol, FF when the domain does not have it; options: what else installation chose, see <see cref="DomainOptions"/>
/// </remarks>
internal readonly ref struct SecurityDomainPart
{
    public const int Offset = ApplicationEntry.Length;
    public const int NumberOffset = Offset;
    public const int Scp02Offset = Offset + 1;
    public const int Scp03Offset = Offset + 2;
    public const int OptionsOffset = Offset + 3;
    public const int AliasLengthsOffset = Offset + 4;
    public const int AliasesOffset = Offset + 8;
    /// <summary>In the place of i: the domain does not have the protocol. 00 is an i of SCP03.</summary>
    public const byte NotOffered = 0xFF;

    public const int MaxAliases = 2;
    public const int Length = AliasesOffset - Offset + (MaxAliases * ApplicationEntry.MaxAidLength);

    private readonly ReadOnlySpan<byte> _bytes;

    public SecurityDomainPart(NonVolatileMemory memory, NvAddress application) => _bytes = memory.Read(application + Offset, Length);

    public byte Number => _bytes[NumberOffset - Offset];

    /// <summary>The options i of SCP02; <see cref="NotOffered"/> when the domain does not have it.</summary>
    public byte Scp02 => _bytes[Scp02Offset - Offset];

    /// <summary>The options i of SCP03; <see cref="NotOffered"/> when the domain does not have it.</summary>
    public byte Scp03 => _bytes[Scp03Offset - Offset];

    public DomainOptions Options => (DomainOptions)_bytes[OptionsOffset - Offset];

    /// <summary>A further AID by which the domain can be selected; empty when it has none of this number.</summary>
    public ReadOnlySpan<byte> Alias(int index) =>
        _bytes.Slice(AliasesOffset - Offset + (index * ApplicationEntry.MaxAidLength), _bytes[AliasLengthsOffset - Offset + index]);
}
