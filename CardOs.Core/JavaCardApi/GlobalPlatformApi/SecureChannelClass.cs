using System;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.GlobalPlatform.SecureChannels;
using CardOs.JavaCard;
using CardOs.JavaCardApi.Framework;

namespace CardOs.JavaCardApi.GlobalPlatformApi;

/// <summary>The object behind org.globalplatform.SecureChannel and what extends it: one for the card, whose session is that of the applet that calls.</summary>
internal static class SecureChannelClass
{
    private const short IllegalUse = 1;
    private const int DataOffset = 5;
    private const int StatusLength = 2;
    private const int HeaderRoom = 8;

    // The most that a session adds: a block of padding and a MAC.
    private const int SecurityRoom = 32;

    public static NativeClass Define() => new(RomClass.SecureChannelObject, "SecureChannelObject", RomClass.Object)
    {
        IsShareable = true,
        IsPermanent = true,
        Interfaces = [RomClass.Shareable, RomClass.SecureChannel, RomClass.SecureChannelExtended, RomClass.SecureChannelExtended2],
        Virtuals =
        [
            new(1, "processSecurity", "(LAPDU;)S", ProcessApdu),
            new(2, "wrap", "([BSS)S", Wrap),
            new(3, "unwrap", "([BSS)S", Unwrap),
            new(4, "decryptData", "([BSS)S", Decrypt),
            new(5, "encryptData", "([BSS)S", Encrypt),
            new(6, "resetSecurity", "()V", Reset),
            new(7, "getSecurityLevel", "()B", GetLevel),
            new(8, "setSecurityLevel", "(B)V", SetLevel),
            new(9, "processSecurity", "([BSSS)S", ProcessBytes),
        ],
    };

    // It receives the data of commands that it knows; the answer lies behind the header.
    private static VmStatus ProcessApdu(ref NativeCall call)
    {
        if (!call.TryObject(1, RomClass.Apdu, out _))
        {
            return VmStatus.Throw;
        }

        ref MachineRegisters registers = ref call.Machine.Registers;
        if (registers.HasApdu == 0 || registers.ApduState >= ApduClass.Outgoing)
        {
            return call.Throw(RomClass.ApduException, IllegalUse);
        }

        Span<byte> buffer = call.Machine.ApduBuffer;
        StatusWord refusal = ApplicationChannel.Recognizes(new CommandApdu(buffer[0], buffer[1], buffer[2], buffer[3], default, expectedLength: 0));
        if (refusal != StatusWord.Success)
        {
            return GpCall.Throw(ref call, refusal);
        }

        int start = ApduClass.DataOffset(ref call);
        if (registers.ApduState == ApduClass.Initial && registers.IncomingLength != 0)
        {
            ApduClass.Take(ref call, start, Machine.ApduBufferLength);
        }

        if (registers.IncomingTaken != registers.IncomingLength)
        {
            return GpCall.Throw(ref call, StatusWord.WrongLength);
        }

        Span<byte> data = stackalloc byte[Machine.ApduBufferLength];
        data = data.Slice(0, registers.IncomingLength);
        buffer.Slice(start, data.Length).CopyTo(data);
        var command = new CommandApdu(buffer[0], buffer[1], buffer[2], buffer[3], data, expectedLength: 0, registers.IsExtended != 0);
        var reply = new ResponseWriter(buffer.Slice(DataOffset));
        StatusWord status = ApplicationChannel.Process(call.Card, GpCall.CallerOf(ref call), command, ref reply);
        return status == StatusWord.Success ? call.Return((short)reply.Length) : GpCall.Throw(ref call, status);
    }

    private static VmStatus ProcessBytes(ref NativeCall call)
    {
        Span<byte> room = stackalloc byte[ApplicationChannel.MaxMessage];
        if (!TryMessage(ref call, room, out ArrayRef array, out int length) || !call.TryRange(array, call.Short(4), 0))
        {
            return VmStatus.Throw;
        }

        if (!GpCall.TryCommand(room.Slice(0, length), out CommandApdu command))
        {
            return GpCall.Throw(ref call, StatusWord.WrongLength);
        }

        Span<byte> answer = stackalloc byte[Machine.ApduBufferLength];
        var reply = new ResponseWriter(answer);
        StatusWord status = ApplicationChannel.Process(call.Card, GpCall.CallerOf(ref call), command, ref reply);
        if (status != StatusWord.Success)
        {
            return GpCall.Throw(ref call, status);
        }

        return call.TryRange(array, call.Short(4), reply.Length) && call.TryWrite(array, call.Short(4), reply.Written)
            ? call.Return((short)reply.Length)
            : VmStatus.Throw;
    }

    private static VmStatus Unwrap(ref NativeCall call)
    {
        Span<byte> room = stackalloc byte[ApplicationChannel.MaxMessage];
        if (!TryMessage(ref call, room, out ArrayRef array, out int length))
        {
            return VmStatus.Throw;
        }

        if (!GpCall.TryCommand(room.Slice(0, length), out CommandApdu command))
        {
            return GpCall.Throw(ref call, StatusWord.WrongLength);
        }

        Span<byte> clear = stackalloc byte[ApplicationChannel.MaxMessage];
        StatusWord status = ApplicationChannel.TryUnwrap(call.Card, GpCall.CallerOf(ref call), command, clear, out CommandApdu plain, out bool isChanged);
        if (status != StatusWord.Success)
        {
            return GpCall.Throw(ref call, status);
        }

        if (!isChanged)
        {
            return call.Return((short)length);
        }

        Span<byte> written = stackalloc byte[ApplicationChannel.MaxMessage + HeaderRoom];
        written = written.Slice(0, GpCall.Write(written, plain));
        return call.TryRange(array, call.Short(2), written.Length) && call.TryWrite(array, call.Short(2), written)
            ? call.Return((short)written.Length)
            : VmStatus.Throw;
    }

    // The status word stands behind the data, and is gone then.
    private static VmStatus Wrap(ref NativeCall call)
    {
        Span<byte> room = stackalloc byte[ApplicationChannel.MaxMessage + SecurityRoom];
        if (!TryMessage(ref call, room.Slice(0, ApplicationChannel.MaxMessage), out ArrayRef array, out int length))
        {
            return VmStatus.Throw;
        }

        int data = length - StatusLength;
        if (data < 0)
        {
            return GpCall.Throw(ref call, StatusWord.WrongLength);
        }

        var answer = (StatusWord)((room[data] << 8) | room[data + 1]);
        var reply = new ResponseWriter(room);
        reply.Advance(data);
        StatusWord status = ApplicationChannel.Wrap(call.Card, GpCall.CallerOf(ref call), ref reply, answer);
        if (status != StatusWord.Success)
        {
            return GpCall.Throw(ref call, status);
        }

        return call.TryRange(array, call.Short(2), reply.Length) && call.TryWrite(array, call.Short(2), reply.Written)
            ? call.Return((short)reply.Length)
            : VmStatus.Throw;
    }

    private static VmStatus Decrypt(ref NativeCall call) => Code(ref call, encipher: false);

    private static VmStatus Encrypt(ref NativeCall call) => Code(ref call, encipher: true);

    private static VmStatus Code(ref NativeCall call, bool encipher)
    {
        Span<byte> room = stackalloc byte[ApplicationChannel.MaxMessage];
        if (!TryMessage(ref call, room, out ArrayRef array, out int length))
        {
            return VmStatus.Throw;
        }

        StatusWord status = ApplicationChannel.Code(call.Card, GpCall.CallerOf(ref call), room.Slice(0, length), encipher);
        if (status != StatusWord.Success)
        {
            return GpCall.Throw(ref call, status);
        }

        return call.TryWrite(array, call.Short(2), room.Slice(0, length)) ? call.Return((short)length) : VmStatus.Throw;
    }

    private static VmStatus Reset(ref NativeCall call)
    {
        ApplicationChannel.Reset(call.Card, GpCall.CallerOf(ref call));
        return call.Return();
    }

    private static VmStatus GetLevel(ref NativeCall call) =>
        call.Return((short)(sbyte)ApplicationChannel.LevelOf(call.Card, GpCall.CallerOf(ref call)));

    private static VmStatus SetLevel(ref NativeCall call)
    {
        StatusWord status = ApplicationChannel.SetLevel(call.Card, GpCall.CallerOf(ref call), (SecurityLevel)call.Byte(1));
        return status == StatusWord.Success ? call.Return() : GpCall.Throw(ref call, status);
    }

    // Array, offset and length from the second argument on, copied: what is written goes where it came from.
    private static bool TryMessage(ref NativeCall call, scoped Span<byte> room, out ArrayRef array, out int length)
    {
        length = call.Short(3);
        if (!call.TryArray(1, ObjectKind.ByteArray, out array) || !call.TryRange(array, call.Short(2), length))
        {
            return false;
        }

        if (length > room.Length)
        {
            return call.Fail(RomClass.IsoException, (short)StatusWord.WrongLength);
        }

        call.Read(array, call.Short(2), length).CopyTo(room);
        return true;
    }
}
