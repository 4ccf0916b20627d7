using System;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Applications;
using CardOs.GlobalPlatform;
using CardOs.Keys;

namespace CardOs.Tests.JavaCard.Api;

/// <summary>A C# applet that calls what GlobalPlatform has for it, as commands say.</summary>
internal sealed class ChannelRomApplet : Applet
{
    private const int MaxData = 256;
    private const int KeptLength = 16;

    public override int PersistentBytes => KeptLength;

    public override StatusWord StoreData(ref AppletContext context, scoped CommandApdu command)
    {
        var channel = new AppletSecureChannel(context);
        Span<byte> data = stackalloc byte[KeptLength];
        if (command.Data.Length > data.Length)
        {
            return StatusWord.WrongLength;
        }

        data = data.Slice(0, command.Data.Length);
        command.Data.CopyTo(data);
        StatusWord status = data.Length == KeptLength ? channel.Decrypt(data) : StatusWord.Success;
        if (status != StatusWord.Success)
        {
            return status;
        }

        Span<byte> level = stackalloc byte[1];
        level[0] = (byte)channel.Level;
        return context.Write(0, data) ? context.Reply(level) : StatusWord.MemoryProblem;
    }

    public override StatusWord Process(ref AppletContext context, scoped CommandApdu command)
    {
        var channel = new AppletSecureChannel(context);
        Span<byte> buffer = stackalloc byte[MaxData];
        if (context.IsSelecting)
        {
            return Reply(ref context, (byte)channel.Level);
        }

        if (AppletSecureChannel.IsOfProtocol(command))
        {
            return channel.Process(ref context, command);
        }

        StatusWord status = channel.Unwrap(command, buffer, out CommandApdu plain);
        if (status == StatusWord.Success)
        {
            status = Answer(ref context, plain);
            status = channel.Wrap(ref context, status);
        }

        return status;
    }

    private static StatusWord Answer(ref AppletContext context, scoped CommandApdu plain)
    {
        var channel = new AppletSecureChannel(context);
        var registry = new AppletRegistry(context);
        var pin = new AppletPin(context);
        Span<byte> data = stackalloc byte[MaxData];
        data = data.Slice(0, plain.Data.Length);
        plain.Data.CopyTo(data);
        switch (plain.Ins)
        {
            case 0x10:
                return context.Reply(data);
            case 0x11:
                return Reply(ref context, (byte)channel.Level);
            case 0x12:
                StatusWord status = channel.Decrypt(data);
                return status == StatusWord.Success ? context.Reply(data) : status;
            case 0x13:
                status = channel.Encrypt(data);
                return status == StatusWord.Success ? context.Reply(data) : status;
            case 0x14:
                return channel.SetLevel((SecurityLevel)plain.P1);
            case 0x15:
                channel.Reset();
                return StatusWord.Success;
            case 0x16:
                return context.Reply(context.Persistent);
            case 0x20:
                return Reply(ref context, registry.CardState, registry.LifeCycle);
            case 0x21:
                return Reply(ref context, registry.SetLifeCycle(plain.P1));
            case 0x22:
                return Reply(ref context, registry.LockCard());
            case 0x23:
                return Reply(ref context, registry.TerminateCard());
            case 0x24:
                return Reply(ref context, registry.SetHistoricalBytes(data));
            case 0x40:
                return registry.TryGetLifeCycle(data, out byte state) ? Reply(ref context, state) : StatusWord.ReferencedDataNotFound;
            case 0x41:
                return Reply(ref context, registry.SetLifeCycleOf(data, plain.P1));
            case 0x42:
                return Reply(ref context, registry.HasPrivilege(plain.P1));
            case 0x43:
                return Reply(ref context, registry.IsAssociated(data));
            case 0x44:
                return context.Reply(registry.Aid);
            case 0x30:
                StatusWord first = Reply(ref context, pin.IsActive, pin.IsSubmitted);
                return first == StatusWord.Success && Reply(ref context, pin.IsVerified, pin.IsBlocked) == first ? Reply(ref context, (byte)pin.TriesRemaining) : first;
            case 0x31:
                return Reply(ref context, pin.Update(data, (GlobalPinFormat)plain.P1));
            case 0x32:
                return Reply(ref context, pin.Verify(data, (GlobalPinFormat)plain.P1));
            case 0x33:
                return Reply(ref context, pin.ResetState());
            case 0x34:
                return Reply(ref context, pin.Block());
            case 0x35:
                return Reply(ref context, pin.Unblock());
            case 0x36:
                return Reply(ref context, pin.SetTryLimit(plain.P1));
            default:
                return StatusWord.InstructionNotSupported;
        }
    }

    private static StatusWord Reply(ref AppletContext context, bool value) => Reply(ref context, value ? (byte)1 : (byte)0);

    private static StatusWord Reply(ref AppletContext context, bool first, bool second) =>
        Reply(ref context, first ? (byte)1 : (byte)0, second ? (byte)1 : (byte)0);

    private static StatusWord Reply(ref AppletContext context, byte value)
    {
        Span<byte> bytes = stackalloc byte[1];
        bytes[0] = value;
        return context.Reply(bytes);
    }

    private static StatusWord Reply(ref AppletContext context, byte first, byte second)
    {
        Span<byte> bytes = stackalloc byte[2];
        bytes[0] = first;
        bytes[1] = second;
        return context.Reply(bytes);
    }
}
