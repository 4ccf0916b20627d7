using System;
using System.Runtime;
using NUnit.Framework;

namespace CardOs.Tests;

/// <summary>Asserts that code allocates nothing once it is warm.</summary>
internal static class Allocation
{
    private const int Repetitions = 1000;

    // What other threads of the test runner may allocate meanwhile, before a collection comes after all.
    private const long RoomForOthers = 32 * 1024 * 1024;

    public static void IsNone(Action action)
    {
        action();
        action();
        IsNoneOf(() =>
        {
            for (int i = 0; i < Repetitions; i++)
            {
                action();
            }
        });
    }

    /// <summary>Asserts that <paramref name="measured"/>, which is warm, allocates nothing the one time it runs.</summary>
    public static void IsNoneOf(Action measured) => Assert.That(Of(measured), Is.Zero, "bytes");

    /// <summary>How many bytes this thread allocates in <paramref name="measured"/>.</summary>
    public static long Of(Action measured)
    {
        // A collection takes what is left of this thread's room away, and charges it to whoever is measured.
        bool isCollectionOff = GC.TryStartNoGCRegion(RoomForOthers);
        try
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            measured();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
        finally
        {
            if (isCollectionOff && GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
            {
                GC.EndNoGCRegion();
            }
        }
    }
}
