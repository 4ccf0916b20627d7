using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CardOs.Apdu;
using CardOs.JavaCard;
using CardOs.OffCard.LoadFiles;
using CardOs.Tests.Core;
using NUnit.Framework;

namespace CardOs.Tests.JavaCard;

/// <summary>What the standard converter makes is let in, with the Descriptor component and without it; it costs no managed memory.</summary>
[TestFixture]
public sealed class VerificationTests
{
    private static readonly string Folder = Repository.PathOf("CardOs.Tests/Vectors/applets");

    private static IEnumerable<string> Packages() => Directory.GetFiles(Folder, "*.cap", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path)).Order();

    [TestCaseSource(nameof(Packages))]
    public void A_converters_package_is_loaded_whenever_it_can_be_linked(string path)
    {
        CapFile cap = CapFile.Open(Path.Combine(Folder, path));
        foreach (bool withDescriptor in new[] { true, false })
        {
            Assert.That(Load(cap, withDescriptor, verified: true), Is.EqualTo(Load(cap, withDescriptor, verified: false)));
        }
    }

    [TestCase("sconst_0 / iload_0 / sreturn")]
    [TestCase("sconst_0 / areturn")]
    [TestCase("aconst_null / sconst_1 / sadd / sreturn")]
    [TestCase("goto +1")]
    [TestCase("nop")]
    public void A_refused_package_leaves_no_byte_behind(string code)
    {
        var card = new NeighbourCard(code);
        Assert.That(card.Loaded, Is.EqualTo(StatusWord.IncorrectData));
        Assert.That(card.UsedLoaded, Is.EqualTo(card.UsedBefore));
    }

    [Test]
    public void Verification_allocates_nothing()
    {
        CapFile cap = CapFile.Open(Path.Combine(Folder, "finally/finally.cap"));
        byte[] file = cap.ToLoadFile();
        var card = new TestCard(CardOptions.Uicc with { NonVolatileBytes = 1024 * 1024 });
        card.Card.LoadPackage(file);
        byte[] aid = Convert.FromHexString(cap.Package.Aid);
        Allocation.IsNone(() =>
        {
            card.Card.DeletePackage(aid);
            card.Card.LoadPackage(file);
        });
    }

    private static StatusWord Load(CapFile cap, bool withDescriptor, bool verified)
    {
        var card = new TestCard(CardOptions.Uicc with { NonVolatileBytes = 1024 * 1024 });
        card.Card.State.Machine.VerifiesPackages = verified;
        string folder = Folder;

        // What it imports, as far as it is one of the test applets.
        foreach (string other in Packages())
        {
            CapFile imported = CapFile.Open(Path.Combine(folder, other));
            if (cap.Imports.Any(import => import.Aid == imported.Package.Aid))
            {
                card.Card.LoadPackage(imported.ToLoadFile());
            }
        }

        return card.Card.LoadPackage(cap.ToLoadFile(withDescriptor));
    }
}
