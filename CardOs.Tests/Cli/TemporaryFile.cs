using System;
using System.IO;

namespace CardOs.Tests.Cli;

/// <summary>A file that is gone when the test is.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public TemporaryFile(string? contents = null)
    {
        if (contents is not null)
        {
            File.WriteAllText(Path, contents);
        }
    }

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName());

    public void Dispose() => File.Delete(Path);
}
