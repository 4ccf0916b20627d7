namespace CardOs.Channels;

/// <summary>The access conditions that are satisfied, one bit for each.</summary>
internal readonly struct SecurityStatus
{
    private const byte FullAccess = 0x00;
    private const byte UiccAccess = 0x02;

    public SecurityStatus(uint satisfied) => Satisfied = satisfied;

    public uint Satisfied { get; }

    /// <summary>A terminal that verified nothing: only what is always allowed.</summary>
    public static SecurityStatus Terminal => Of(AccessCondition.Always);

    /// <summary>Everything but never.</summary>
    public static SecurityStatus Full => new(uint.MaxValue >> 1);

    /// <summary>The conditions of the whole container: PIN 1 to 8, ADM 1 to 5, the universal PIN.</summary>
    public static SecurityStatus Global => new(0x1FFF | (1u << (int)AccessCondition.UniversalPin));

    /// <summary>One condition; none for <see cref="AccessCondition.Never"/>.</summary>
    public static SecurityStatus Of(AccessCondition condition) =>
        condition <= AccessCondition.LocalPin8 ? new SecurityStatus(1u << (int)condition) : default;

    public static SecurityStatus operator |(SecurityStatus left, SecurityStatus right) => new(left.Satisfied | right.Satisfied);

    public static SecurityStatus operator &(SecurityStatus left, SecurityStatus right) => new(left.Satisfied & right.Satisfied);

    public static SecurityStatus operator ~(SecurityStatus status) => new(~status.Satisfied);

    public bool Satisfies(AccessCondition condition) =>
        condition < AccessCondition.Rule && ((Satisfied >> (int)condition) & 1) != 0;

    /// <summary>What an access domain of an application grants: TS 102 226 8.2.1.3.2.3.</summary>
    /// <param name="parameter">The access domain parameter: 00 full access, 02 UICC access mechanism; others grant nothing.</param>
    /// <param name="domain">The three bytes of the UICC access mechanism, first byte highest.</param>
    public static SecurityStatus OfAccessDomain(byte parameter, uint domain)
    {
        if (parameter == FullAccess)
        {
            return Full;
        }

        if (parameter != UiccAccess)
        {
            return default;
        }

        uint pins = (domain >> 16) & 0xFF;
        uint administrative = ((domain >> 8) & 0xFF) | ((domain & 0x03) << 8);
        uint always = (domain >> 2) & 1;
        uint local = (domain >> 3) & 1;
        return new SecurityStatus(
            pins | (administrative << (int)AccessCondition.Adm1) | (always << (int)AccessCondition.Always) | (local << (int)AccessCondition.LocalPin));
    }
}
