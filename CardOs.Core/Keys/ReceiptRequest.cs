using CardOs.Apdu.SecuredPackets;

namespace CardOs.Keys;

/// <summary>What a command packet says about its receipt: everything that outlives the packet itself.</summary>
internal readonly record struct ReceiptRequest(PacketForm Form, Spi Spi, Kic Kic, Kid Kid, Tar Tar, ulong Counter);
