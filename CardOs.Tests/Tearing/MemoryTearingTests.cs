using System;
using CardOs.Memory;
using CardOs.Tests.Core.Memory;
using NUnit.Framework;

namespace CardOs.Tests.Tearing;

/// <summary>Random operations beside a model, torn at every word in every mode. CARDOS_TEAR_ROUNDS makes it longer.</summary>
public class MemoryTearingTests
{
    private const int CutRecoveriesEvery = 13;

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
        var before = new PageImage();
        int cuts = 0;
        for (int i = 0; i < Rounds; i++)
        {
            int seed = ((int)mode * 7_000_003) + i;
            memory.CaptureInto(before, mayMakeBase: false);
            MemoryModel modelBefore = driver.Model.Clone();
            driver.Step(seed);
            string[] allowed = [modelBefore.WithoutReserved().Describe(), driver.Model.WithoutReserved().Describe()];
            for (int words = 0; ; words++)
            {
                memory.RestoreFrom(before);
                memory.ArmCut(words, mode, (ulong)(i + words));
                driver.Model = modelBefore.Clone();
                driver.Step(seed);
                if (!memory.IsCut)
                {
                    memory.DisarmCut();
                    break;
                }

                cuts++;
                if (cuts % CutRecoveriesEvery == 0)
                {
                    CutRecoveryEverywhere(memory, mode, allowed, $"seed {seed}, torn after {words}");
                }

                memory.Recover();
                Check(memory, allowed, $"seed {seed}, torn after {words}");
            }
        }

        TestContext.Out.WriteLine($"{cuts} cuts");
    }

    private static void CutRecoveryEverywhere(NonVolatileMemory memory, TearMode mode, string[] allowed, string place)
    {
        var torn = new PageImage();
        memory.CaptureInto(torn, mayMakeBase: false);
        for (int words = 0; ; words++)
        {
            memory.RestoreFrom(torn);
            memory.ArmCut(words, mode, (ulong)words);
            memory.Recover();
            if (!memory.IsCut)
            {
                memory.RestoreFrom(torn);
                return;
            }

            memory.Recover();
            Check(memory, allowed, $"{place}, recovery torn after {words}");
        }
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
