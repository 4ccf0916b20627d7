namespace CardOs.Cli.Reader;

/// <summary>Where the reader's driver listens.</summary>
/// <param name="Host">The machine that pcscd runs on.</param>
/// <param name="Port">The port of the slot.</param>
internal sealed record ReaderPlace(string Host, int Port)
{
    public override string ToString() => $"{Host}:{Port}";
}
