using System;
using System.Threading;
using System.Threading.Tasks;

namespace CardOs.Cli.Reader;

/// <summary>Runs common commands on a copy of the card, so that their code is compiled before somebody waits for it.</summary>
internal static class WarmUp
{
    private static readonly string[] Commands =
    [
        "00A40004023F00", "00C0000000", "00A40004022F0000", "00B2010400", "00A4080C022FE2", "00B0000000",
        "00A4040407A000000087100200", "00A4080C047F106F3A", "00A4000C02FFFF", "00B2010400", "80F2000000", "0020000100",
        "002000010830303030FFFFFFFF", "00A4080C022F05", "00D60000016E", "0084000008", "0070000001", "8010000001FF",
    ];

    // What ran often is compiled anew, in the background and not before it was quiet for a tenth of a second.
    private const int Rounds = 4;
    private const int CommandsOften = 40;
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);

    /// <summary>Uses the copy of a card up: takes a second or two.</summary>
    public static async Task RunAsync(Card copy, CancellationToken stop)
    {
        byte[] response = new byte[Card.MaxShortResponse];
        for (int round = 0; round < Rounds && !stop.IsCancellationRequested; round++)
        {
            for (int i = 0; i < CommandsOften; i++)
            {
                RunOnce(copy, response);
            }

            await Task.Delay(Quiet, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static void RunOnce(Card copy, byte[] response)
    {
        copy.PowerOn();
        foreach (string command in Commands)
        {
            copy.Transmit(Convert.FromHexString(command), response);
        }

        copy.PowerOff();
    }
}
