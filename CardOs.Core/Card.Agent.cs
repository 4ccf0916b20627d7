using System;
using CardOs.Agents;
using CardOs.Apdu;

namespace CardOs;

/// <summary>The message agent, driven by who carries its bytes.</summary>
public sealed partial class Card
{
    /// <summary>The message agent: messages of an administration server, for remote management and for applications.</summary>
    public CardAgent Agent => new(this);

    internal AgentStep StartAgent(ReadOnlySpan<byte> host, ReadOnlySpan<byte> name, ReadOnlySpan<byte> uri, Span<byte> answer, bool isSecured)
    {
        using Use use = Enter();
        CheckPower();
        var writer = new ResponseWriter(answer);
        return Conclude(MessageAgent.Start(_state, host, name, uri, isSecured, ref writer), writer.Length);
    }

    internal AgentStep FeedAgent(ReadOnlySpan<byte> received, Span<byte> answer)
    {
        using Use use = Enter();
        CheckPower();
        if (_state.Machine.IsMuted)
        {
            return default;
        }

        var writer = new ResponseWriter(answer);
        return Conclude(MessageAgent.Feed(_state, received, ref writer), writer.Length);
    }

    internal void StopAgent()
    {
        using Use use = Enter();
        if (IsPowered)
        {
            MessageAgent.Stop(_state);
        }
    }

    // As of a command: without power, and from a card that is mute, nothing comes.
    private AgentStep Conclude(AgentStatus status, int length)
    {
        if (_state.NonVolatile.IsCut)
        {
            _power = PowerState.Off;
            return default;
        }

        return _state.Machine.IsMuted ? default : new AgentStep(status, status == AgentStatus.Request ? length : 0);
    }
}
