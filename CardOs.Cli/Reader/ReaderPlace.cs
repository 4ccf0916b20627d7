namespace CardOs.Cli.Reader;

/// <summary>Where the reader is.</summary>
/// <param name="Host">The machine that pcscd runs on, or the address that is listened on.</param>
/// <param name="Port">The port of the slot.</param>
/// <param name="IsListening">Whether the driver connects to the card.</param>
internal sealed record ReaderPlace(string Host, int Port, bool IsListening)
{
    public override string ToString() => $"{Host}:{Port}";
}
