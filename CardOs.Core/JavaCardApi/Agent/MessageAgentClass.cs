using System;
using CardOs.Apdu;
using CardOs.Applications;
using CardOs.JavaCard;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.JavaCardApi.Agent;

/// <summary>cardos.agent.MessageAgent: an applet says which messages it takes. What is refused is an ISOException with the reason as status word.</summary>
internal static class MessageAgentClass
{
    private const byte Whole = 0x01;

    public static NativeClass Define() => new(RomClass.MessageAgent, "MessageAgent", RomClass.Object)
    {
        Statics =
        [
            new(0, "register", "([BSSB)V", Register),
            new(1, "register", "([BSS[BSSB)V", RegisterElement),
            new(2, "registerByName", "(B)V", RegisterByName),
            new(3, "deregister", "([BSS)V", Deregister),
            new(4, "deregister", "([BSS[BSS)V", DeregisterElement),
            new(5, "deregisterByName", "()V", DeregisterByName),
        ],
    };

    // value, offset, length, options
    private static VmStatus Register(ref NativeCall call) => call.TryBytes(0, out ReadOnlySpan<byte> value)
        ? Add(ref call, new MessageRegistration { Value = value, IsWhole = IsWhole(call.Byte(3)) })
        : VmStatus.Throw;

    // element, offset, length, value, offset, length, options
    private static VmStatus RegisterElement(ref NativeCall call) => call.TryBytes(0, out ReadOnlySpan<byte> element) && call.TryBytes(3, out ReadOnlySpan<byte> value)
        ? Add(ref call, new MessageRegistration { Element = element, Value = value, IsWhole = IsWhole(call.Byte(6)) })
        : VmStatus.Throw;

    private static VmStatus RegisterByName(ref NativeCall call) =>
        Add(ref call, new MessageRegistration { IsByName = true, IsWhole = IsWhole(call.Byte(0)) });

    private static VmStatus Deregister(ref NativeCall call) => call.TryBytes(0, out ReadOnlySpan<byte> value)
        ? Remove(ref call, new MessageRegistration { Value = value })
        : VmStatus.Throw;

    private static VmStatus DeregisterElement(ref NativeCall call) => call.TryBytes(0, out ReadOnlySpan<byte> element) && call.TryBytes(3, out ReadOnlySpan<byte> value)
        ? Remove(ref call, new MessageRegistration { Element = element, Value = value })
        : VmStatus.Throw;

    private static VmStatus DeregisterByName(ref NativeCall call) => Remove(ref call, new MessageRegistration { IsByName = true });

    private static bool IsWhole(byte options) => (options & Whole) != 0;

    // Only an applet that is registered with the card, and takes messages, has something to register.
    private static VmStatus Add(scoped ref NativeCall call, MessageRegistration registration)
    {
        NvAddress application = call.Machine.InstanceOf(call.Caller);
        if (application.IsNull || !AppletHost.IsMessageListener(call.Card, application))
        {
            return call.Throw(RomClass.IsoException, (short)(ushort)StatusWord.ConditionsOfUseNotSatisfied);
        }

        // The array comes last: an aborted transaction would leave the heap with room that it takes for used.
        using Transaction transaction = call.Machine.Memory.Journal.Begin();
        StatusWord status = MessageRegistrations.Add(call.Card, application, registration);
        if (status == StatusWord.Success && !call.Machine.TryCreateMessageBuffer())
        {
            status = StatusWord.NotEnoughMemory;
        }

        if (status != StatusWord.Success)
        {
            return call.Throw(RomClass.IsoException, (short)(ushort)status);
        }

        transaction.Commit();
        if (!call.Machine.Memory.Journal.IsOpen)
        {
            call.Heap.OnCommit();
        }

        return call.Return();
    }

    private static VmStatus Remove(scoped ref NativeCall call, MessageRegistration registration)
    {
        NvAddress application = call.Machine.InstanceOf(call.Caller);
        StatusWord status = application.IsNull ? StatusWord.ReferencedDataNotFound : MessageRegistrations.Remove(call.Card, application, registration);
        return status == StatusWord.Success ? call.Return() : call.Throw(RomClass.IsoException, (short)(ushort)status);
    }
}
