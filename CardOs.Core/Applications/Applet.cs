using System;
using CardOs.Apdu;
using CardOs.Apdu.Toolkit;

namespace CardOs.Applications;

/// <summary>An applet in ROM, written in C#. It has no fields: what survives a power cut is in its slice of non-volatile memory.</summary>
/// <remarks>One object serves all instances of all cards, so that it can be given to many cards at once.</remarks>
public abstract class Applet
{
    /// <summary>Bytes of non-volatile memory that each instance has, zero at first.</summary>
    public virtual int PersistentBytes => 0;

    /// <summary>Makes a new instance ready; what it writes is undone when it fails.</summary>
    /// <param name="context">The instance.</param>
    /// <param name="parameters">What the installation gives to the applet.</param>
    /// <returns>9000, or why there will be no instance.</returns>
    public virtual StatusWord Install(ref AppletContext context, ReadOnlySpan<byte> parameters) => StatusWord.Success;

    /// <summary>Asks whether the instance accepts to be selected.</summary>
    public virtual bool Select(ref AppletContext context) => true;

    /// <summary>Tells that the instance is no longer selected.</summary>
    public virtual void Deselect(ref AppletContext context)
    {
    }

    /// <summary>Takes personalisation data that its security domain hands on: a STORE DATA command, GlobalPlatform 11.11, while the instance is not selected.</summary>
    /// <returns>9000, or why the data were not taken; 6D00 unless the applet says otherwise.</returns>
    public virtual StatusWord StoreData(ref AppletContext context, scoped CommandApdu command) => StatusWord.InstructionNotSupported;

    /// <summary>Tells why the instance was triggered; it may send one proactive command, and then <see cref="Resume"/> goes on.</summary>
    public virtual void Triggered(ref ToolkitContext context)
    {
    }

    /// <summary>Goes on with the terminal's answer to the proactive command that the instance sent; it may send another one.</summary>
    /// <param name="context">The instance, with everything it was triggered with and what it kept.</param>
    /// <param name="response">The answer.</param>
    public virtual void Resume(ref ToolkitContext context, scoped TerminalResponse response)
    {
    }

    /// <summary>Takes a part of a message that the instance is registered for, and answers behind the last one.</summary>
    /// <returns>9000; anything else fails the message, and the rest of it is not given.</returns>
    public virtual StatusWord ProcessMessage(ref AppletContext context, scoped MessagePart part) => StatusWord.FunctionNotSupported;

    /// <summary>Answers a command, also the SELECT that selected the instance.</summary>
    public abstract StatusWord Process(ref AppletContext context, scoped CommandApdu command);
}
