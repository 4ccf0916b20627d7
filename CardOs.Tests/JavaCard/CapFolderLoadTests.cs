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

/// <summary>
/// Every CAP file below the folder named by CARDOS_UICC_CAPS, which uses the UICC API: with the API's tokens it is linked, without them
/// refused for an import that is not there.
/// </summary>
/// <remarks>A package that is imported and is no published one is in the folder too. Of several with its AID, the nearest one is loaded first.</remarks>
[TestFixture]
public sealed class CapFolderLoadTests
{
    private const string Variable = "CARDOS_UICC_CAPS";

    private static readonly CardOptions Options = CardOptions.Uicc with { NonVolatileBytes = 1024 * 1024 };

    [TestCase(true)]
    [TestCase(false)]
    public void With_the_tokens_of_the_API_every_file_is_verified_and_linked(bool withDescriptor)
    {
        Dictionary<string, CapFile> files = Files();
        var failures = new List<string>();
        foreach (string path in files.Keys)
        {
            TestCard card = CardWith(PublishedLibrary.Instance);
            StatusWord status = Load(card, path, files, withDescriptor);
            if (status != StatusWord.Success || HeapCheck.Check(card.Card.State.Machine) is not null)
            {
                failures.Add($"{path}: {status}");
            }
        }

        TestContext.Out.WriteLine($"{files.Count} files, {files.Count - failures.Count} linked");
        Assert.That(string.Join('\n', failures), Is.Empty);
    }

    [Test]
    public void Without_them_a_file_is_refused_with_6A88_and_no_byte_of_it_is_left()
    {
        Dictionary<string, CapFile> files = Files();
        var failures = new List<string>();
        int refused = 0;
        foreach ((string path, CapFile cap) in files)
        {
            TestCard card = CardWith(library: null);
            foreach (string other in ImportsOf(path, files))
            {
                Load(card, other, files, withDescriptor: true);
            }

            string before = Account(card);
            StatusWord status = card.Card.LoadPackage(cap.ToLoadFile());
            StatusWord expected = Needs(cap, path, files) ? StatusWord.ReferencedDataNotFound : StatusWord.Success;
            refused += status == StatusWord.ReferencedDataNotFound ? 1 : 0;
            if (status != expected || (status != StatusWord.Success && Account(card) != before))
            {
                failures.Add($"{path}: {status}");
            }
        }

        TestContext.Out.WriteLine($"{files.Count} files, {refused} refused");
        Assert.That(string.Join('\n', failures), Is.Empty);
    }

    // Whether it or something that it imports uses a package that the card has not.
    private static bool Needs(CapFile cap, string path, Dictionary<string, CapFile> files) =>
        cap.Imports.Any(import => PublishedLibrary.Added.Values.Any(one => Convert.ToHexStringLower(one.Aid) == import.Aid))
        || ImportsOf(path, files).Any(other => Needs(files[other], other, files));

    private static StatusWord Load(TestCard card, string path, Dictionary<string, CapFile> files, bool withDescriptor)
    {
        foreach (string other in ImportsOf(path, files))
        {
            StatusWord status = Load(card, other, files, withDescriptor);
            if (status is not (StatusWord.Success or StatusWord.ConditionsOfUseNotSatisfied))
            {
                return status;
            }
        }

        return card.Card.LoadPackage(files[path].ToLoadFile(withDescriptor));
    }

    // What stands nearest: a test has its own libraries beside it.
    private static IEnumerable<string> ImportsOf(string path, Dictionary<string, CapFile> files)
    {
        foreach (CapPackage import in files[path].Imports)
        {
            string? nearest = files
                .Where(other => other.Key != path && other.Value.Package.Aid == import.Aid && other.Value.Package.Major == import.Major && other.Value.Package.Minor >= import.Minor)
                .Select(other => other.Key)
                .OrderByDescending(other => Shared(path, other))
                .ThenBy(other => other, StringComparer.Ordinal)
                .FirstOrDefault();
            if (nearest is not null)
            {
                yield return nearest;
            }
        }
    }

    private static int Shared(string first, string second) =>
        first.Split(Path.DirectorySeparatorChar).Zip(second.Split(Path.DirectorySeparatorChar)).TakeWhile(names => names.First == names.Second).Count();

    private static TestCard CardWith(NativeLibrary? library)
    {
        var card = new TestCard(Options);
        card.Card.State.Machine.Library = library ?? card.Card.State.Machine.Library;
        return card;
    }

    // Not whose the free segments are: those that a refused package had stay with its container until another one needs them.
    private static string Account(TestCard card)
    {
        MemoryAccount account = card.Card.Account();
        return $"{string.Join(' ', account.Shares)} {account.Used} {account.Overhead} {account.Free}";
    }

    private static Dictionary<string, CapFile> Files()
    {
        string? folder = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(folder))
        {
            Assert.Ignore($"{Variable} names no folder");
        }

        return Directory.EnumerateFiles(folder!, "*", SearchOption.AllDirectories)
            .Where(path => path.EndsWith(".cap", StringComparison.OrdinalIgnoreCase))
            .OrderBy(path => path, StringComparer.Ordinal)
            .ToDictionary(path => path, CapFile.Open, StringComparer.Ordinal);
    }
}
