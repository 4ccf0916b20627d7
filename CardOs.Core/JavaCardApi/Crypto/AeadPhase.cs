namespace CardOs.JavaCardApi.Crypto;

/// <summary>How far the message of an AEADCipher is.</summary>
internal enum AeadPhase : byte
{
    /// <summary>Behind a reset.</summary>
    None = 0,

    /// <summary>Initialized, or in the additional data.</summary>
    Additional = 1,

    Message = 2,

    /// <summary>The tag is there.</summary>
    Done = 3,
}
