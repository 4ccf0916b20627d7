using System;

namespace CardOs;

/// <summary>The card's message agent, for who carries its bytes: to an administration server, and back.</summary>
/// <remarks>
/// A session is a series of requests of the card and responses of the server. It lasts until the server has nothing more to say, the card loses power or is reset, or
/// it is stopped.
/// </remarks>
public readonly struct CardAgent
{
    private readonly Card _card;

    internal CardAgent(Card card) => _card = card;

    /// <summary>Begins a session; one that is on is dropped.</summary>
    /// <param name="host">The value of Host.</param>
    /// <param name="name">The value of X-Admin-From: which agent of which card.</param>
    /// <param name="uri">Where the first request goes.</param>
    /// <param name="answer">Takes the first request.</param>
    /// <param name="isSecured">Whether the bytes go through a channel that keeps them secret and whole, with a server that was authenticated: scripts ask for it.</param>
    public AgentStep Start(ReadOnlySpan<byte> host, ReadOnlySpan<byte> name, ReadOnlySpan<byte> uri, Span<byte> answer, bool isSecured) =>
        _card.StartAgent(host, name, uri, answer, isSecured);

    /// <summary>Gives bytes from the server to the card, however they are cut.</summary>
    /// <param name="received">The bytes; none, when the step before said <see cref="AgentStatus.Waiting"/>.</param>
    /// <param name="answer">Takes the next request: as long as its head, about 500 bytes, and what the application answers.</param>
    public AgentStep Feed(ReadOnlySpan<byte> received, Span<byte> answer) => _card.FeedAgent(received, answer);

    /// <summary>Ends the session: the connection is gone.</summary>
    public void Stop() => _card.StopAgent();
}
