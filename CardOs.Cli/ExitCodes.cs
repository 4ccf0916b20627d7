namespace CardOs.Cli;

/// <summary>What the tool tells the shell.</summary>
internal static class ExitCodes
{
    /// <summary>The job is done.</summary>
    public const int Success = 0;

    /// <summary>The job failed: a check did not pass.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the input is wrong.</summary>
    public const int BadInput = 2;
}
