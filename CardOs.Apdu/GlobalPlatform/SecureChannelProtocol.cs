namespace CardOs.Apdu.GlobalPlatform;

/// <summary>A secure channel protocol with symmetric keys, by its identifier: GlobalPlatform 2.3.1 10.7.</summary>
public enum SecureChannelProtocol : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>SCP02: triple DES. GlobalPlatform 2.3.1 E.</summary>
    Scp02 = 0x02,

    /// <summary>SCP03: AES. GlobalPlatform 2.3.1 Amendment D.</summary>
    Scp03 = 0x03,
}
