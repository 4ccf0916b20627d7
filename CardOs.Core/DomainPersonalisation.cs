using CardOs.Memory;
using CardOs.Profiles;
using CardOs.Registry;

namespace CardOs;

/// <summary>Writes the security domains of a new card.</summary>
internal static class DomainPersonalisation
{
    public static void Write(NonVolatileMemory memory, int container, SecurityDomainProfile profile, string place)
    {
        byte[] part = new byte[SecurityDomainPart.Length];
        part[SecurityDomainPart.NumberOffset - SecurityDomainPart.Offset] = (byte)profile.Number;
        part[SecurityDomainPart.Scp02Offset - SecurityDomainPart.Offset] = profile.Scp02;
        part[SecurityDomainPart.Scp03Offset - SecurityDomainPart.Offset] = profile.Scp03;
        for (int i = 0; i < profile.OtherAids.Count; i++)
        {
            part[SecurityDomainPart.AliasLengthsOffset - SecurityDomainPart.Offset + i] = (byte)profile.OtherAids[i].Length;
            profile.OtherAids[i].CopyTo(part, SecurityDomainPart.AliasesOffset - SecurityDomainPart.Offset + (i * ApplicationEntry.MaxAidLength));
        }

        var description = new ApplicationRegistry.Description
        {
            Kind = ApplicationKind.SecurityDomain,
            Domain = (byte)profile.Parent,
            MinimumSecurity = profile.MinimumSecurity,
            Quota = SecurityDomains.DefaultQuota,
            Aid = profile.Aid,
            Tars = Personalisation.BytesOf(profile.Tars),
            LifeCycle = profile.LifeCycle,
            Privileges = PrivilegeBytes.Read(profile.Privileges),
            Part = part,
        };
        NvAddress domain = ApplicationRegistry.Create(memory, container, description);
        bool hasData = profile.DataObjects.Length == 0
            || (!domain.IsNull && StoredObjects.Store(memory, domain, profile.DataObjects, out _) == StoreResult.Stored);
        if (domain.IsNull || !hasData)
        {
            throw Personalisation.DoesNotFit(place);
        }
    }
}
