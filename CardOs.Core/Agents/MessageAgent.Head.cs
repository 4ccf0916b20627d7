using System;
using CardOs.Apdu.Http;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.Agents;

/// <summary>The head of the server's message: what it says about the session, and who takes the body.</summary>
internal static partial class MessageAgent
{
    private const int FirstFinalStatus = 200;
    private const int Ok = 200;
    private const int NoContent = 204;

    // RID, and the shortest and longest PIX.
    private const int RidDigits = 10;
    private const int MaxPixDigits = 22;

    private static bool TryTakeField(CardState state, scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> value)
    {
        ref AgentRegisters registers = ref RegistersOf(state);
        registers.Match.Add(state, name, value);
        if (HttpField.IsSameName(name, AdminField.ContentType))
        {
            return TryNote(ref registers, AgentFields.ContentType) && MediaType.TryParse(value, out MediaType type) && TryNoteType(ref registers, type);
        }

        if (HttpField.IsSameName(name, AdminField.NextUri))
        {
            return TryNote(ref registers, AgentFields.NextUri)
                && TryKeep(state, WorkingMap.AgentUri, WorkingMap.AgentUriCapacity, value, out registers.UriLength);
        }

        if (HttpField.IsSameName(name, AdminField.TargetedApplication))
        {
            return TryNote(ref registers, AgentFields.Target) && TryFindTarget(state, value, out registers.Target);
        }

        return !HttpField.IsSameName(name, AdminField.Protocol)
            || (TryNote(ref registers, AgentFields.Protocol) && value.SequenceEqual(AdminField.ProtocolVersion));
    }

    // A field of these comes once: which of two counts, two readers could see differently.
    private static bool TryNote(ref AgentRegisters registers, AgentFields field)
    {
        bool isFirst = (registers.Fields & field) == 0;
        registers.Fields |= field;
        return isFirst;
    }

    private static bool TryNoteType(ref AgentRegisters registers, scoped MediaType type)
    {
        if (ReservedMedia.IsOfRemoteManagement(type))
        {
            registers.Fields |= AgentFields.Management;
            registers.Fields |= HttpField.IsSameName(type.Essence, AdminField.CommandData) ? AgentFields.CommandData : AgentFields.None;
        }
        else if (ReservedMedia.IsOfNamedApplication(type))
        {
            registers.Fields |= AgentFields.Named;
        }

        return true;
    }

    // //aid/RID/PIX, in hexadecimal digits: GlobalPlatform Amendment B.
    private static bool TryFindTarget(CardState state, scoped ReadOnlySpan<byte> value, out NvAddress target)
    {
        target = NvAddress.Null;
        ReadOnlySpan<byte> prefix = "//aid/"u8;
        if (!value.StartsWith(prefix))
        {
            return false;
        }

        ReadOnlySpan<byte> digits = value.Slice(prefix.Length);
        if (digits.Length < RidDigits + 1 || digits.Length > RidDigits + 1 + MaxPixDigits || digits[RidDigits] != '/')
        {
            return false;
        }

        Span<byte> aid = stackalloc byte[ApplicationEntry.MaxAidLength];
        int length = 0;
        if (!TryReadHex(digits.Slice(0, RidDigits), aid, ref length) || !TryReadHex(digits.Slice(RidDigits + 1), aid, ref length))
        {
            return false;
        }

        target = ApplicationRegistry.Find(state.NonVolatile, state.RuntimeView, aid.Slice(0, length));
        return true;
    }

    private static bool TryReadHex(scoped ReadOnlySpan<byte> digits, Span<byte> bytes, ref int length)
    {
        if (digits.Length % 2 != 0)
        {
            return false;
        }

        for (int i = 0; i < digits.Length; i += 2)
        {
            int upper = DigitOf(digits[i]);
            int lower = DigitOf(digits[i + 1]);
            if ((upper | lower) < 0)
            {
                return false;
            }

            bytes[length++] = (byte)((upper << 4) | lower);
        }

        return true;
    }

    private static int DigitOf(byte character)
    {
        int letter = (character | 0x20) - 'a';
        return (uint)(character - '0') <= 9 ? character - '0' : (uint)letter < 6 ? letter + 10 : -1;
    }

    /// <summary>Behind the head: who takes the body. False when the session cannot go on.</summary>
    private static bool TryChooseDestination(CardState state, int statusCode, bool hasBody)
    {
        ref AgentRegisters registers = ref RegistersOf(state);
        if (statusCode < FirstFinalStatus || !hasBody)
        {
            return statusCode < FirstFinalStatus || statusCode is Ok or NoContent;
        }

        if (statusCode != Ok)
        {
            return false;
        }

        registers.Fields |= AgentFields.Body;
        registers.Status = AdminScriptStatus.UnknownApplication;
        if ((registers.Fields & AgentFields.Management) != 0)
        {
            // Scripts of GlobalPlatform's type are scripts of its protocol.
            bool isConsistent = (registers.Fields & (AgentFields.Protocol | AgentFields.CommandData)) != 0;
            BeginScript(state);
            return isConsistent;
        }

        if ((registers.Fields & AgentFields.Named) != 0)
        {
            registers.Destination = AgentDestination.NamedApplication;
            return true;
        }

        // A message that names another application is not for the one that its header leads to.
        bool isForOther = (registers.Fields & AgentFields.Target) != 0 && registers.Target != registers.Match.Application;
        if (!registers.Match.Application.IsNull && !isForOther)
        {
            Choose(state, registers.Match.Application, registers.Match.Record);
        }

        return true;
    }

    private static void Choose(CardState state, NvAddress application, NvAddress record)
    {
        ref AgentRegisters registers = ref RegistersOf(state);
        registers.Destination = AgentDestination.Application;
        registers.Status = AdminScriptStatus.Ok;
        registers.Application = application;
        registers.ApplicationTag = new ApplicationEntry(state.NonVolatile, application).Owner;
        registers.IsWhole = MessageRegistrations.Read(state.NonVolatile, record).IsWhole ? (byte)1 : (byte)0;
        registers.Match.Record = record;
    }

    // Between two parts of a message the application may have gone, or been locked.
    private static void CheckApplication(CardState state)
    {
        ref AgentRegisters registers = ref RegistersOf(state);
        if (registers.Destination == AgentDestination.Application && !IsThere(state, registers.Application, registers.ApplicationTag))
        {
            registers.Destination = AgentDestination.Nobody;
            registers.Status = AdminScriptStatus.UnknownApplication;
        }

        // A record is read again only where the application is chosen; the fields of a head may come in several pieces.
        if (registers.Destination == AgentDestination.Nobody && !registers.Match.Application.IsNull && !IsRegistered(state, registers.Match))
        {
            registers.Match = default;
        }
    }

    private static bool IsThere(CardState state, NvAddress application, ushort tag)
    {
        for (int pass = 0; pass < 2; pass++)
        {
            NvAddress at = ApplicationRegistry.First(state.NonVolatile, pass == 0 ? state.ActiveContainer : 0);
            for (; !at.IsNull; at = new ApplicationEntry(state.NonVolatile, at).Next)
            {
                if (at == application)
                {
                    var entry = new ApplicationEntry(state.NonVolatile, at);
                    return entry.Owner == tag && entry.IsSelectable;
                }
            }
        }

        return false;
    }

    private static bool IsRegistered(CardState state, in MessageMatch match)
    {
        for (int pass = 0; pass < 2; pass++)
        {
            NvAddress at = ApplicationRegistry.First(state.NonVolatile, pass == 0 ? state.ActiveContainer : 0);
            for (; !at.IsNull; at = new ApplicationEntry(state.NonVolatile, at).Next)
            {
                NvAddress record = at == match.Application && new ApplicationEntry(state.NonVolatile, at).Owner == match.Tag ? MessageRegistrations.First(state.NonVolatile, at) : NvAddress.Null;
                for (; !record.IsNull; record = MessageRegistrations.Next(state.NonVolatile, record))
                {
                    if (record == match.Record)
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }
}
