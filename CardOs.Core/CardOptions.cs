using System.Collections.Generic;
using CardOs.Applications;
using CardOs.Diagnostics;
using CardOs.Profiles;

namespace CardOs;

/// <summary>What a card is made of, and where its time and randomness come from.</summary>
public sealed record CardOptions
{
    /// <summary>The default card: a UICC with two enhanced containers and the standards' test keys.</summary>
    public static CardOptions Uicc { get; } = new() { Profile = DefaultProfile.Uicc };

    /// <summary>What the card is personalised with.</summary>
    public required CardProfile Profile { get; init; }

    /// <summary>Bytes of non-volatile memory: a multiple of 4,096, from 24 KiB to 4 MiB.</summary>
    public int NonVolatileBytes { get; init; } = 256 * 1024;

    /// <summary>Seeds the card's random generator, which has its state in the card's memory; 32 bytes at most.</summary>
    public byte[] RandomSeed { get; init; } = [];

    /// <summary>The most bytes of response data that the terminal can put into a DELIVER-REPORT. TS 31.111 7.1.1.2.</summary>
    public int MaxDeliverReportData { get; init; } = 132;

    /// <summary>Whether error receipts are sent with the security that the command asked for, as old cards did.</summary>
    /// <remarks>Off: a peer that was not authenticated gets no signed or enciphered bytes.</remarks>
    public bool SecureErrorReceipts { get; init; }

    /// <summary>Whether a remote script goes on behind a command that ended with a warning (62xx, 63xx but 63Cx).</summary>
    public bool ScriptContinuesOnWarning { get; init; } = true;

    /// <summary>How much bytecode one command may run: a loop is charged for the bytes that it repeats, a call for 8. An applet that uses it up mutes the card until a reset.</summary>
    public long InstructionBudget { get; init; } = 100_000_000;

    /// <summary>The C# applets that are in the card's ROM; a saved card that has instances of them loads only where they are given.</summary>
    public IReadOnlyList<RomApplet> Rom { get; init; } = [];

    /// <summary>Told what the card does inside; costs nothing when absent.</summary>
    public ICardTrace? Trace { get; init; }
}
