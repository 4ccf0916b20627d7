namespace CardOs.Channels;

/// <summary>How key references code access conditions: TS 102 221 9.5.1.</summary>
internal static class AccessConditions
{
    private const byte FirstAdm = 0x0A;
    private const byte FirstAdmOfSecondRange = 0x8A;
    private const int AdmsOfFirstRange = 5;
    private const byte LocalPinReference = 0x81;

    /// <summary>The key reference of a PIN or ADM condition.</summary>
    public static byte KeyReferenceOf(AccessCondition condition) => condition switch
    {
        <= AccessCondition.Pin8 => (byte)(1 + condition),
        < AccessCondition.Adm1 + AdmsOfFirstRange => (byte)(FirstAdm + (condition - AccessCondition.Adm1)),
        <= AccessCondition.Adm10 => (byte)(FirstAdmOfSecondRange + (condition - AccessCondition.Adm1 - AdmsOfFirstRange)),
        _ => LocalPinReference,
    };
}
