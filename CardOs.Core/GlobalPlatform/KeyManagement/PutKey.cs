using System;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Keys;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform.KeyManagement;

/// <summary>PUT KEY: adds or replaces keys of the selected security domain, all of them or none. GlobalPlatform 11.8.</summary>
/// <remarks>
/// <code>
/// P1: b8 more commands follow, b7 to b1 the version to replace, 00 to add      P2: b8 several keys, b7 to b1 identifier of the first
/// data: new version, keys                                                      answer: new version, check values
/// </code>
/// Looked at first, everything is in clear in a buffer; then it is written in one transaction.
/// </remarks>
internal static class PutKey
{
    private const byte HighBit = 0x80;
    private const byte MaxVersion = 0x7F;
    private const int MaxKeys = 16;
    private const int BufferLength = 4096;

    /// <summary>Executes the command, whose parts were joined.</summary>
    public static StatusWord Handle(CardState state, int channel, NvAddress domain, scoped CommandApdu command, ref ResponseWriter reply)
    {
        byte old = (byte)(command.P1 & MaxVersion);
        if (!PutKeyData.TryParse(command.Data, out PutKeyData data) || data.Version is 0 or > MaxVersion)
        {
            return StatusWord.IncorrectData;
        }

        Span<byte> clear = stackalloc byte[BufferLength];
        Span<NewKey> keys = stackalloc NewKey[MaxKeys];
        Span<byte> checks = stackalloc byte[1 + (MaxKeys * KeyTypes.CheckValueLength)];
        checks[0] = data.Version;
        int count = 0;
        int used = 0;
        int answered = 1;
        var identifier = (byte)(command.P2 & MaxVersion);
        while (data.TryRead(out KeyDataField field))
        {
            if (count == MaxKeys || identifier + count > MaxVersion)
            {
                return StatusWord.IncorrectData;
            }

            ref NewKey key = ref keys[count];
            key = default;
            key.Identifier = (byte)(identifier + count++);
            StatusWord status = KeyDecoder.Read(state, channel, field, clear, ref used, ref key, checks, ref answered);
            if (status != StatusWord.Success)
            {
                clear.Slice(0, used).Clear();
                return status;
            }
        }

        bool isWhole = data.IsAtEnd && count != 0 && (count == 1 || (command.P2 & HighBit) != 0);
        StatusWord result = isWhole ? Check(state, domain, old, data.Version, keys.Slice(0, count), clear) : StatusWord.IncorrectData;
        if (result == StatusWord.Success)
        {
            result = Write(state, domain, old, data.Version, keys.Slice(0, count), clear) ? StatusWord.Success : StatusWord.NotEnoughMemory;
        }

        clear.Slice(0, used).Clear();
        if (result == StatusWord.Success)
        {
            reply.TryWrite(checks.Slice(0, answered));
        }

        return result;
    }

    // 11.8.2.3: what is added must not be there, and what is replaced must be, with the same type and length.
    private static StatusWord Check(CardState state, NvAddress domain, byte old, byte version, ReadOnlySpan<NewKey> keys, ReadOnlySpan<byte> clear)
    {
        var store = new KeyStore(state, domain);
        foreach (ref readonly NewKey key in keys)
        {
            if ((old == 0 || old != version) && store.TryFind(version, key.Identifier, out _, out _))
            {
                return StatusWord.IncorrectData;
            }

            if (old == 0)
            {
                continue;
            }

            if (!store.TryFind(old, key.Identifier, out KeyComponentType type, out int length))
            {
                return StatusWord.ReferencedDataNotFound;
            }

            ReadOnlySpan<byte> rest = clear.Slice(key.Start, key.Length);
            DomainKey.TryRead(ref rest, out _, out ReadOnlySpan<byte> value);
            if (type != key.Type || length != value.Length)
            {
                return StatusWord.IncorrectData;
            }
        }

        return StatusWord.Success;
    }

    private static bool Write(CardState state, NvAddress domain, byte old, byte version, ReadOnlySpan<NewKey> keys, ReadOnlySpan<byte> clear)
    {
        var store = new KeyStore(state, domain);
        using Transaction transaction = state.NonVolatile.Journal.Begin();
        bool hasSet = false;
        foreach (ref readonly NewKey key in keys)
        {
            if ((old != 0 && !store.TryRemove(old, key.Identifier)) || !store.TryAdd(version, key, clear.Slice(key.Start, key.Length)))
            {
                return false;
            }

            hasSet |= KeyTypes.IsBlockCipher(key.Type) && KeyTypes.TryGetRole(key.Identifier, out _) && version > KeySet.MaxPacketVersion;
        }

        return (!hasSet || store.TryRemoveInitialKeys()) && TryPersonalize(state.NonVolatile, domain) && transaction.Commit();
    }

    // UICC configuration: with option 84 a domain is personalized when it gets keys.
    private static bool TryPersonalize(NonVolatileMemory memory, NvAddress domain)
    {
        bool becomes = new ApplicationEntry(memory, domain).LifeCycle == LifeCycles.Selectable
            && (new SecurityDomainPart(memory, domain).Options & DomainOptions.PersonalizedByKeys) != 0;
        Span<byte> state = stackalloc byte[1];
        state[0] = LifeCycles.Personalized;
        return !becomes || memory.Journal.TryWrite(domain + ApplicationEntry.LifeCycleOffset, state);
    }
}
