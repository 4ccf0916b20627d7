namespace CardOs.Agents;

/// <summary>Where a message's body goes.</summary>
internal enum AgentDestination : byte
{
    /// <summary>Nowhere: nobody takes it, or who did has failed.</summary>
    Nobody,

    /// <summary>To the application that the header, or the body's first bytes, led to.</summary>
    Application,

    /// <summary>To the application whose name it begins with.</summary>
    NamedApplication,

    /// <summary>To remote management, as a script.</summary>
    Script,
}
