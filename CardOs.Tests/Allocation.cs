using System;
using NUnit.Framework;

namespace CardOs.Tests;

/// <summary>Asserts that code allocates nothing once it is warm.</summary>
internal static class Allocation
{
    private const int Repetitions = 1000;

    public static void IsNone(Action action)
    {
        action();
        action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Repetitions; i++)
        {
            action();
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }
}
