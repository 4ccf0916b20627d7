namespace CardOs;

/// <summary>What the message agent wants of who carries its bytes.</summary>
public enum AgentStatus
{
    /// <summary>Nothing: there is no session, or the card has no power or is mute.</summary>
    None,

    /// <summary>More bytes of the server's message.</summary>
    NeedMore,

    /// <summary>That the request in the answer buffer is sent, and what the server answers given to it.</summary>
    Request,

    /// <summary>That it is asked again, with no bytes, when the proactive session of the script has ended.</summary>
    Waiting,

    /// <summary>That the connection is closed: the server has said that it is done.</summary>
    Closed,

    /// <summary>That the connection is closed: the server's message is none that the card goes on with, or there was no room for the answer.</summary>
    Failed,
}
