namespace CardOs.Cli.Reader;

/// <summary>How the card and the reader stand.</summary>
internal enum ReaderState
{
    /// <summary>Nothing is known yet.</summary>
    Unknown,

    /// <summary>There is no connection.</summary>
    Waiting,

    /// <summary>There is a connection, and nothing comes.</summary>
    Ignored,

    /// <summary>The reader talks to the card.</summary>
    Inserted,
}
