namespace CardOs.OffCard;

/// <summary>What the home network gives out for one authentication of 2G.</summary>
/// <param name="Challenge">RAND.</param>
/// <param name="ExpectedResponse">SRES, 4 bytes.</param>
/// <param name="CipherKey">Kc, 8 bytes.</param>
public sealed record GsmTriplet(byte[] Challenge, byte[] ExpectedResponse, byte[] CipherKey);
