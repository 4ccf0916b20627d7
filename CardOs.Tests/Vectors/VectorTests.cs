using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using NUnit.Framework;

namespace CardOs.Tests.Vectors;

/// <summary>Runs every known answer through the check of its kind.</summary>
[TestFixture]
public sealed class VectorTests
{
    private static readonly Dictionary<string, Action<VectorCase>> Checks = FindChecks();

    private static IEnumerable<TestCaseData> Included =>
        VectorFiles.All().Where(vector => VectorExclusions.ReasonFor(vector) is null).Select(vector => new TestCaseData(vector).SetArgDisplayNames(vector.Id));

    [TestCaseSource(nameof(Included))]
    public void Known_answer(VectorCase vector)
    {
        Assert.That(Checks, Does.ContainKey(vector.Kind), $"no check for the kind '{vector.Kind}'");
        Checks[vector.Kind](vector);
    }

    [Test]
    public void Excluded_answers_are_few_and_each_has_a_reason()
    {
        List<VectorCase> all = VectorFiles.All().ToList();
        int excluded = 0;
        foreach (VectorCase vector in all)
        {
            if (VectorExclusions.ReasonFor(vector) is string reason)
            {
                excluded++;
                TestContext.Out.WriteLine($"{vector.Id} ({vector.Kind}, {vector.Algorithm}): {reason}");
            }
        }

        TestContext.Out.WriteLine($"{all.Count - excluded} run, {excluded} excluded");
        Assert.That(excluded, Is.LessThan(all.Count / 4));
    }

    private static Dictionary<string, Action<VectorCase>> FindChecks()
    {
        var checks = new Dictionary<string, Action<VectorCase>>(StringComparer.Ordinal);
        foreach (Type type in typeof(VectorTests).Assembly.GetTypes())
        {
            foreach (MethodInfo method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            {
                foreach (VectorKindAttribute attribute in method.GetCustomAttributes<VectorKindAttribute>())
                {
                    checks.Add(attribute.Kind, method.CreateDelegate<Action<VectorCase>>());
                }
            }
        }

        return checks;
    }
}
