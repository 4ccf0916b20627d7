namespace CardOs.OffCard.Files;

/// <summary>A file that specifications name.</summary>
/// <param name="Name">Its name, without EF or DF.</param>
/// <param name="Decode">What it holds, in words; null when bytes say it best.</param>
internal sealed record KnownFile(string Name, ContentDecoder? Decode = null);
