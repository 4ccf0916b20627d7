using System.Collections.Generic;
using CardOs.OffCard.LoadFiles;

namespace CardOs.Cli.LoadFiles;

/// <summary>An applet that is to be installed: AIDs in hex, lower case.</summary>
/// <param name="Path">The file that has the applet.</param>
/// <param name="Package">AID of its package.</param>
/// <param name="Applet">AID of the applet.</param>
/// <param name="Instance">AID of the instance.</param>
/// <param name="Parameters">What its install method gets.</param>
internal sealed record Installation(string Path, string Package, string Applet, string Instance, byte[] Parameters)
{
    // ISO 7816-4 8.2.1.2.
    private const int MinAidLength = 5;
    private const int MaxAidLength = 16;

    /// <summary>What the command line asks for, each of them in one of the files.</summary>
    /// <exception cref="InputException">No file has the applet, or an AID is none.</exception>
    public static IReadOnlyList<Installation> Read(string[] wanted, byte[] parameters, IReadOnlyList<(string Path, CapFile Cap)> files)
    {
        var all = new List<Installation>();
        foreach ((string path, CapFile cap) in files)
        {
            foreach (CapApplet applet in cap.Applets)
            {
                all.Add(new Installation(path, cap.Package.Aid, applet.Aid, applet.Aid, parameters));
            }
        }

        var installations = new List<Installation>();
        foreach (string one in wanted)
        {
            if (one == "all")
            {
                installations.AddRange(all);
                continue;
            }

            string[] parts = one.Split('=', 2);
            string applet = ParseAid(one, parts[0]);
            Installation found = all.Find(candidate => candidate.Applet == applet)
                ?? throw new InputException($"--install {one}: expected an applet of the files{ListOf(all)}");
            installations.Add(found with { Instance = ParseAid(one, parts[^1]) });
        }

        return installations;
    }

    private static string ListOf(List<Installation> all)
    {
        var aids = new List<string>();
        foreach (Installation one in all)
        {
            aids.Add(one.Applet);
        }

        return aids.Count == 0 ? ", which have none" : $": {string.Join(", ", aids)}";
    }

    private static string ParseAid(string argument, string text)
    {
        byte[] aid;
        try
        {
            aid = Hex.Parse(text);
        }
        catch (InputException failure)
        {
            throw new InputException($"--install {argument}: {failure.Message}");
        }

        return aid.Length is >= MinAidLength and <= MaxAidLength
            ? Hex.Write(aid)
            : throw new InputException($"--install {argument}: expected an AID of {MinAidLength} to {MaxAidLength} bytes, found {aid.Length}");
    }
}
