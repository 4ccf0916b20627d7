using System;
using CardOs.Apdu.Tlv;

namespace CardOs.Apdu.GlobalPlatform;

/// <summary>The parameters of INSTALL: GlobalPlatform 2.3.1 tables 11-48 to 11-52, TS 102 226 8.2.1.3.2.</summary>
/// <remarks>
/// <code>
/// | C9 application's own | EF system's: see SystemParameters | EA the UICC's | B6 control reference template of the token |
/// </code>
/// </remarks>
public readonly ref struct InstallParameters
{
    private const uint ApplicationTag = 0xC9;
    private const uint SystemTag = 0xEF;
    private const uint UiccTag = 0xEA;
    private const uint TokenTag = 0xB6;

    /// <summary>Whether there is a C9, which may be empty.</summary>
    public bool HasApplication { get; private init; }

    /// <summary>The value of C9: what the application's own code gets.</summary>
    public ReadOnlySpan<byte> ApplicationSpecific { get; private init; }

    /// <summary>The value of EF: see <see cref="SystemParameters"/>.</summary>
    public ReadOnlySpan<byte> SystemSpecific { get; private init; }

    /// <summary>The value of EA: toolkit and access parameters of TS 102 226.</summary>
    public ReadOnlySpan<byte> UiccSpecific { get; private init; }

    /// <summary>The value of B6: which token this is.</summary>
    public ReadOnlySpan<byte> ControlReference { get; private init; }

    /// <summary>Reads the objects; others are passed over.</summary>
    /// <returns>False for bytes that are no objects, and when one comes twice.</returns>
    public static bool TryParse(ReadOnlySpan<byte> source, out InstallParameters parameters)
    {
        parameters = default;
        ReadOnlySpan<byte> application = default;
        ReadOnlySpan<byte> system = default;
        ReadOnlySpan<byte> uicc = default;
        ReadOnlySpan<byte> reference = default;
        int seen = 0;
        var reader = new BerTlvReader(source);
        while (reader.TryRead(out BerTag tag, out ReadOnlySpan<byte> value))
        {
            int one = 0;
            switch (tag.Value)
            {
                case ApplicationTag:
                    application = value;
                    one = 1;
                    break;
                case SystemTag:
                    system = value;
                    one = 2;
                    break;
                case UiccTag:
                    uicc = value;
                    one = 4;
                    break;
                case TokenTag:
                    reference = value;
                    one = 8;
                    break;
            }

            if ((seen & one) != 0)
            {
                return false;
            }

            seen |= one;
        }

        parameters = new InstallParameters
        {
            HasApplication = (seen & 1) != 0,
            ApplicationSpecific = application,
            SystemSpecific = system,
            UiccSpecific = uicc,
            ControlReference = reference,
        };
        return reader.IsAtEnd;
    }
}
