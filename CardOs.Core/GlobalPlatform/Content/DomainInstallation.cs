using System;
using CardOs.Apdu;
using CardOs.Apdu.Tlv;
using CardOs.Applications;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform.Content;

/// <summary>A supplementary security domain is made: GlobalPlatform 2.3.1 9.3.6, UICC configuration.</summary>
/// <remarks>
/// The value of C9:
/// <code>
/// | 81 protocol, i ... | 82 accepts what is extradited to it | 83 may be deleted with what belongs to it | 84 personalized by its first keys |
/// | 87 its applications may be extradited away |
/// 82, 83, 87: 80, or 40 and 20 for parts of it, grant it; 00 does not. 84: there is enough.
/// </code>
/// Without 81 it has the protocols of the domain that it belongs to.
/// </remarks>
internal static class DomainInstallation
{
    private const byte Scp02 = 0x02;
    private const byte Scp03 = 0x03;

    /// <summary>Makes a security domain, together with the open transaction.</summary>
    public static StatusWord Install(CardState state, scoped in AppletHost.Installation installation, Privileges privileges, out NvAddress domain)
    {
        NonVolatileMemory memory = state.NonVolatile;
        domain = NvAddress.Null;
        if (!installation.Module.SequenceEqual(RomPackages.DomainModule))
        {
            return StatusWord.ReferencedDataNotFound;
        }

        Span<byte> part = stackalloc byte[SecurityDomainPart.Length];
        part.Clear();
        NvAddress above = SecurityDomains.Find(memory, installation.Container, installation.Domain);
        above = above.IsNull ? SecurityDomains.Issuer(memory) : above;
        var its = new SecurityDomainPart(memory, above);
        part[SecurityDomainPart.Scp02Offset - SecurityDomainPart.Offset] = its.Scp02;
        part[SecurityDomainPart.Scp03Offset - SecurityDomainPart.Offset] = its.Scp03;
        if (!TryReadParameters(installation.Parameters, part))
        {
            return StatusWord.IncorrectData;
        }

        byte number = SecurityDomains.FindFreeNumber(memory, installation.Container);
        if (number == SecurityDomains.OfContainer)
        {
            return StatusWord.NotEnoughMemory;
        }

        part[SecurityDomainPart.NumberOffset - SecurityDomainPart.Offset] = number;
        var description = new ApplicationRegistry.Description
        {
            Kind = ApplicationKind.SecurityDomain,
            Aid = installation.Instance,
            Domain = installation.Domain,
            LifeCycle = installation.LifeCycle,
            Privileges = privileges,
            Quota = SecurityDomains.DefaultQuota,
            Part = part,
        };
        domain = ApplicationRegistry.Create(memory, installation.Container, description);
        return domain.IsNull ? StatusWord.NotEnoughMemory : StatusWord.Success;
    }

    private static bool TryReadParameters(ReadOnlySpan<byte> parameters, Span<byte> part)
    {
        DomainOptions options = DomainOptions.None;
        bool isRight = true;
        bool hasProtocol = false;
        var reader = new BerTlvReader(parameters);
        while (isRight && reader.TryRead(out BerTag tag, out ReadOnlySpan<byte> value))
        {
            switch (tag.Value)
            {
                case 0x81:
                    isRight = value.Length == 2 && value[0] is Scp02 or Scp03 && value[1] != SecurityDomainPart.NotOffered && (value[0] == Scp03 || value[1] != 0);
                    if (isRight && !hasProtocol)
                    {
                        part[SecurityDomainPart.Scp02Offset - SecurityDomainPart.Offset] = SecurityDomainPart.NotOffered;
                        part[SecurityDomainPart.Scp03Offset - SecurityDomainPart.Offset] = SecurityDomainPart.NotOffered;
                        hasProtocol = true;
                    }

                    if (isRight)
                    {
                        int offset = value[0] == Scp02 ? SecurityDomainPart.Scp02Offset : SecurityDomainPart.Scp03Offset;
                        part[offset - SecurityDomainPart.Offset] = value[1];
                    }

                    break;
                case 0x82:
                    options |= IsGranted(value) ? DomainOptions.AcceptsExtradition : DomainOptions.None;
                    break;
                case 0x83:
                    options |= IsGranted(value) ? DomainOptions.AcceptsDeletion : DomainOptions.None;
                    break;
                case 0x84:
                    options |= DomainOptions.PersonalizedByKeys;
                    break;
                case 0x87:
                    options |= IsGranted(value) ? DomainOptions.ReleasesApplications : DomainOptions.None;
                    break;
            }
        }

        part[SecurityDomainPart.OptionsOffset - SecurityDomainPart.Offset] = (byte)options;
        return isRight && reader.IsAtEnd;
    }

    private static bool IsGranted(ReadOnlySpan<byte> value) => !value.IsEmpty && value[0] != 0;
}
