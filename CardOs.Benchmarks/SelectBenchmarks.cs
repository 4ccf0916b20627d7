using System;
using System.Collections.Generic;
using BenchmarkDotNet.Attributes;
using CardOs.Profiles;

namespace CardOs.Benchmarks;

/// <summary>SELECT by identifier in a tree of many EFs against one of few: the ratio is to stay below 1.5.</summary>
[MemoryDiagnoser]
public class SelectBenchmarks
{
    private const int PerDirectory = 20;

    private readonly byte[] _response = new byte[Card.MaxShortResponse];
    private readonly byte[][] _selects = new byte[PerDirectory][];
    private readonly Card _few = Create(1);
    private readonly Card _many = Create(100);

    [GlobalSetup]
    public void PowerOn()
    {
        for (int i = 0; i < PerDirectory; i++)
        {
            _selects[i] = [0x00, 0xA4, 0x00, 0x0C, 0x02, 0x6F, (byte)(i + 1)];
        }

        foreach (Card card in new[] { _few, _many })
        {
            card.PowerOn();
            card.Transmit(Convert.FromHexString("00A4000C027F01"), _response);
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = PerDirectory)]
    public void SelectAmong20() => SelectAll(_few);

    [Benchmark(OperationsPerInvoke = PerDirectory)]
    public void SelectAmong2000() => SelectAll(_many);

    private static Card Create(int directories)
    {
        var files = new List<FileProfile>();
        for (int i = 1; i <= directories; i++)
        {
            var children = new List<FileProfile>();
            for (int j = 1; j <= PerDirectory; j++)
            {
                children.Add(new FileProfile { Fid = (ushort)(0x6F00 + j), Structure = FileStructure.Transparent, Size = 10 });
            }

            files.Add(new FileProfile { Fid = (ushort)(0x7F00 + i), Structure = FileStructure.Directory, Children = children });
        }

        var profile = new CardProfile
        {
            AnswerToReset = CardOptions.Uicc.Profile.AnswerToReset,
            Containers = [new ContainerProfile { Name = "common" }, new ContainerProfile { Name = "files", Files = files }],
        };
        return new Card(new CardOptions { Profile = profile, NonVolatileBytes = 1024 * 1024 });
    }

    private void SelectAll(Card card)
    {
        foreach (byte[] select in _selects)
        {
            card.Transmit(select, _response);
        }
    }
}
