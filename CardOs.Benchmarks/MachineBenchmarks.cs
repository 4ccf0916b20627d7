using System;
using BenchmarkDotNet.Attributes;
using CardOs.Apdu;
using CardOs.Tests.JavaCard.CapAssembler;

namespace CardOs.Benchmarks;

/// <summary>Bytecode with all checks on: three times the ratio to the calibration is the cycles of one bytecode, or of one command.</summary>
[MemoryDiagnoser]
public class MachineBenchmarks
{
    private const int Rounds = 1000;

    // Bytecodes of one round of each body, with the three of the loop around it.
    private const int MixBytecodes = 5 + (16 * 37) + 2 + 3;
    private const int FieldBytecodes = 14 + 3;

    // Elements in both memories, arithmetic, branches, a call and a field: 37 bytecodes for each of 16 elements, when no branch is taken.
    private const string Mix = """
        sconst_0 / sstore_1
        in: sload_1 / bspush 16 / if_scmpge out
        sload_2 / aload 4 / sload_1 / baload / sconst_3 / smul / sadd / sstore_2
        aload 4 / sload_1 / sload_2 / s2b / bastore
        aload 5 / sload_1 / saload / sload_2 / sxor / sstore_2
        getfield_s_this App.count / sload_2 / sadd / sstore_3
        sload_3 / sload_1 / if_scmpeq next
        sload_3 / invokestatic App.five / sstore_3
        next: sinc 1 1 / goto in
        out: sload_2 / putfield_s_this App.sum
        """;

    private const string Fields = """
        aload_0 / getfield_s App.count / sconst_1 / sadd / sstore_2
        aload_0 / sload_2 / putfield_s App.count
        getfield_s_this App.sum / sload_2 / sadd / sstore_3
        sload_3 / putfield_s_this App.sum
        """;

    private static readonly byte[] Package = Convert.FromHexString("F0436172644F71");
    private static readonly byte[] Instance = Convert.FromHexString("F0436172644F7101");
    private static readonly byte[] Run = Convert.FromHexString("80B0000000");
    private static readonly byte[] Echo = Convert.FromHexString("80B1000020" + "000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F" + "00");

    private readonly byte[] _response = new byte[Card.MaxShortResponse];
    private Card _mix = null!;
    private Card _fields = null!;

    [GlobalSetup]
    public void Install()
    {
        _mix = CardWith(Mix);
        _fields = CardWith(Fields);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Calibration.Multiplications)]
    public ulong Multiplication() => Calibration.Run(0x9E37_79B9_7F4A_7C15);

    [Benchmark(OperationsPerInvoke = Rounds * MixBytecodes)]
    public void MixedBytecodes() => _mix.Transmit(Run, _response);

    [Benchmark(OperationsPerInvoke = Rounds * FieldBytecodes)]
    public void FieldAccess() => _fields.Transmit(Run, _response);

    [Benchmark]
    public void EchoOf32Bytes() => _fields.Transmit(Echo, _response);

    private static string Source(string body) => $$"""
        package {{Convert.ToHexString(Package)}} 1.0 bench/machine
        import javacard/framework 1.0
        applet {{Convert.ToHexString(Instance)}} App
        class App < javacard/framework/Applet
          field ref shorts
          field ref ram
          field short count
          field short sum
          method constructor <init>()V
            aload_0 / invokespecial javacard/framework/Applet.<init>
            aload_0 / bspush 16 / newarray short / putfield_a App.shorts
            aload_0 / bspush 64 / sconst_1 / invokestatic javacard/framework/JCSystem.makeTransientByteArray / putfield_a App.ram
            aload_0 / invokevirtual javacard/framework/Applet.register()V / return
          method static install([BSB)V
            new App / invokespecial App.<init> / return
          method static five(S)S
            sload_0 / sconst_5 / sadd / sreturn
          method process(Ljavacard/framework/APDU;)V stack 10 locals 8
            aload_0 / invokevirtual javacard/framework/Applet.selectingApplet()Z / ifeq go / return
            go: aload_1 / invokevirtual javacard/framework/APDU.getBuffer()[B / sconst_1 / baload / bspush -79 / if_scmpeq_w echo
            sspush {{Rounds}} / sstore 7 / sconst_0 / sstore_2
            aload_0 / getfield_a App.ram / astore 4 / aload_0 / getfield_a App.shorts / astore 5
            again: {{body.Replace("\n", "\n    ", StringComparison.Ordinal)}}
            sinc 7 -1 / sload 7 / ifgt_w again
            return
            echo: aload_1 / aload_1 / invokevirtual javacard/framework/APDU.setIncomingAndReceive()S / sstore_2
            sconst_5 / sload_2 / invokevirtual javacard/framework/APDU.setOutgoingAndSend(SS)V / return
        """;

    private static Card CardWith(string body)
    {
        var card = new Card(CardOptions.Uicc);
        card.PowerOn();
        byte[] response = new byte[Card.MaxShortResponse];
        byte[] select = [0x00, 0xA4, 0x04, 0x00, (byte)Instance.Length, .. Instance, 0x00];
        bool isReady = card.LoadPackage(Assembler.Assemble(Source(body)).ToLoadFile()) == StatusWord.Success
            && card.InstallApplet(Package, Instance, Instance) == StatusWord.Success
            && card.Transmit(select, response).Status == StatusWord.Success
            && card.Transmit(Run, response).Status == StatusWord.Success
            && card.Transmit(Echo, response).Data.Length == 32;
        return isReady ? card : throw new InvalidOperationException("The benchmark's applet does not run.");
    }
}
