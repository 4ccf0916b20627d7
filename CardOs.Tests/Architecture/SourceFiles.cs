using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace CardOs.Tests.Architecture;

/// <summary>The repository's own files.</summary>
internal static class SourceFiles
{
    private static readonly string[] Projects = ["CardOs.Apdu", "CardOs.Core", "CardOs.OffCard", "CardOs.Cli", "CardOs.Tests", "CardOs.Benchmarks"];

    public static string Root { get; } = FindRoot();

    /// <summary>C# sources of the projects, as paths from the root with forward slashes.</summary>
    public static IReadOnlyList<string> All { get; } = Projects.SelectMany(Of).ToList();

    public static IEnumerable<string> Of(string folder) => Directory
        .EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
        .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
        .OrderBy(path => path, StringComparer.Ordinal);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string FindRoot()
    {
        string? directory = AppContext.BaseDirectory;
        while (directory is not null && !File.Exists(Path.Combine(directory, "CardOs.sln")))
        {
            directory = Path.GetDirectoryName(directory);
        }

        return directory ?? throw new DirectoryNotFoundException("CardOs.sln is not above the tests.");
    }
}
