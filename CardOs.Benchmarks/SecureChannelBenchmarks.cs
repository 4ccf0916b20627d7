using System;
using BenchmarkDotNet.Attributes;
using CardOs.Apdu.GlobalPlatform;

namespace CardOs.Benchmarks;

/// <summary>A command of SCP03 with C-MAC and C-ENC, unwrapped, against the bare CMAC and decipherment of as many bytes by OpenSSL: the ratio is to stay below 0.7.</summary>
[MemoryDiagnoser]
public unsafe class SecureChannelBenchmarks
{
    private const int Payload = 200;
    private const int Text = 208;
    private const int Chain = 16;
    private const int Header = 5;

    private readonly byte[] _clear = new byte[Text];
    private readonly byte[] _computed = new byte[Chain];
    private readonly byte[] _head = new byte[Chain + Header];
    private SecureChannelFixture _fixture = null!;
    private OpenSsl _openSsl = null!;

    [GlobalSetup]
    public void Setup()
    {
        PacketFixture.Print(typeof(Card).Assembly);
        _fixture = new SecureChannelFixture(Payload, SecurityLevel.CommandMac | SecurityLevel.CommandEncryption);
        _fixture.Secured.AsSpan(0, Header).CopyTo(_head.AsSpan(Chain));
        _openSsl = new OpenSsl("AES-128-CBC", isCmac: true, _fixture.EncryptionKey, _fixture.MacKey);
        for (int i = 0; i < 2; i++)
        {
            if (!CardOs())
            {
                throw new InvalidOperationException("The command is not unwrapped.");
            }
        }
    }

    [Benchmark]
    public bool CardOs() => _fixture.Unwrap();

    /// <summary>The MAC over chaining value, header and text, and the decipherment of the text: nothing compared, nothing unpadded, no ICV made.</summary>
    [Benchmark(Baseline = true)]
    public byte OpenSslCalls()
    {
        fixed (byte* secured = _fixture.Secured, clear = _clear, head = _head, computed = _computed)
        {
            _openSsl.Cmac(head, Chain + Header, secured + Header, Text, computed);
            _openSsl.Decipher(secured + Header, clear, Text);
        }

        return _computed[0];
    }

    /// <summary>As many dependent rounds of AES as the CMAC needs, and nothing else: the limit.</summary>
    [Benchmark]
    public byte AesRoundChain() => _computed[1] = RoundChain.Run((Chain + Header + Text + 15) / 16, 10, _computed[1]);

    [Benchmark]
    public ulong ThreeThousandCycles() => Calibration.Run(_computed[0]);
}
