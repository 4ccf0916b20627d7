using System;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace CardOs.Tests;

/// <summary>Runs properties over generated values, the same ones every time.</summary>
internal static class Properties
{
    private const ulong Seed = 20260101;
    private const ulong Gamma = 40261;
    private const int Count = 1000;

    public static void Hold<T>(Func<T, bool> property) => Check.One(Settings(), Prop.ForAll(property));

    public static void Hold<T1, T2>(Func<T1, T2, bool> property) => Check.One(Settings(), Prop.ForAll(property));

    public static void Hold<T1, T2, T3>(Func<T1, T2, T3, bool> property) => Check.One(Settings(), Prop.ForAll(property));

    /// <summary>Spreads a generated number, which is small, over all bits.</summary>
    public static uint Spread(int number)
    {
        uint bits = (uint)number * 0x9E37_79B1;
        bits = (bits ^ (bits >> 15)) * 0x85EB_CA77;
        return bits ^ (bits >> 13);
    }

    private static Config Settings() => Config.QuickThrowOnFailure
        .WithMaxTest(Count)
        .WithEndSize(400)
        .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(Seed, Gamma), FSharpOption<int>.None)));
}
