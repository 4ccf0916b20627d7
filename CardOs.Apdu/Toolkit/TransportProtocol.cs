namespace CardOs.Apdu.Toolkit;

/// <summary>The protocol of a channel: TS 102 223 8.59.</summary>
public enum TransportProtocol : byte
{
    /// <summary>UDP, the card is the client of a remote server.</summary>
    UdpClient = 0x01,

    /// <summary>TCP, the card is the client of a remote server.</summary>
    TcpClient = 0x02,

    /// <summary>TCP, the card is the server.</summary>
    TcpServer = 0x03,

    /// <summary>UDP, the card is the client of the terminal.</summary>
    UdpClientLocal = 0x04,

    /// <summary>TCP, the card is the client of the terminal.</summary>
    TcpClientLocal = 0x05,

    /// <summary>A direct channel.</summary>
    DirectChannel = 0x06,
}
