using System;
using NUnit.Framework;

namespace CardOs.Tests;

/// <summary>Asserts that code allocates nothing once it is warm.</summary>
internal static class Allocation
{
    private const int Repetitions = 1000;

    // A collection that another thread causes is charged to whoever has room left to allocate in: it does not come three times.
    private const int Attempts = 3;

    public static void IsNone(Action action)
    {
        action();
        action();
        IsNoneOf(
            () => { },
            () =>
            {
                for (int i = 0; i < Repetitions; i++)
                {
                    action();
                }
            });
    }

    /// <summary>Asserts that <paramref name="measured"/> allocates nothing, in one of several attempts that are each prepared.</summary>
    public static void IsNoneOf(Action prepare, Action measured)
    {
        long least = long.MaxValue;
        for (int i = 0; i < Attempts && least != 0; i++)
        {
            prepare();
            long before = GC.GetAllocatedBytesForCurrentThread();
            measured();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.That(least, Is.Zero);
    }
}
