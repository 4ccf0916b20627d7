using System;
using BenchmarkDotNet.Attributes;
using CardOs.Apdu.SecuredPackets;
using CardOs.Crypto;
using CardOs.Keys;
using CardOs.Memory;
using CardOs.OffCard;
using CipherAlgorithm = CardOs.Crypto.CipherAlgorithm;

namespace CardOs.Benchmarks;

/// <summary>A whole ENVELOPE up to the first script command, against the bare primitives of the same packet.</summary>
/// <remarks>
/// The script is one command that is not there whole, so that it ends where its first command would begin. The stored counter goes back
/// before each envelope, so that each is accepted and stores its counter anew.
/// </remarks>
[MemoryDiagnoser]
public class EnvelopeBenchmarks
{
    private const int TextOffset = 10;
    private const int CheckLength = 8;

    private readonly byte[] _response = new byte[Card.MaxShortResponse];
    private readonly KeySchedule _cipher = new();
    private readonly KeySchedule _check = new();
    private readonly Card _card = new(CardOptions.Uicc);
    private byte[] _envelope = [];
    private byte[] _packet = [];
    private byte[] _work = [];
    private NvAddress _counter;

    [Params(false, true)]
    public bool IsAes { get; set; }

    [GlobalSetup]
    public void Seal()
    {
        PacketFixture.Print(typeof(Card).Assembly);
        byte[] kic = Convert.FromHexString("00112233445566778899AABBCCDDEEFF");
        byte[] kid = Convert.FromHexString("FFEEDDCCBBAA99887766554433221100");
        OtaKeys keys = IsAes ? OtaKeys.Aes(2, kic, kid) : OtaKeys.TripleDes(1, kic, kid);
        var channel = new OtaChannel(Tar.Parse("B00000"), keys, new Spi(0x1600));
        byte[] script = new byte[96];
        Convert.FromHexString("00D60000FF").CopyTo(script, 0);
        _packet = channel.SealPacket(script);
        channel.NextCounter = 1;
        _envelope = channel.Seal(script)[0];
        _work = new byte[_packet.Length];
        _cipher.Expand(IsAes ? CipherAlgorithm.Aes128 : CipherAlgorithm.TripleDes2, kic, mayAllocate: true);
        _check.Expand(IsAes ? CipherAlgorithm.Aes128 : CipherAlgorithm.TripleDes2, kid, mayAllocate: true);
        _card.PowerOn();
        _counter = KeySets.Find(_card.State.NonVolatile, 1, domain: 0, IsAes ? 2 : 1) + KeySet.CounterOffset;
        Envelope();
        if (_card.State.NonVolatile.ReadUInt64(_counter) != 1)
        {
            throw new InvalidOperationException("The packet was refused.");
        }
    }

    [Benchmark(Baseline = true)]
    public void Primitives()
    {
        _packet.CopyTo(_work, 0);
        Span<byte> computed = stackalloc byte[CheckLength];
        PacketCipher.DecipherAndCheck(
            _cipher,
            _check,
            IsAes ? CheckAlgorithm.Cmac : CheckAlgorithm.CbcMac,
            _work.AsSpan(0, TextOffset),
            _work.AsSpan(TextOffset),
            PacketCipher.CommandPrefix,
            CheckLength,
            computed);
    }

    [Benchmark]
    public void Envelope()
    {
        _card.State.NonVolatile.WriteUInt64(_counter, 0);
        _card.Transmit(_envelope, _response);
    }
}
