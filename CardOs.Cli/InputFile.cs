using System;
using System.IO;

namespace CardOs.Cli;

/// <summary>Opens what is named on the command line, and says in one line why it cannot.</summary>
internal static class InputFile
{
    /// <summary>Stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>Opens a text file, or standard input for no name or "-".</summary>
    public static TextReader OpenText(string? path, TextReader standardInput) =>
        path is null or StandardInput ? standardInput : new StreamReader(Open(path));

    /// <exception cref="InputException">There is no such file, or it may not be read.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException($"{path}: {ReasonOf(path, failure)}");
        }
    }

    /// <summary>Writes a file whole or not at all, and to the disk: a reader never finds half of it, whatever happens in between.</summary>
    /// <exception cref="InputException">The file may not be written.</exception>
    public static void Replace(string path, Action<Stream> write)
    {
        string temporary = path + ".part";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException($"{path}: {ReasonOf(path, failure)}");
        }
    }

    private static string ReasonOf(string path, Exception failure) => failure switch
    {
        _ when Directory.Exists(path) => "expected a file, found a folder",
        FileNotFoundException when Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && Directory.Exists(folder) => "there is no such file",
        FileNotFoundException => "there is no such folder",
        DirectoryNotFoundException => "there is no such folder",
        UnauthorizedAccessException => "access is refused",
        _ => failure.Message,
    };
}
