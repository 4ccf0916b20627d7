extern alias NetStandard;

using System;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using CardOs.Crypto;
using NetStandardAlgorithm = NetStandard::CardOs.Crypto.CipherAlgorithm;
using NetStandardCheck = NetStandard::CardOs.Crypto.CheckAlgorithm;
using NetStandardKey = NetStandard::CardOs.Crypto.KeySchedule;
using NetStandardPacket = NetStandard::CardOs.Crypto.PacketCipher;

namespace CardOs.Benchmarks;

/// <summary>Decipherment and check of a secured packet: both builds of CardOs against what else could be used.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByParams)]
public unsafe class PacketCipherBenchmarks
{
    private readonly KeySchedule _cipher = new();
    private readonly KeySchedule _mac = new();
    private readonly NetStandardKey _standardCipher = new();
    private readonly NetStandardKey _standardMac = new();
    private readonly byte[] _computed = new byte[16];
    private PacketFixture _packet = null!;
    private OpenSsl _openSsl = null!;
    private BouncyCastlePacket _bouncyCastle = null!;
    private PlatformPacket _platform = null!;
    private bool _isAes;
    private byte _last;

    public enum Suite
    {
        Aes128,
        TripleDes2,
    }

    [Params(Suite.Aes128, Suite.TripleDes2)]
    public Suite Keys { get; set; }

    [Params(16, 64, 240, 1024)]
    public int Payload { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        PacketFixture.Print(typeof(KeySchedule).Assembly);
        PacketFixture.Print(typeof(NetStandardKey).Assembly);
        _isAes = Keys == Suite.Aes128;
        _packet = new PacketFixture(_isAes, Payload);
        _cipher.Expand(_packet.Algorithm, _packet.CipherKey, mayAllocate: true);
        _mac.Expand(_packet.Algorithm, _packet.MacKey, mayAllocate: true);
        _standardCipher.Expand((NetStandardAlgorithm)_packet.Algorithm, _packet.CipherKey, mayAllocate: true);
        _standardMac.Expand((NetStandardAlgorithm)_packet.Algorithm, _packet.MacKey, mayAllocate: true);
        _openSsl = new OpenSsl(_isAes ? "AES-128-CBC" : "DES-EDE-CBC", _isAes, _packet.CipherKey, _packet.MacKey);
        _bouncyCastle = new BouncyCastlePacket(_isAes, _packet.CipherKey, _packet.MacKey);
        _platform = new PlatformPacket(_isAes, _packet.CipherKey, _packet.MacKey);
        for (int i = 0; i < 2; i++)
        {
            if (!(CardOs() && CardOsNetStandard() && OpenSslCalls() && BouncyCastle() && Platform()))
            {
                throw new InvalidOperationException("Not everyone opens the packet.");
            }
        }
    }

    [Benchmark]
    public bool CardOs()
    {
        _packet.Sealed.CopyTo(_packet.Text, 0);
        PacketCipher.DecipherAndCheck(
            _cipher, _mac, _packet.Check, _packet.Header, _packet.Text, PacketFixture.Prefix, PacketFixture.Field, _computed);
        return _packet.Holds(_computed);
    }

    [Benchmark]
    public bool CardOsNetStandard()
    {
        _packet.Sealed.CopyTo(_packet.Text, 0);
        NetStandardPacket.DecipherAndCheck(
            _standardCipher,
            _standardMac,
            (NetStandardCheck)_packet.Check,
            _packet.Header,
            _packet.Text,
            PacketFixture.Prefix,
            PacketFixture.Field,
            _computed);
        return _packet.Holds(_computed);
    }

    /// <summary>Deciphers behind the header, so that the check is over two pieces.</summary>
    [Benchmark(Baseline = true)]
    public bool OpenSslCalls()
    {
        int header = _packet.Header.Length;
        int length = _packet.Sealed.Length;
        int rest = length - PacketFixture.Prefix - PacketFixture.Field;
        fixed (byte* source = _packet.Sealed, joined = _packet.Joined, computed = _computed)
        {
            byte* text = joined + header;
            _openSsl.Decipher(source, text, length);
            byte* second = text + PacketFixture.Prefix + PacketFixture.Field;
            if (_isAes)
            {
                _openSsl.Cmac(joined, header + PacketFixture.Prefix, second, rest, computed);
                return new ReadOnlySpan<byte>(computed, PacketFixture.Field).SequenceEqual(new ReadOnlySpan<byte>(text + PacketFixture.Prefix, PacketFixture.Field));
            }

            byte* scratch = stackalloc byte[1100];
            int padded = (rest + 7) & ~7;
            new Span<byte>(second + rest, padded - rest).Clear();
            _openSsl.Chain(joined, header + PacketFixture.Prefix, second, padded, scratch);
            return new ReadOnlySpan<byte>(scratch + padded - 8, PacketFixture.Field)
                .SequenceEqual(new ReadOnlySpan<byte>(text + PacketFixture.Prefix, PacketFixture.Field));
        }
    }

    [Benchmark]
    public bool BouncyCastle() =>
        _packet.Holds(_bouncyCastle.Open(_packet.Sealed, _packet.Header, _packet.Text, PacketFixture.Prefix, PacketFixture.Field));

    [Benchmark]
    public bool Platform() =>
        _packet.Holds(_platform.Open(_packet.Sealed, _packet.Header, _packet.Text, PacketFixture.Prefix, PacketFixture.Field));

    /// <summary>As many dependent rounds of AES as the CMAC of the packet needs, and nothing else: the limit.</summary>
    [Benchmark]
    public byte AesRoundChain() =>
        _last = RoundChain.Run((_packet.Header.Length + _packet.Sealed.Length - PacketFixture.Field + 15) / 16, 10, _last);

    [Benchmark]
    public ulong ThreeThousandCycles() => Calibration.Run(_computed[0]);
}
