namespace CardOs.Apdu.SecuredPackets;

/// <summary>Whether a response packet in a short message begins with its user-data header, 02 71 00.</summary>
public enum UserDataHeaderRule : byte
{
    /// <summary>It must.</summary>
    Required,

    /// <summary>It may; the header was perhaps taken off with the TPDU.</summary>
    Optional,
}
