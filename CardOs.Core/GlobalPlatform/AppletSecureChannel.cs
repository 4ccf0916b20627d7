using System;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Applications;
using CardOs.GlobalPlatform.SecureChannels;
using CardOs.Memory;

namespace CardOs.GlobalPlatform;

/// <summary>The secure channel of a C# applet, with the keys of the security domain that it belongs to: what org.globalplatform.SecureChannel is for one in Java.</summary>
/// <remarks>
/// There is at most one session on a channel, and it ends with the selection of the applet.
/// <code>
/// command --> Process, when IsOfProtocol
///         --> Unwrap, is Level what the applet wants?, do it, Wrap
/// </code>
/// </remarks>
public readonly ref struct AppletSecureChannel
{
    private readonly CardState _state;
    private readonly NvAddress _application;

    /// <param name="context">The applet.</param>
    public AppletSecureChannel(scoped in AppletContext context)
    {
        _state = context.State;
        _application = context.Application;
    }

    /// <summary>The security in force; while personalisation data are handed on, that of the security domain's session.</summary>
    public SecurityLevel Level => ApplicationChannel.LevelOf(_state, _application);

    /// <summary>Whether a command is one of the secure channel protocol: INITIALIZE UPDATE, EXTERNAL AUTHENTICATE, BEGIN and END R-MAC SESSION.</summary>
    public static bool IsOfProtocol(scoped CommandApdu command) => ApplicationChannel.Recognizes(command) == StatusWord.Success;

    /// <summary>Answers a command of the secure channel protocol.</summary>
    /// <param name="context">The applet; its answer gets the data.</param>
    /// <param name="command">The command as it arrived.</param>
    /// <returns>The status word; 6E00 and 6D00 when the command is none of the protocol, 6A88 when the domain has no such keys.</returns>
    public StatusWord Process(ref AppletContext context, scoped CommandApdu command) =>
        ApplicationChannel.Process(_state, _application, command, ref context.Writer);

    /// <summary>Takes the security off a command. One without secure messaging, or in a session without it, comes out as it is: ask for <see cref="Level"/> and the class.</summary>
    /// <param name="command">The command as it arrived.</param>
    /// <param name="buffer">Takes the clear data; as long as the command's data at least.</param>
    /// <param name="plain">The command with its data in the buffer.</param>
    /// <returns>9000; 6982 when the security is wrong, and the session is aborted; 6985 in a session that was aborted; 6700 for too small a buffer.</returns>
    public StatusWord Unwrap(scoped CommandApdu command, Span<byte> buffer, out CommandApdu plain)
    {
        plain = default;
        if (buffer.Length < command.Data.Length)
        {
            return StatusWord.WrongLength;
        }

        StatusWord status = ApplicationChannel.TryUnwrap(_state, _application, command, buffer, out CommandApdu clear, out bool isChanged);
        if (status == StatusWord.Success && isChanged)
        {
            plain = clear;
        }
        else if (status == StatusWord.Success)
        {
            command.Data.CopyTo(buffer);
            plain = new CommandApdu(
                command.Cla, command.Ins, command.P1, command.P2, buffer.Slice(0, command.Data.Length), command.ExpectedLength, command.IsExtended);
        }

        return status;
    }

    /// <summary>Puts the security on the applet's whole answer.</summary>
    /// <param name="context">The applet.</param>
    /// <param name="status">The status word of the answer.</param>
    /// <returns>The status word; 6985 in a session that was aborted, 6700 when there is no room.</returns>
    public StatusWord Wrap(ref AppletContext context, StatusWord status)
    {
        StatusWord refusal = ApplicationChannel.Wrap(_state, _application, ref context.Writer, status);
        return refusal == StatusWord.Success ? status : refusal;
    }

    /// <summary>Deciphers secret data in place with the data encryption key; padding stays.</summary>
    /// <returns>9000; 6985 without a session; 6700 when they are no whole blocks.</returns>
    public StatusWord Decrypt(Span<byte> data) => ApplicationChannel.Code(_state, _application, data, encipher: false);

    /// <summary>Enciphers secret data in place with the data encryption key.</summary>
    /// <returns>9000; 6985 without a session; 6700 when they are no whole blocks.</returns>
    public StatusWord Encrypt(Span<byte> data) => ApplicationChannel.Code(_state, _application, data, encipher: true);

    /// <summary>Changes the level for the commands that follow; never to less than the session was opened with.</summary>
    /// <returns>9000; 6985 without a session, or when it cannot be.</returns>
    public StatusWord SetLevel(SecurityLevel level) => ApplicationChannel.SetLevel(_state, _application, level);

    /// <summary>Ends the session.</summary>
    public void Reset() => ApplicationChannel.Reset(_state, _application);
}
