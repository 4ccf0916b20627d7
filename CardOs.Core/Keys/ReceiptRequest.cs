using CardOs.Apdu.SecuredPackets;
using CardOs.Memory;

namespace CardOs.Keys;

/// <summary>What a command packet says about its receipt: everything that outlives the packet itself.</summary>
internal readonly struct ReceiptRequest
{
    public ReceiptRequest(
        NvAddress application, int container, byte domain, PacketForm form, Spi spi, Kic kic, Kid kid, Tar tar, ulong counter)
    {
        Application = application;
        Container = container;
        Domain = domain;
        Form = form;
        Spi = spi;
        Kic = kic;
        Kid = kid;
        Tar = tar;
        Counter = counter;
    }

    /// <summary>For whom the packet is; null when nobody has its TAR.</summary>
    public NvAddress Application { get; }

    /// <summary>Whose key sets seal the receipt.</summary>
    public int Container { get; }

    /// <summary>Whose key sets within the container.</summary>
    public byte Domain { get; }

    public PacketForm Form { get; }

    public Spi Spi { get; }

    public Kic Kic { get; }

    public Kid Kid { get; }

    public Tar Tar { get; }

    public ulong Counter { get; }
}
