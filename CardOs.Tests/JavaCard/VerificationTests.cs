using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CardOs.Apdu;
using CardOs.Apdu.LoadFiles;
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

    // Other people's CAP files: what the linker takes, the verifier takes. Imports are looked for in the folder.
    [Test]
    public void Every_package_below_a_folder_that_can_be_linked_is_let_in()
    {
        string? root = Environment.GetEnvironmentVariable("CARDOS_CAPS");
        if (string.IsNullOrEmpty(root))
        {
            Assert.Ignore("CARDOS_CAPS names no folder");
        }

        var files = new List<CapFile>();
        foreach (string path in Directory.EnumerateFiles(root!, "*.cap", SearchOption.AllDirectories))
        {
            try
            {
                files.Add(CapFile.Open(path));
            }
            catch (CapFormatException)
            {
                // Not a CAP file.
            }
        }

        var refused = new List<string>();
        int linked = 0;
        foreach (CapFile cap in files)
        {
            foreach (bool withDescriptor in new[] { true, false })
            {
                if (LoadWith(files, cap, withDescriptor, verified: false, out _) == StatusWord.Success)
                {
                    linked++;
                    StatusWord status = LoadWith(files, cap, withDescriptor, verified: true, out VerificationFault fault);
                    if (status != StatusWord.Success)
                    {
                        refused.Add($"{cap.Name} {cap.Package.Aid}: {fault}, {(withDescriptor ? "with" : "without")} Descriptor");
                    }
                }
            }
        }

        TestContext.Out.WriteLine($"{files.Count} files, {linked} could be linked, with or without their Descriptor");
        Assert.That(string.Join('\n', refused.Distinct()), Is.Empty);
    }

    private static StatusWord LoadWith(List<CapFile> files, CapFile cap, bool withDescriptor, bool verified, out VerificationFault fault)
    {
        var card = new TestCard(CardOptions.Uicc with { NonVolatileBytes = 1024 * 1024 });
        card.Card.State.Machine.VerifiesPackages = verified;
        foreach (CapFile imported in files.Where(other => other != cap && cap.Imports.Any(import => import.Aid == other.Package.Aid)))
        {
            card.Card.LoadPackage(imported.ToLoadFile());
        }

        StatusWord status = card.Card.LoadPackage(cap.ToLoadFile(withDescriptor));
        fault = card.Card.State.Machine.VerificationFault;
        return status;
    }

    // Each field and virtual method that the package names is named in each of its other classes. The Descriptor says what fields, arguments and results
    // refer to, so that more is found with it.
    [Test]
    public void Names_in_other_classes_are_refused_for_types()
    {
        CapFile cap = CapFile.Open(Path.Combine(Folder, "objects/objects.cap"));
        int[] classes = ClassOffsets(cap);
        int[] found = new int[2];
        int let = 0;
        for (int i = 0; i < 2; i++)
        {
            byte[] file = cap.ToLoadFile(withDescriptor: i == 0);
            int pool = Find(file, ComponentTag.ConstantPool);
            int count = (file[pool] << 8) | file[pool + 1];
            var card = new TestCard(CardOptions.Uicc with { NonVolatileBytes = 1024 * 1024 });
            for (int entry = pool + 2; entry < pool + 2 + (4 * count); entry += 4)
            {
                bool isMember = (ConstantKind)file[entry] is ConstantKind.VirtualMethod or ConstantKind.InstanceField && (file[entry + 1] & 0x80) == 0;
                foreach (int offset in isMember ? classes : [])
                {
                    byte[] changed = [.. file];
                    changed[entry + 1] = (byte)(offset >> 8);
                    changed[entry + 2] = (byte)offset;
                    if (card.Card.LoadPackage(changed) == StatusWord.Success)
                    {
                        let++;
                        card.Card.DeletePackage(Convert.FromHexString(cap.Package.Aid));
                    }
                    else
                    {
                        found[i] += card.Card.State.Machine.VerificationFault == VerificationFault.Types ? 1 : 0;
                    }
                }
            }
        }

        TestContext.Out.WriteLine($"{found[0]} with the Descriptor, {found[1]} without; {let} let in");
        Assert.That(let, Is.GreaterThan(0), "the class itself, and those that extend it");
        Assert.That(found[1], Is.GreaterThan(0));
        Assert.That(found[0], Is.GreaterThan(found[1]));
    }

    private static int[] ClassOffsets(CapFile cap)
    {
        var offsets = new List<int>();
        ClassComponent.TryParse(cap.DataOf(ComponentTag.Class), cap.Format, out ClassComponent component);
        ClassReader reader = component.ReadClasses();
        while (reader.TryRead(out ClassInfo info))
        {
            if (!info.IsInterface)
            {
                offsets.Add(info.Offset);
            }
        }

        return [.. offsets];
    }

    private static int Find(byte[] file, ComponentTag tag)
    {
        int at = 0;
        while (file[at] != (byte)tag)
        {
            at += 3 + ((file[at + 1] << 8) | file[at + 2]);
        }

        return at + 3;
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
