using System;
using System.Collections.Generic;
using System.Text;
using BenchmarkDotNet.Attributes;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.OffCard;
using CardOs.OffCard.GlobalPlatform;
using CardOs.OffCard.LoadFiles;
using CardOs.Tests.JavaCard.CapAssembler;

namespace CardOs.Benchmarks;

/// <summary>A package of 16 KiB through SCP03 with C-MAC and C-ENC: loaded, verified and linked. Three times the ratio to the calibration is cycles.</summary>
[MemoryDiagnoser]
public class LoadBenchmarks
{
    private const int Length = 16 * 1024;
    private static readonly byte[] Key = Convert.FromHexString("404142434445464748494A4B4C4D4E4F");

    private readonly byte[] _response = new byte[Card.MaxShortResponse];
    private readonly List<byte[]> _commands = [];
    private readonly CardSnapshot _opened = new();
    private Card _card = null!;

    [GlobalSetup]
    public void Open()
    {
        _card = new Card(CardOptions.Uicc);
        var terminal = new Terminal(_card);
        terminal.PowerOn();
        terminal.Transmit(Convert.FromHexString("00A4040008A00000015100000000"));
        var settings = new SecureChannelSettings { Level = SecurityLevel.CommandMac | SecurityLevel.CommandEncryption, KeyVersion = 0x30 };
        SecurityDomainSession session = SecurityDomainSession.Open(terminal.Transmit, SecureChannelKeySet.Same(Key), settings);
        using var stream = new System.IO.MemoryStream(Assembler.Assemble(Source()).ToLoadFile());
        CapFile cap = CapFile.Read(stream);
        _commands.Add(session.Wrap(ContentCommands.InstallForLoad(cap)));
        foreach (byte[] block in ContentCommands.Load(cap))
        {
            _commands.Add(session.Wrap(block));
        }

        _card.SnapshotInto(_opened);
        int status = Load();
        int length = cap.ToLoadFile().Length;
        if (status != (int)StatusWord.Success || length < Length)
        {
            throw new InvalidOperationException($"A package of 16 KiB is not loaded: {length} bytes, {status:X4}.");
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Calibration.Multiplications)]
    public ulong Multiplication() => Calibration.Run(0x9E37_79B9_7F4A_7C15);

    /// <summary>The last status word.</summary>
    [Benchmark]
    public int Load()
    {
        _card.Restore(_opened);
        int status = 0;
        foreach (byte[] command in _commands)
        {
            status = (int)_card.Transmit(command, _response).Status;
        }

        return status;
    }

    // Methods with arithmetic, branches, arrays and calls, until their code has the length.
    private static string Source()
    {
        var source = new StringBuilder("""
            package F0436172644F72 1.0 bench/load
            import javacard/framework 1.0
            class Code < java/lang/Object

            """);
        for (int i = 0; i * 36 < Length; i++)
        {
            source.Append($$"""
                  method static m{{i}}([BS)S stack 6 locals 4
                    sconst_0 / sstore_2 / sconst_0 / sstore_3
                    again: sload_3 / sload_1 / if_scmpge done
                    sload_2 / aload_0 / sload_3 / baload / sadd / bspush {{i % 100}} / sxor / sstore_2
                    aload_0 / sload_3 / sload_2 / s2b / bastore
                    sload_2 / ifge next / sload_2 / sneg / sstore_2
                    next: sinc 3 1 / goto again
                    done: sload_2 / sreturn

                """);
        }

        return source.ToString();
    }
}
