namespace CardOs.JavaCard;

/// <summary>Who owns an object: the number of an applet instance, or one of these.</summary>
internal static class Owner
{
    /// <summary>The JCRE, whose objects nobody else may use.</summary>
    public const byte Jcre = 0;

    public const byte FirstApplet = 1;
    public const byte LastApplet = 239;

    /// <summary>Permanent entry points of the JCRE: AIDs.</summary>
    public const byte EntryPoint = 240;

    /// <summary>Temporary entry points of the JCRE, whose references cannot be stored: the APDU, the JCRE's exceptions.</summary>
    public const byte TemporaryEntryPoint = 241;

    /// <summary>Arrays that everyone may use, whose references cannot be stored: the APDU buffer, installation parameters.</summary>
    public const byte GlobalArray = 242;

    /// <summary>The array in which applets get messages: as the global arrays, but kept.</summary>
    public const byte MessageBuffer = 243;

    public const int Count = 256;

    /// <summary>Whether references to the owner's objects are not to be stored.</summary>
    public static bool IsTemporary(byte owner) => owner is TemporaryEntryPoint or GlobalArray or MessageBuffer;

    /// <summary>Whether the owner is the JCRE, and its objects are for everyone.</summary>
    public static bool IsShared(byte owner) => owner >= EntryPoint;
}
