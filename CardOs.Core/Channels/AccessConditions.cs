namespace CardOs.Channels;

/// <summary>How key references code access conditions: TS 102 221 9.5.1.</summary>
internal static class AccessConditions
{
    public const byte UniversalPinReference = 0x11;
    private const byte FirstPin = 0x01;
    private const byte LastPin = 0x08;
    private const byte FirstAdm = 0x0A;
    private const byte LastAdm = 0x0E;
    private const byte LocalMask = 0x80;
    private const int AdmsOfFirstRange = 5;

    /// <summary>The key reference of a PIN or ADM condition.</summary>
    public static byte KeyReferenceOf(AccessCondition condition) => condition switch
    {
        <= AccessCondition.Pin8 => (byte)(FirstPin + condition),
        <= AccessCondition.Adm5 => (byte)(FirstAdm + (condition - AccessCondition.Adm1)),
        <= AccessCondition.Adm10 => (byte)((FirstAdm | LocalMask) + (condition - AccessCondition.Adm1 - AdmsOfFirstRange)),
        AccessCondition.UniversalPin => UniversalPinReference,
        AccessCondition.LocalPin => FirstPin | LocalMask,
        _ => (byte)((FirstPin | LocalMask) + 1 + (condition - AccessCondition.LocalPin2)),
    };

    /// <summary>Whether a key reference is one of a directory of its own, and not of the whole container.</summary>
    public static bool IsLocal(byte keyReference) => (keyReference & LocalMask) != 0;

    /// <summary>The condition that a key reference stands for; <see cref="AccessCondition.Never"/> for one that stands for none.</summary>
    public static AccessCondition OfKeyReference(byte keyReference)
    {
        int number = keyReference & ~LocalMask;
        bool isLocal = IsLocal(keyReference);
        return number switch
        {
            >= FirstPin and <= LastPin when !isLocal => (AccessCondition)(number - FirstPin),
            FirstPin => AccessCondition.LocalPin,
            > FirstPin and <= LastPin => (AccessCondition)((int)AccessCondition.LocalPin2 + number - FirstPin - 1),
            >= FirstAdm and <= LastAdm => (AccessCondition)((int)AccessCondition.Adm1 + (isLocal ? AdmsOfFirstRange : 0) + number - FirstAdm),
            UniversalPinReference when !isLocal => AccessCondition.UniversalPin,
            _ => AccessCondition.Never,
        };
    }
}
