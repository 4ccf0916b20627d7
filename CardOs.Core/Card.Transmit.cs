using System;
using CardOs.Apdu;
using CardOs.Toolkit;
using CardOs.Transport;

namespace CardOs;

/// <summary>How a command flows.</summary>
public sealed partial class Card
{
    /// <summary>Sends a command to the card.</summary>
    /// <param name="command">A command APDU, short or extended.</param>
    /// <param name="response">At least <see cref="MaxShortResponse"/> bytes that take the answer; more for an extended Le.</param>
    /// <returns>A view of the answer in <paramref name="response"/>; mute when the power was cut.</returns>
    /// <exception cref="ArgumentException">The response buffer is too small.</exception>
    /// <exception cref="InvalidOperationException">The card has no power, or is in use.</exception>
    public ResponseApdu Transmit(scoped ReadOnlySpan<byte> command, Span<byte> response)
    {
        using Use use = Enter();
        CheckTransmit(response);
        _power = PowerState.On;
        var reply = new ResponseWriter(response.Slice(0, response.Length - ResponseApdu.StatusLength));

        // bytes -> command -> channel and table -> files | applications | packets | toolkit
        StatusWord status = Link.Handle(_state, command, ref reply);

        // A proactive command that waits turns 9000 into 91xx.
        status = ProactiveSession.Conclude(_state, status);

        if (_state.Machine.IsMuted)
        {
            return default;
        }

        return _state.NonVolatile.IsCut ? LosePower() : ResponseApdu.Complete(response, reply.Length, status);
    }

    private void CheckTransmit(ReadOnlySpan<byte> response)
    {
        CheckPower();
        if (response.Length < MaxShortResponse)
        {
            throw new ArgumentException("The response buffer takes at least 258 bytes.", nameof(response));
        }
    }

    // The command ran to its end in cells that nobody will see: the answer is dropped with them.
    private ResponseApdu LosePower()
    {
        _power = PowerState.Off;
        return default;
    }
}
