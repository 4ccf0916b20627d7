namespace CardOs.OffCard;

/// <summary>What the home network gives out for one authentication: TS 33.102 6.3.2.</summary>
/// <param name="Challenge">RAND.</param>
/// <param name="Token">AUTN.</param>
/// <param name="ExpectedResponse">XRES.</param>
/// <param name="CipherKey">CK.</param>
/// <param name="IntegrityKey">IK.</param>
public sealed record AuthenticationVector(byte[] Challenge, byte[] Token, byte[] ExpectedResponse, byte[] CipherKey, byte[] IntegrityKey);
