using System;
using CardOs.Memory;
using CardOs.Tests.Core.Memory;
using NUnit.Framework;

namespace CardOs.Tests.Tearing;

/// <summary>Random operations beside a model, torn at every word in every mode. CARDOS_TEAR_ROUNDS makes it longer.</summary>
public class MemoryTearingTests
{
    private const int RecoveryEvery = 13;

    private static int Rounds =>
        int.TryParse(Environment.GetEnvironmentVariable("CARDOS_TEAR_ROUNDS"), out int rounds) ? rounds : 25;

    [Test]
    public void Random_operations_mean_to_the_memory_what_they_mean_to_the_model([Range(1, 4)] int seed)
    {
        var driver = new MemoryDriver();
        for (int i = 0; i < Rounds * 20; i++)
        {
            driver.Step((seed * 1_000_003) + i);
            CheckWhole(driver.Memory, $"seed {seed}, step {i}");
            Assert.That(MemoryModel.Read(driver.Memory).Describe(), Is.EqualTo(driver.Model.Describe()), $"seed {seed}, step {i}");
        }
    }

    [Test]
    public void An_operation_torn_at_any_word_is_done_or_not_done([Values] TearMode mode)
    {
        var driver = new MemoryDriver();
        NonVolatileMemory memory = driver.Memory;
        var tearing = new MemoryTearing(memory);
        var start = new PageImage();
        int cuts = 0;
        for (int i = 0; i < Rounds; i++)
        {
            int seed = ((int)mode * 7_000_003) + i;
            MemoryModel before = driver.Model.Clone();
            memory.CaptureInto(start, mayMakeBase: false);
            driver.Step(seed);
            string[] allowed = [before.WithoutReserved().Describe(), driver.Model.WithoutReserved().Describe()];
            var step = () =>
            {
                driver.Model = before.Clone();
                driver.Step(seed);
            };
            memory.RestoreFrom(start);
            cuts += tearing.AtEveryWord(mode, step, place => Check(memory, allowed, $"seed {seed}, {place}"), RecoveryEvery);
            step();
        }

        TestContext.Out.WriteLine($"{cuts} cuts");
    }

    private static void Check(NonVolatileMemory memory, string[] allowed, string place)
    {
        CheckWhole(memory, place);
        string found = MemoryModel.Read(memory).Describe();
        if (Array.IndexOf(allowed, found) < 0)
        {
            Assert.Fail($"{place}: neither before nor after.\nfound\n{found}\nbefore\n{allowed[0]}\nafter\n{allowed[1]}");
        }
    }

    private static void CheckWhole(NonVolatileMemory memory, string place)
    {
        string? problem = memory.Journal.Used == 0 ? StructureCheck.Check(memory) : "the log is not empty";
        Assert.That(problem, Is.Null, place);
        MemoryAccount account = Accountant.Account(memory);
        Assert.That(account.Fixed + account.Used + account.Overhead + account.Free, Is.EqualTo(memory.Length), place);
    }
}
