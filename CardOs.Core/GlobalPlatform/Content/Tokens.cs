using System;
using System.Buffers.Binary;
using CardOs.Apdu;
using CardOs.Keys;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform.Content;

/// <summary>Tokens: with one, a domain with Delegated Management may do what it names. GlobalPlatform 2.3.1 9.1.3.1, C.4.</summary>
/// <remarks>
/// Signed is:
/// <code>
/// | P1 | P2 | length of what follows, one byte, or 00 and two | data of the command in front of the token |
/// </code>
/// </remarks>
internal static class Tokens
{
    private const byte KeyVersion = 0x70;
    private const byte Identifier = 0x01;
    private const int MaxHeader = 5;

    /// <summary>Whether a command may go on: it has the token that its performer needs, and none that it does not need.</summary>
    /// <param name="state">The card.</param>
    /// <param name="performer">The domain.</param>
    /// <param name="command">The command, for its parameters.</param>
    /// <param name="signed">The data in front of the token.</param>
    /// <param name="token">The token; empty when there is none.</param>
    /// <returns>9000; 6985 when a token is missing or not expected, or nobody can verify it; 6982 when it is wrong.</returns>
    public static StatusWord Check(
        CardState state, scoped in Performer performer, scoped CommandApdu command, scoped ReadOnlySpan<byte> signed, scoped ReadOnlySpan<byte> token)
    {
        if (performer.IsDelegated == token.IsEmpty)
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        if (token.IsEmpty)
        {
            return StatusWord.Success;
        }

        NonVolatileMemory memory = state.NonVolatile;
        NvAddress verifier = DomainAbove(memory, performer.Domain, Privileges.TokenManagement);
        if (verifier.IsNull || !TryFindKey(memory, verifier, KeyVersion, out DomainKey key))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        Span<byte> message = stackalloc byte[MaxHeader + WorkingMap.CommandChainCapacity];
        int length = WriteMessage(command.Parameters, signed, message);
        return ContentSignatures.Verify(state, key, message.Slice(0, length), token) ? StatusWord.Success : StatusWord.SecurityStatusNotSatisfied;
    }

    /// <summary>Writes what a token signs.</summary>
    /// <param name="parameters">P1 and P2.</param>
    /// <param name="signed">The data in front of the token.</param>
    /// <param name="message">Takes it: five bytes more.</param>
    /// <returns>Its length.</returns>
    public static int WriteMessage(ushort parameters, scoped ReadOnlySpan<byte> signed, scoped Span<byte> message)
    {
        BinaryPrimitives.WriteUInt16BigEndian(message, parameters);
        int length = MaxHeader;
        if (signed.Length <= byte.MaxValue)
        {
            length = MaxHeader - 2;
            message[2] = (byte)signed.Length;
        }
        else
        {
            message[2] = 0;
            BinaryPrimitives.WriteUInt16BigEndian(message.Slice(3), (ushort)signed.Length);
        }

        signed.CopyTo(message.Slice(length));
        return length + signed.Length;
    }

    /// <summary>The nearest domain above another that has a privilege, else any that the issuer's hierarchy has: the issuer's own.</summary>
    public static NvAddress DomainAbove(NonVolatileMemory memory, NvAddress domain, Privileges privilege)
    {
        NvAddress issuer = SecurityDomains.Issuer(memory);
        for (NvAddress at = domain; !at.IsNull && at != issuer;)
        {
            NvAddress above = SecurityDomains.Above(memory, at);
            at = above == at ? issuer : above;
            if (!at.IsNull && (new ApplicationEntry(memory, at).Privileges & privilege) != 0)
            {
                return at;
            }
        }

        return NvAddress.Null;
    }

    /// <summary>The first key of a domain with a version.</summary>
    public static bool TryFindKey(NonVolatileMemory memory, NvAddress domain, byte version, out DomainKey key)
    {
        byte number = new SecurityDomainPart(memory, domain).Number;
        NvAddress found = DomainKeys.Find(memory, ApplicationRegistry.ContainerOf(memory, domain), number, version, Identifier);
        key = found.IsNull ? default : new DomainKey(memory, found);
        return !found.IsNull;
    }
}
