using System;
using System.Collections.Generic;
using System.Text;
using CardOs.Apdu;
using CardOs.Apdu.Tlv;
using CardOs.Containers;

namespace CardOs.OffCard.GlobalPlatform;

/// <summary>Administers the containers of a card through a session with its issuer security domain: MANAGE CONTAINER, docs/containers.md.</summary>
/// <param name="session">A session with the issuer security domain.</param>
public sealed class ContainerAdministration(SecurityDomainSession session)
{
    private const byte Proprietary = 0x80;
    private const byte CreateFunction = 0x01;
    private const byte ActivateFunction = 0x02;
    private const byte CancelFunction = 0x03;
    private const byte DeleteFunction = 0x04;
    private const byte TargetFunction = 0x05;
    private const byte ListFunction = 0x06;

    private const uint NumberTag = 0x80;
    private const uint NameTag = 0x81;
    private const uint KeyTag = 0x82;
    private const uint DomainTag = 0x4F;
    private const uint PreparedTag = 0x83;
    private const uint EntryTag = 0xE3;
    private const uint LifeCycleTag = 0x9F70;
    private const int MaxData = 255;

    /// <summary>Makes a disabled container with an empty master file.</summary>
    /// <param name="name">Its name, 1 to 32 bytes of UTF-8, which no other container has.</param>
    /// <param name="administrativeKey">Its key ADM 1, 8 bytes, or empty: then there is none.</param>
    /// <param name="domain">The AID of its own security domain, 5 to 16 bytes, or empty: then there is none.</param>
    /// <returns>Its number.</returns>
    /// <exception cref="CardStatusException">The card refuses.</exception>
    public int Create(string name, ReadOnlySpan<byte> administrativeKey = default, ReadOnlySpan<byte> domain = default)
    {
        byte[] data = new byte[MaxData];
        var writer = new BerTlvWriter(data);
        bool fits = writer.TryWrite(NameTag, Encoding.UTF8.GetBytes(name)) && (administrativeKey.IsEmpty || writer.TryWrite(KeyTag, administrativeKey))
            && (domain.IsEmpty || writer.TryWrite(DomainTag, domain));
        if (!fits)
        {
            throw new ArgumentException("The name and the key do not fit a command.", nameof(name));
        }

        CardAnswer answer = Give("create", CreateFunction, 0, writer.Written);
        return new BerTlvReader(answer.Data.Span).TryFind(NumberTag, out ReadOnlySpan<byte> number) && number.Length == 1
            ? number[0]
            : throw new FormatException("The card did not say the number of the container.");
    }

    /// <summary>Prepares the activation of a container; the activated one takes that of another back.</summary>
    /// <param name="container">Its number.</param>
    /// <param name="tellsTerminal">Whether the terminal is given REFRESH; without, the next reset activates it.</param>
    /// <exception cref="CardStatusException">The card refuses.</exception>
    public void Activate(int container, bool tellsTerminal = true) => Give("activate", ActivateFunction, tellsTerminal ? (byte)0 : (byte)1, Number(container));

    /// <summary>Takes the preparation of an activation back.</summary>
    /// <exception cref="CardStatusException">The card refuses.</exception>
    public void Cancel() => Give("take an activation back", CancelFunction, 0, default);

    /// <summary>Deletes a disabled container with everything in it.</summary>
    /// <exception cref="CardStatusException">The card refuses.</exception>
    public void Delete(int container) => Give("delete", DeleteFunction, 0, Number(container));

    /// <summary>Names the container that the session's further commands of administration are for; null for that of the security domain.</summary>
    /// <exception cref="CardStatusException">The card refuses.</exception>
    public void SetTarget(int? container) => Give("name the target", TargetFunction, 0, container is { } number ? Number(number) : default);

    /// <summary>The containers of the card.</summary>
    /// <param name="isRuntimeView">Whether those that are disabled are left out.</param>
    /// <exception cref="CardStatusException">The card refuses.</exception>
    /// <exception cref="FormatException">The card's answer is malformed.</exception>
    public IReadOnlyList<CardContainer> List(bool isRuntimeView = false)
    {
        const StatusWord More = (StatusWord)0x6310;
        var containers = new List<CardContainer>();
        CardAnswer answer;
        do
        {
            byte[] first = containers.Count == 0 ? [] : Number(containers[^1].Number + 1);
            answer = Send(ListFunction, isRuntimeView ? (byte)1 : (byte)0, first);
            if (answer.Status is not (StatusWord.Success or More))
            {
                throw new CardStatusException("MANAGE CONTAINER, list", answer.Status);
            }

            Read(answer.Data.Span, containers);
        }
        while (answer.Status == More);
        return containers;
    }

    private static void Read(ReadOnlySpan<byte> data, List<CardContainer> containers)
    {
        int before = containers.Count;
        var reader = new BerTlvReader(data);
        while (reader.TryRead(out BerTag tag, out ReadOnlySpan<byte> value))
        {
            var entry = new BerTlvReader(value);
            if (tag.Value != EntryTag
                || !entry.TryFind(NumberTag, out ReadOnlySpan<byte> number)
                || !entry.TryFind(NameTag, out ReadOnlySpan<byte> name)
                || !entry.TryFind(LifeCycleTag, out ReadOnlySpan<byte> state)
                || number.Length != 1
                || state.Length != 1)
            {
                throw new FormatException("The card's list of containers is malformed.");
            }

            containers.Add(new CardContainer(number[0], Encoding.UTF8.GetString(name), (ContainerState)state[0], entry.TryFind(PreparedTag, out _)));
        }

        if (!reader.IsAtEnd || containers.Count == before)
        {
            throw new FormatException("The card's list of containers is malformed.");
        }
    }

    private static byte[] Number(int container) => [(byte)NumberTag, 1, checked((byte)container)];

    private CardAnswer Give(string what, byte function, byte parameter, ReadOnlySpan<byte> data)
    {
        CardAnswer answer = Send(function, parameter, data);
        return answer.Status.IsSuccess ? answer : throw new CardStatusException("MANAGE CONTAINER, " + what, answer.Status);
    }

    private CardAnswer Send(byte function, byte parameter, ReadOnlySpan<byte> data)
    {
        const int Everything = 256;
        var command = new CommandApdu(Proprietary, (byte)Instruction.ManageContainer, function, parameter, data, Everything);
        byte[] bytes = new byte[command.EncodedLength];
        command.Write(bytes);
        return session.Transmit(bytes);
    }
}
