namespace CardOs.Apdu.Http;

/// <summary>How long a message's lines and its head may be; its body has no limit.</summary>
/// <param name="Line">The most bytes of a line, its end included.</param>
/// <param name="Head">The most bytes of all lines of the head.</param>
public readonly record struct HttpLimits(int Line, int Head)
{
    /// <summary>8,192 bytes for a line, 32,768 for the head.</summary>
    public static HttpLimits Default => new(8192, 32768);
}
