namespace CardOs.Apdu.SecuredPackets;

/// <summary>The first byte of a packet in the form <see cref="PacketForm.Identified"/>: TS 102 225 6 and 7.</summary>
public enum PacketIdentifier : byte
{
    /// <summary>CPI: a command packet.</summary>
    Command = 0x01,

    /// <summary>RPI: a response packet.</summary>
    Response = 0x02,

    /// <summary>IPI: an identification packet.</summary>
    Identification = 0x03,
}
