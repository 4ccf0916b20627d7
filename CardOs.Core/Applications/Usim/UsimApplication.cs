using System;
using CardOs.Apdu;
using CardOs.Channels;
using CardOs.Files;
using CardOs.Memory;

namespace CardOs.Applications.Usim;

/// <summary>The selected USIM or ISIM: its ADF, and the secret that it authenticates with.</summary>
internal readonly ref struct UsimApplication
{
    private const ushort UsimServiceTable = 0x6F38;
    private const ushort IsimServiceTable = 0x6F07;

    private readonly CardState _state;

    private UsimApplication(CardState state, NvAddress directory, NvAddress key)
    {
        _state = state;
        Directory = directory;
        Key = key;
    }

    /// <summary>The ADF.</summary>
    public NvAddress Directory { get; }

    /// <summary>The authentication key.</summary>
    public NvAddress Key { get; }

    /// <summary>Whether it is an ISIM and no USIM: TS 101 220 annex E.</summary>
    public bool IsIsim => Aid.StartsWith(IsimName);

    private static ReadOnlySpan<byte> IsimName => [0xA0, 0x00, 0x00, 0x00, 0x87, 0x10, 0x04];

    private ReadOnlySpan<byte> Aid => _state.NonVolatile.Read(Directory + FileHeader.AidOffset, new FileHeader(_state.NonVolatile, Directory).AidLength);

    /// <summary>The application that is selected on the channel in progress, when its PIN was verified or is disabled.</summary>
    /// <returns>9000, 6985 when none is selected, or 6982.</returns>
    public static StatusWord Find(CardState state, out UsimApplication application)
    {
        LogicalChannel channel = LogicalChannel.Current(state.Working);
        NvAddress directory = channel.ApplicationFile;
        application = default;
        if (directory.IsNull)
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        NvAddress key = state.NonVolatile.ReadAddress(directory + FileHeader.AuthenticationKeyOffset);
        if (key.IsNull)
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        byte pin = FileSystem.ApplicationPin(state.NonVolatile, directory);
        if (pin != 0 && !channel.Status.Satisfies(AccessConditions.OfKeyReference(pin)))
        {
            return StatusWord.SecurityStatusNotSatisfied;
        }

        application = new UsimApplication(state, directory, key);
        return StatusWord.Success;
    }

    /// <summary>Whether the application's service table has a service: TS 31.102 4.2.8, TS 31.103 4.2.7.</summary>
    /// <param name="number">Its number, from 1 on.</param>
    public bool HasService(int number)
    {
        if (!TryFindFile(Directory, IsIsim ? IsimServiceTable : UsimServiceTable, out FileHeader table) || !table.Descriptor.IsTransparent)
        {
            return false;
        }

        int bit = number - 1;
        return bit >> 3 < table.Size && ((_state.NonVolatile.ReadByte(table.Body + (bit >> 3)) >> (bit & 7)) & 1) != 0;
    }

    /// <summary>An active file of a directory.</summary>
    public bool TryFindFile(NvAddress directory, ushort fid, out FileHeader file)
    {
        NvAddress found = directory.IsNull ? NvAddress.Null : FileSystem.FindChild(_state, directory, fid);
        file = found.IsNull ? default : new FileHeader(_state.NonVolatile, found);
        return !found.IsNull && file.IsActivated;
    }

    /// <summary>The bytes of an active transparent file; none when there is no such file.</summary>
    public ReadOnlySpan<byte> Read(NvAddress directory, ushort fid) =>
        TryFindFile(directory, fid, out FileHeader file) && file.Descriptor.IsTransparent ? _state.NonVolatile.Read(file.Body, file.Size) : default;
}
