using System;
using CardOs.Apdu;
using CardOs.Apdu.Tlv;
using CardOs.Memory;

namespace CardOs.Containers;

/// <summary>The front door for MANAGE CONTAINER: docs/containers.md has its coding.</summary>
/// <remarks>
/// <code>
/// CLA 80 to 87, INS F4
/// P1 | what                             | P2                          | data
/// 01 | create                           | 00                          | 81 name [82 key ADM 1] [4F] answer: 80 number
/// 02 | activate                         | 00 with REFRESH, 01 without | 80 number
/// 03 | take an activation back          | 00                          | -
/// 04 | delete                           | 00                          | 80 number
/// 05 | name the target of this channel  | 00                          | 80 number, or none
/// 06 | list                             | 00 all, 01 runtime view     | [80 number to begin with]   answer: E3 { 80 81 9F70 [83] } ...
/// </code>
/// Who may give the command is decided in front of this door, and its secure messaging is taken off there.
/// </remarks>
internal static class ContainerCommands
{
    private const byte Create = 0x01;
    private const byte Activate = 0x02;
    private const byte Cancel = 0x03;
    private const byte Delete = 0x04;
    private const byte SetTarget = 0x05;
    private const byte List = 0x06;

    private const byte WithoutRefresh = 0x01;
    private const byte RuntimeView = 0x01;

    private const uint NumberTag = 0x80;
    private const uint NameTag = 0x81;
    private const uint KeyTag = 0x82;
    private const uint DomainTag = 0x4F;
    private const uint PreparedTag = 0x83;
    private const uint EntryTag = 0xE3;
    private const uint LifeCycleTag = 0x9F70;
    private const int MaxEntryLength = 2 + 3 + 2 + ContainerManager.MaxNameLength + 4 + 2;

    // GlobalPlatform 11.4.3.2: more data are available.
    private const StatusWord MoreEntries = (StatusWord)0x6310;

    /// <summary>Executes MANAGE CONTAINER.</summary>
    /// <param name="state">The card.</param>
    /// <param name="plainCommand">The command, without secure messaging.</param>
    /// <param name="reply">Takes the response data.</param>
    public static StatusWord Handle(CardState state, scoped CommandApdu plainCommand, ref ResponseWriter reply)
    {
        byte maxParameter = plainCommand.P1 is Activate ? WithoutRefresh : plainCommand.P1 is List ? RuntimeView : (byte)0;
        if (plainCommand.P1 is < Create or > List || plainCommand.P2 > maxParameter)
        {
            return StatusWord.IncorrectParameters;
        }

        if (!TryRead(plainCommand.Data, plainCommand.P1, out int number, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> domain))
        {
            return StatusWord.IncorrectData;
        }

        switch (plainCommand.P1)
        {
            case Create:
                return CreateContainer(state, name, key, domain, ref reply);
            case Activate:
                return ContainerSwitch.Prepare(state, number, plainCommand.P2 != WithoutRefresh);
            case Cancel:
                ContainerSwitch.Cancel(state);
                return StatusWord.Success;
            case Delete:
                return ContainerManager.Delete(state, number);
            case SetTarget:
                return ContainerTarget.TrySet(state, number) ? StatusWord.Success : StatusWord.ReferencedDataNotFound;
            default:
                ExecutionMode mode = plainCommand.P2 == RuntimeView ? ExecutionMode.Runtime : ExecutionMode.Administration;
                return ListContainers(state, ExecutionModes.ViewOf(state, mode), number, ref reply);
        }
    }

    // Each object at most once, and what the command asks for.
    private static bool TryRead(
        ReadOnlySpan<byte> data, byte what, out int number, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> domain)
    {
        number = ContainerList.None;
        name = default;
        key = default;
        domain = default;
        var reader = new BerTlvReader(data);
        while (reader.TryRead(out BerTag tag, out ReadOnlySpan<byte> value))
        {
            switch (tag.Value)
            {
                case NumberTag when what is not (Create or Cancel) && number == ContainerList.None && value.Length == 1:
                    number = value[0];
                    break;
                case NameTag when what == Create && name.IsEmpty && !value.IsEmpty:
                    name = value;
                    break;
                case KeyTag when what == Create && key.IsEmpty && !value.IsEmpty:
                    key = value;
                    break;
                case DomainTag when what == Create && domain.IsEmpty && !value.IsEmpty:
                    domain = value;
                    break;
                default:
                    return false;
            }
        }

        return reader.IsAtEnd && (number != ContainerList.None || what is not (Activate or Delete));
    }

    private static StatusWord CreateContainer(
        CardState state, scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> domain, ref ResponseWriter reply)
    {
        StatusWord status = ContainerManager.Create(state, name, key, domain, out int container);
        if (status == StatusWord.Success)
        {
            Span<byte> answer = stackalloc byte[3];
            var writer = new BerTlvWriter(answer);
            writer.TryWrite(NumberTag, (byte)container);
            reply.TryWrite(writer.Written);
        }

        return status;
    }

    private static StatusWord ListContainers(CardState state, MemoryView view, int first, ref ResponseWriter reply)
    {
        Span<byte> entry = stackalloc byte[MaxEntryLength];
        int count = 0;
        for (int container = Math.Max(first, 0); container < NonVolatileMap.MaxContainers; container++)
        {
            if (view.Maps(container) && ContainerList.Exists(state.NonVolatile, container))
            {
                var writer = new BerTlvWriter(entry);
                WriteEntry(state, container, ref writer);
                if (!reply.TryWrite(writer.Written))
                {
                    return count == 0 ? StatusWord.WrongLength : MoreEntries;
                }

                count++;
            }
        }

        return count == 0 ? StatusWord.ReferencedDataNotFound : StatusWord.Success;
    }

    private static void WriteEntry(CardState state, int container, ref BerTlvWriter writer)
    {
        ReadOnlySpan<byte> name = ContainerList.NameOf(state.NonVolatile, container);
        bool isPrepared = ContainerList.Prepared(state.NonVolatile) == container;
        _ = writer.TryOpen(EntryTag, out int mark)
            && writer.TryWrite(NumberTag, (byte)container)
            && writer.TryWrite(NameTag, name.Slice(0, Math.Min(name.Length, ContainerManager.MaxNameLength)))
            && writer.TryWrite(LifeCycleTag, (byte)ContainerList.StateOf(state, container))
            && (!isPrepared || writer.TryWrite(PreparedTag, ReadOnlySpan<byte>.Empty))
            && writer.TryClose(mark);
    }
}
