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

    private static Config Settings() => Config.QuickThrowOnFailure
        .WithMaxTest(Count)
        .WithEndSize(400)
        .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(Seed, Gamma), FSharpOption<int>.None)));
}
