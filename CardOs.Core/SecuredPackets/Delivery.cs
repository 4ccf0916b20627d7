using CardOs.Keys;
using CardOs.Memory;

namespace CardOs.SecuredPackets;

/// <summary>An accepted packet: for whom it is, and what its receipt is to be.</summary>
internal readonly record struct Delivery(NvAddress Application, int Container, byte Domain, ReceiptRequest Receipt);
