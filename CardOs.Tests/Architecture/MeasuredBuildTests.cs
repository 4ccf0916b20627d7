using System;
using System.Reflection;
using System.Runtime.Versioning;
using CardOs.Apdu;
using NUnit.Framework;

namespace CardOs.Tests.Architecture;

/// <summary>A run against netstandard2.0 that used the other build would prove nothing.</summary>
[TestFixture]
public sealed class MeasuredBuildTests
{
#if CARDOS_NETSTANDARD
    private const string Expected = ".NETStandard,Version=v2.0";
#else
    private const string Expected = ".NETCoreApp,Version=v10.0";
#endif

    [TestCase(typeof(Card))]
    [TestCase(typeof(CommandApdu))]
    public void Libraries_are_the_build_that_was_asked_for(Type type)
    {
        TestContext.Out.WriteLine($"{type.Assembly.GetName().Name}: {Expected}");
        Assert.That(type.Assembly.GetCustomAttribute<TargetFrameworkAttribute>()?.FrameworkName, Is.EqualTo(Expected));
    }
}
