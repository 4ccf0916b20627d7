using System;
using BenchmarkDotNet.Attributes;
using CardOs.OffCard;
using CardOs.Profiles;

namespace CardOs.Benchmarks;

/// <summary>AUTHENTICATE in the 3G context, whole: three times the ratio to the calibration is the cycles of one command.</summary>
/// <remarks>Each command carries a token that the card has not seen; the card is put back when they are used up.</remarks>
[MemoryDiagnoser]
public class AuthenticateBenchmark
{
    private const int TokenCount = 4096;

    private readonly byte[] _response = new byte[Card.MaxShortResponse];
    private readonly CardSnapshot _start = new();
    private byte[][] _commands = [];
    private Card _card = new(CardOptions.Uicc);
    private int _next;

    /// <summary>The algorithm of the key.</summary>
    [Params(AuthenticationAlgorithm.Milenage, AuthenticationAlgorithm.Tuak)]
    public AuthenticationAlgorithm Algorithm { get; set; }

    [GlobalSetup]
    public void PowerOn()
    {
        PacketFixture.Print(typeof(Card).Assembly);
        var fixture = new AuthenticateFixture(Algorithm);
        var centre = new AuthenticationCentre(fixture.Key);
        _commands = new byte[TokenCount][];
        byte[] challenge = new byte[16];
        for (int i = 0; i < TokenCount; i++)
        {
            challenge[0] = (byte)i;
            _commands[i] = AuthenticateFixture.Command(centre.Next(challenge));
        }

        _card = new Card(fixture.Options);
        _card.PowerOn();
        _card.Transmit(AuthenticateFixture.Select, _response);
        if (_card.Transmit(_commands[0], _response).Data[0] != 0xDB)
        {
            throw new InvalidOperationException("The card does not accept the token.");
        }

        _card.SnapshotInto(_start);
        _next = 1;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Calibration.Multiplications)]
    public ulong Multiplication() => Calibration.Run(0x9E37_79B9_7F4A_7C15);

    [Benchmark]
    public byte Accepted()
    {
        if (_next == TokenCount)
        {
            _card.Restore(_start);
            _next = 1;
        }

        return _card.Transmit(_commands[_next++], _response).Data[0];
    }

    [Benchmark]
    public byte SynchronisationFailure() => _card.Transmit(_commands[0], _response).Data[0];
}
