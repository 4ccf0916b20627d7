using CardOs.Channels;
using CardOs.Keys;
using CardOs.Memory;

namespace CardOs.Files;

/// <summary>What the state of the PINs makes of the channels' security status.</summary>
/// <remarks>
/// A PIN that is enabled satisfies its condition once it was verified. One that is disabled always does, or, when the universal PIN takes
/// its place, when that one does: TS 102 221 9.4.1, 11.1.11. Global PINs and keys count on all channels, local ones on those where their ADF is selected.
/// </remarks>
internal static class PinStatus
{
    /// <summary>Where the list of PINs is that has this key reference for the channel: the container's, or its directory's own.</summary>
    public static NvAddress ListFor(CardState state, LogicalChannel channel, byte reference) =>
        AccessConditions.IsLocal(reference) ? LocalList(state, channel.ApplicationFile) : GlobalList(state);

    /// <summary>The PIN with this key reference for the channel, or null.</summary>
    public static NvAddress Find(CardState state, LogicalChannel channel, byte reference) =>
        Pins.Find(state.NonVolatile, ListFor(state, channel, reference), reference);

    /// <summary>The PIN with this key reference for a directory's FCP, or null.</summary>
    public static NvAddress Find(CardState state, scoped FileHeader directory, byte reference)
    {
        NvAddress own = AccessConditions.IsLocal(reference) ? directory.Pins : GlobalList(state);
        return Pins.Find(state.NonVolatile, own, reference);
    }

    /// <summary>Says that a PIN or key was verified, or that a try failed.</summary>
    public static void Set(CardState state, LogicalChannel channel, byte reference, bool isVerified)
    {
        SecurityStatus condition = SecurityStatus.Of(AccessConditions.OfKeyReference(reference));
        if (state.Working.Byte(WorkingMap.CurrentChannel) == WorkingMap.ScriptChannel)
        {
            // A remote script verifies for itself alone.
            channel.Status = isVerified ? channel.Status | condition : channel.Status & ~condition;
        }
        else if (AccessConditions.IsLocal(reference))
        {
            NvAddress application = channel.ApplicationFile;
            for (int i = 0; i < WorkingMap.ChannelCount; i++)
            {
                LogicalChannel other = LogicalChannel.Of(state.Working, i);
                if (other.IsOpen && other.ApplicationFile == application)
                {
                    other.Verified = isVerified ? other.Verified | condition : other.Verified & ~condition;
                }
            }
        }
        else
        {
            ref uint verified = ref state.Working.Cell<uint>(WorkingMap.GlobalVerified);
            verified = isVerified ? verified | condition.Satisfied : verified & ~condition.Satisfied;
        }

        Refresh(state);
    }

    /// <summary>Works out the status of all channels anew: behind a reset, and whenever a PIN was enabled, disabled, verified or not.</summary>
    public static void Refresh(CardState state)
    {
        var verified = new SecurityStatus(state.Working.Cell<uint>(WorkingMap.GlobalVerified));
        SecurityStatus global = Satisfied(state.NonVolatile, GlobalList(state), verified) & SecurityStatus.Global;
        state.Working.Cell<uint>(WorkingMap.GlobalStatus) = global.Satisfied;
        for (int i = 0; i < WorkingMap.ChannelCount; i++)
        {
            LogicalChannel channel = LogicalChannel.Of(state.Working, i);
            if (channel.IsOpen)
            {
                RefreshChannel(state, channel, global);
            }
        }
    }

    /// <summary>The channel's ADF is another one: what was verified in the old one is over.</summary>
    public static void OnApplicationChange(CardState state, LogicalChannel channel)
    {
        channel.Verified = default;
        if (!channel.ApplicationFile.IsNull)
        {
            for (int i = 0; i < WorkingMap.ChannelCount; i++)
            {
                LogicalChannel other = LogicalChannel.Of(state.Working, i);
                channel.Verified |= other.IsOpen && other.ApplicationFile == channel.ApplicationFile ? other.Verified : default;
            }
        }

        RefreshChannel(state, channel, new SecurityStatus(state.Working.Cell<uint>(WorkingMap.GlobalStatus)));
    }

    private static void RefreshChannel(CardState state, LogicalChannel channel, SecurityStatus global)
    {
        // What a remote script may do is its access domain's, whatever it selects: TS 102 226 8.2.1.3.2.3.
        if (channel.Is(LogicalChannel.Of(state.Working, WorkingMap.ScriptChannel)))
        {
            return;
        }

        SecurityStatus local = Satisfied(state.NonVolatile, LocalList(state, channel.ApplicationFile), channel.Verified) & ~SecurityStatus.Global;
        channel.Status = SecurityStatus.Terminal | global | local;
        channel.Environment = EnvironmentOf(state, channel);
    }

    // Environment 0: the application's PIN is disabled and the universal PIN is in its place. TS 102 221 annex G.2.
    private static int EnvironmentOf(CardState state, LogicalChannel channel)
    {
        NvAddress directory = channel.ApplicationFile.IsNull ? FileSystem.MasterFile(state) : channel.ApplicationFile;
        byte reference = directory.IsNull ? (byte)0 : FileSystem.ApplicationPin(state.NonVolatile, directory);
        NvAddress pin = reference == 0 ? NvAddress.Null : Pins.Find(state.NonVolatile, GlobalList(state), reference);
        if (pin.IsNull)
        {
            return 1;
        }

        var record = new Pin(state.NonVolatile, pin);
        return !record.IsEnabled && record.IsReplaced ? 0 : 1;
    }

    private static SecurityStatus Satisfied(NonVolatileMemory memory, NvAddress head, SecurityStatus verified)
    {
        SecurityStatus universal = SecurityStatus.Of(AccessCondition.UniversalPin);
        bool isUniversalVerified = (verified & universal).Satisfied != 0;
        SecurityStatus satisfied = default;
        NvAddress address = memory.ReadAddress(head);
        while (!address.IsNull)
        {
            var pin = new Pin(memory, address);
            SecurityStatus condition = SecurityStatus.Of(AccessConditions.OfKeyReference(pin.Reference));
            bool holds = pin.IsEnabled ? (verified & condition).Satisfied != 0 : !pin.IsReplaced || isUniversalVerified;
            satisfied |= holds ? condition : default;
            address = pin.Next;
        }

        return satisfied;
    }

    private static NvAddress GlobalList(CardState state) => NonVolatileMap.RootOf(state.ActiveContainer) + NonVolatileMap.Root.Pins;

    private static NvAddress LocalList(CardState state, NvAddress applicationFile) =>
        (applicationFile.IsNull ? FileSystem.MasterFile(state) : applicationFile) + FileHeader.PinsOffset;
}
