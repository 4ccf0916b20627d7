using System;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Apdu.Tlv;
using CardOs.GlobalPlatform.KeyManagement;
using CardOs.Keys;
using CardOs.Memory;

namespace CardOs.GlobalPlatform.Personalisation;

/// <summary>One data group of STORE DATA: data objects (0070), what keys are (00B9), or a component of a key. GlobalPlatform 11.11.4.</summary>
/// <remarks>
/// <code>
/// 00B9  B9 { 95 usage, 96 access, 80 type, 81 length, 82 identifier, 83 version, 85 parameters } for each key that follows
/// 8113  symmetric key          8137  private key of a curve      8112  private exponent      8121 to 8125  primes, inverse, exponents
/// 0036  public key of a curve  0010  modulus                     0011  public exponent
/// </code>
/// Secret components are under the data encryption key. A key is stored when its last component came.
/// </remarks>
internal static class DataGroup
{
    private const ushort Objects = 0x0070;
    private const ushort KeyTemplates = 0x00B9;
    private const uint KeyTemplate = 0xB9;
    private const int MaxClear = 512;

    /// <summary>Stores a group, together with the open transaction.</summary>
    public static StatusWord Store(CardState state, int channel, NvAddress domain, StoreSession session, ushort identifier, scoped ReadOnlySpan<byte> value)
    {
        switch (identifier)
        {
            case Objects:
                return StoreObjects(state, domain, value);
            case KeyTemplates:
                if (value.Length > session.TemplatesRoom.Length || !KeyTemplateReader.AreWellFormed(value))
                {
                    return StatusWord.IncorrectData;
                }

                value.CopyTo(session.TemplatesRoom);
                session.TemplatesLength = value.Length;
                session.KeyIndex = 0;
                session.KeyLength = 0;
                return StatusWord.Success;
            default:
                return StoreComponent(state, channel, domain, session, identifier, value);
        }
    }

    private static StatusWord StoreObjects(CardState state, NvAddress domain, scoped ReadOnlySpan<byte> value)
    {
        var reader = new BerTlvReader(value);
        StatusWord status = StatusWord.Success;
        while (status == StatusWord.Success && reader.TryRead(out BerTag tag, out ReadOnlySpan<byte> content))
        {
            status = DomainObjects.Store(state, domain, tag.Value, content);
        }

        return status != StatusWord.Success || reader.IsAtEnd ? status : StatusWord.IncorrectData;
    }

    private static StatusWord StoreComponent(
        CardState state, int channel, NvAddress domain, StoreSession session, ushort identifier, scoped ReadOnlySpan<byte> value)
    {
        if (!KeyTemplateReader.TryRead(session.TemplatesRoom.Slice(0, session.TemplatesLength), session.KeyIndex, out KeyTemplateReader template))
        {
            return KeyParts.IsKnown(identifier) ? StatusWord.ConditionsOfUseNotSatisfied : StatusWord.ReferencedDataNotFound;
        }

        KeyComponentType type = KeyParts.TypeOf(identifier, template.Type);
        if (type == default || value.IsEmpty)
        {
            return KeyParts.IsKnown(identifier) ? StatusWord.IncorrectData : StatusWord.ReferencedDataNotFound;
        }

        Span<byte> clear = stackalloc byte[MaxClear];
        if (value.Length > clear.Length)
        {
            return StatusWord.NotEnoughMemory;
        }

        clear = clear.Slice(0, value.Length);
        value.CopyTo(clear);
        if (!KeyTypes.IsPublic(type))
        {
            if (!DataKey.TryDecrypt(state, channel, clear))
            {
                return DataKey.BlockLength(state, channel) == 0 ? StatusWord.ConditionsOfUseNotSatisfied : StatusWord.IncorrectData;
            }

            if (template.Length > clear.Length)
            {
                return StatusWord.IncorrectData;
            }

            // What was filled up to whole blocks is cut to the length of the key.
            clear = KeyParts.HasLengthOfKey(type) && template.Length != 0 ? clear.Slice(0, template.Length) : clear;
        }

        int length = session.KeyLength;
        bool fits = DomainKeys.TryWriteComponent(session.KeyRoom, ref length, type, clear);
        clear.Clear();
        session.KeyLength = length;
        return !fits ? StatusWord.NotEnoughMemory : KeyParts.IsLast(identifier, template.Type) ? StoreKey(state, domain, session, template) : StatusWord.Success;
    }

    private static StatusWord StoreKey(CardState state, NvAddress domain, StoreSession session, scoped KeyTemplateReader template)
    {
        int length = session.KeyLength;
        if (template.HasParameters)
        {
            Span<byte> reference = stackalloc byte[1];
            reference[0] = template.Parameters;
            if (!DomainKeys.TryWriteComponent(session.KeyRoom, ref length, KeyComponentType.EccParameterReference, reference))
            {
                return StatusWord.NotEnoughMemory;
            }
        }

        var key = new NewKey { Identifier = template.Identifier, Type = (KeyComponentType)session.KeyRoom[0], Usage = template.Usage, Access = template.Access, Length = length };
        var store = new KeyStore(state, domain);
        ReadOnlySpan<byte> components = session.KeyRoom.Slice(0, length);
        bool hasLength = !KeyTypes.IsBlockCipher(key.Type) || KeyTypes.AlgorithmOf(key.Type, length - DomainKey.ComponentHeaderLength) != Crypto.CipherAlgorithm.None;
        if (!hasLength || template.Version is 0 or > 0x7F)
        {
            return StatusWord.IncorrectData;
        }

        bool isThere = store.TryFind(template.Version, template.Identifier, out _, out _);
        bool isStored = (!isThere || store.TryRemove(template.Version, template.Identifier)) && store.TryAdd(template.Version, key, components);
        session.KeyRoom.Slice(0, length).Clear();
        session.KeyLength = 0;
        session.KeyIndex++;
        return isStored ? StatusWord.Success : StatusWord.NotEnoughMemory;
    }
}
