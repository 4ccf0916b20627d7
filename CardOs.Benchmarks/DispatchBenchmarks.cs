using System;
using BenchmarkDotNet.Attributes;

namespace CardOs.Benchmarks;

/// <summary>SELECT of an EF and READ BINARY of 10 bytes, access rules on: three times the ratio to the calibration is the cycles of the pair.</summary>
[MemoryDiagnoser]
public class DispatchBenchmarks
{
    private static readonly byte[] SelectIccid = Convert.FromHexString("00A4000C022FE2");
    private static readonly byte[] SelectIccidWithParameters = Convert.FromHexString("00A40004022FE200");
    private static readonly byte[] ReadTenBytes = Convert.FromHexString("00B000000A");

    private readonly byte[] _response = new byte[Card.MaxShortResponse];
    private readonly Card _card = new(CardOptions.Uicc);

    [GlobalSetup]
    public void PowerOn()
    {
        PacketFixture.Print(typeof(Card).Assembly);
        _card.PowerOn();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Calibration.Multiplications)]
    public ulong Multiplication() => Calibration.Run(0x9E37_79B9_7F4A_7C15);

    [Benchmark]
    public void SelectAndRead()
    {
        _card.Transmit(SelectIccid, _response);
        _card.Transmit(ReadTenBytes, _response);
    }

    [Benchmark]
    public void SelectWithControlParameters() => _card.Transmit(SelectIccidWithParameters, _response);
}
