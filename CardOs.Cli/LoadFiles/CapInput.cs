using System.Collections.Generic;
using System.IO;
using CardOs.OffCard.LoadFiles;

namespace CardOs.Cli.LoadFiles;

/// <summary>Reads CAP files and export files that are named on the command line.</summary>
internal static class CapInput
{
    /// <exception cref="InputException">There is no such file, or it is no CAP file.</exception>
    public static CapFile Open(string path)
    {
        using FileStream stream = InputFile.Open(path);
        try
        {
            return CapFile.Read(stream);
        }
        catch (CapFormatException failure)
        {
            throw new InputException($"{path}: {failure.Message}");
        }
    }

    /// <exception cref="InputException">There is no such file, or it is no export file.</exception>
    public static List<PackageApi> OpenExports(IEnumerable<string> paths)
    {
        var exports = new List<PackageApi>();
        foreach (string path in paths)
        {
            using FileStream stream = InputFile.Open(path);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            try
            {
                exports.Add(ExportFile.Read(copy.ToArray()));
            }
            catch (CapFormatException failure)
            {
                throw new InputException($"{path}: {failure.Message}");
            }
        }

        return exports;
    }
}
