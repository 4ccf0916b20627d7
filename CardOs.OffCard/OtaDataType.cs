namespace CardOs.OffCard;

/// <summary>What over-the-air data are about, which decides how often they are sealed.</summary>
public enum OtaDataType
{
    /// <summary>About the terminal: phone book, language. Sealed once, with the first key.</summary>
    First,

    /// <summary>About a value-added service: its applications and their personal data. Sealed with the second key, then with the first.</summary>
    Second,
}
