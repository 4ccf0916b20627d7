using System;
using System.IO;

namespace CardOs.Tests;

/// <summary>Finds the repository's own files from where the tests run.</summary>
internal static class Repository
{
    public static string PathOf(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CardOs.sln")))
            {
                return Path.Combine(folder.FullName, name);
            }
        }

        throw new FileNotFoundException("The tests run outside of the repository.", name);
    }
}
