using System;
using NUnit.Framework;

namespace CardOs.Tests.Core.Containers;

/// <summary>Two worlds against a model of two maps: install, write, select, switch, cut.</summary>
[TestFixture]
public sealed class WorldTests
{
    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("CARDOS_WORLD_COUNT"), out int count) ? count : 4_000;

    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("CARDOS_FUZZ_SEED"), out int seed) ? seed : 20_261_124;

    [Test]
    public void No_byte_of_one_world_is_seen_in_the_other_and_one_is_always_activated()
    {
        var driver = new WorldDriver(Seed);
        for (int i = 0; i < Count; i++)
        {
            driver.Step();
        }

        TestContext.Out.WriteLine($"{Count} operations: {driver.Switches} switches, {driver.Installed} installations, {driver.Cuts} cuts");
        Assert.That(driver.Cuts, Is.GreaterThan(Count / 100));
        Assert.That(driver.Switches, Is.GreaterThan(Count / 100));
    }
}
