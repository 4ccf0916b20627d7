using CardOs.Registry;

namespace CardOs.Profiles;

/// <summary>The applications of the default card.</summary>
internal static class DefaultApplications
{
    // PIN 1 and the PIN of the ADF, ADM 1, and what is always allowed: TS 102 226 8.2.1.3.2.3.
    private static readonly byte[] Administrator = [0x02, 0x01, 0x01, 0x0C];

    public static ApplicationProfile[] Create() =>
    [
        new()
        {
            Kind = ApplicationKind.RemoteFileManagement,
            Aid = Bytes.Of("F0436172644F7301"),
            Tars = [0xB00000],
            MinimumSecurity = 0x02,
            AccessDomain = Administrator,
        },
        new()
        {
            Kind = ApplicationKind.RemoteFileManagement,
            Aid = Bytes.Of("F0436172644F7302"),
            Tars = [0xB00001, 0xB00011],
            MinimumSecurity = 0x02,
            AccessDomain = Administrator,
            ApplicationFile = UsimFiles.Aid,
        },
        new()
        {
            Kind = ApplicationKind.RemoteFileManagementExpanded,
            Aid = Bytes.Of("F0436172644F7303"),
            Tars = [0xB00120],
            MinimumSecurity = 0x02,
            AccessDomain = Administrator,
        },
        new()
        {
            Kind = ApplicationKind.FirstStore,
            Aid = Bytes.Of("F0436172644F7304"),
            Tars = [0xBFFF01],
            MinimumSecurity = 0x16,
            Quota = 4096,
        },
        new()
        {
            Kind = ApplicationKind.SecondStore,
            Aid = Bytes.Of("F0436172644F7305"),
            Tars = [0xBFFF02],
            Domain = SecurityDomain.Services,
            MinimumSecurity = 0x16,
            Quota = 8192,
        },
    ];
}
