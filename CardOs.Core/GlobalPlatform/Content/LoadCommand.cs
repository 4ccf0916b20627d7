using System;
using CardOs.Apdu;
using CardOs.Crypto;
using CardOs.JavaCard;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform.Content;

/// <summary>LOAD: a package in blocks. GlobalPlatform 2.3.1 11.6.</summary>
/// <remarks>
/// <code>
/// P1: 00 more blocks follow, 80 the last one | P2: number of the block, from 00
/// the blocks together: [ E2 { 4F domain, C3 signature } ] ... C4 { components of the package }
/// </code>
/// Tags, lengths and values may be cut anywhere. Behind an error nothing of the load is left; any other command on the channel ends it as well.
/// </remarks>
internal static unsafe class LoadCommand
{
    private const byte Last = 0x80;
    private const byte DapTag = 0xE2;
    private const byte DataTag = 0xC4;
    private const byte MaxShortLength = 0x7F;
    private const int MaxLengthBytes = 3;

    /// <summary>Executes LOAD.</summary>
    public static StatusWord Handle(CardState state, int channel, scoped in Performer performer, scoped CommandApdu command, ref ResponseWriter reply)
    {
        ref ContentLoad load = ref state.Working.Cell<ContentLoad>(WorkingMap.ContentLoad);
        if (load.Owner != channel + 1 || !ContentLoader.IsLoading(state))
        {
            Abort(state, channel);
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        StatusWord status = command.P1 is not (0 or Last) ? StatusWord.IncorrectParameters
            : command.P2 != (byte)load.NextBlock || load.NextBlock > byte.MaxValue ? StatusWord.IncorrectParameters
            : command.Data.IsEmpty ? StatusWord.WrongLength
            : Take(state, ref load, command.Data);
        load.NextBlock++;
        if (status == StatusWord.Success && command.P1 == Last)
        {
            status = Finish(state, ref load, out NvAddress package);
            if (status == StatusWord.Success)
            {
                ContentSession session = ContentSession.Of(state.Working, channel);
                session.Combined = load.IsCombined != 0 ? package : NvAddress.Null;
                load = default;
                return Confirm(state, performer, new LoadedPackage(state.NonVolatile, package), ref reply);
            }
        }

        if (status != StatusWord.Success)
        {
            Abort(state, channel);
            return status;
        }

        return reply.TryWrite(0) ? StatusWord.Success : StatusWord.WrongLength;
    }

    private static StatusWord Confirm(CardState state, scoped in Performer performer, LoadedPackage package, ref ResponseWriter reply)
    {
        NvAddress domain = ContentLookup.DomainOf(state.NonVolatile, package);
        return Receipts.Answer(state, performer, package.Aid, new ApplicationEntry(state.NonVolatile, domain).Aid, default, ref reply);
    }

    /// <summary>Forgets what a channel was loading, and every byte of it.</summary>
    public static void Abort(CardState state, int channel)
    {
        ref ContentLoad load = ref state.Working.Cell<ContentLoad>(WorkingMap.ContentLoad);
        if (load.Owner == channel + 1)
        {
            load = default;
            ContentLoader.AbortLoad(state);
        }
    }

    private static StatusWord Take(CardState state, ref ContentLoad load, scoped ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            StatusWord status = load.Phase switch
            {
                LoadPhase.Header => TakeHeader(ref load, ref bytes),
                LoadPhase.DapBlock => TakeDapBlock(state, ref load, ref bytes),
                LoadPhase.Data => TakeData(state, ref load, ref bytes),
                _ => StatusWord.IncorrectData,
            };
            if (status != StatusWord.Success)
            {
                return status;
            }
        }

        return StatusWord.Success;
    }

    // One byte of a tag and a length.
    private static StatusWord TakeHeader(ref ContentLoad load, scoped ref ReadOnlySpan<byte> bytes)
    {
        load.Header[load.HeaderTaken++] = bytes[0];
        bytes = bytes.Slice(1);
        if (load.Header[0] is not (DapTag or DataTag))
        {
            return StatusWord.IncorrectData;
        }

        int lengthBytes = load.HeaderTaken < 2 || load.Header[1] <= MaxShortLength ? 0 : load.Header[1] & MaxShortLength;
        if (lengthBytes > MaxLengthBytes || (load.HeaderTaken >= 2 && load.Header[1] == MaxShortLength + 1))
        {
            return StatusWord.IncorrectData;
        }

        if (load.HeaderTaken < 2 + lengthBytes)
        {
            return StatusWord.Success;
        }

        int length = lengthBytes == 0 ? load.Header[1] : 0;
        for (int i = 0; i < lengthBytes; i++)
        {
            length = (length << 8) | load.Header[2 + i];
        }

        bool isDap = load.Header[0] == DapTag;
        load.HeaderTaken = 0;
        load.Left = length;
        load.DapTaken = 0;
        load.Phase = isDap ? LoadPhase.DapBlock : LoadPhase.Data;
        return length == 0 || (isDap && length > ContentLoad.MaxDapBlock) ? StatusWord.IncorrectData
            : !isDap && load.Required != load.Verified ? StatusWord.ConditionsOfUseNotSatisfied
            : StatusWord.Success;
    }

    private static StatusWord TakeDapBlock(CardState state, ref ContentLoad load, scoped ref ReadOnlySpan<byte> bytes)
    {
        int count = Math.Min(bytes.Length, load.Left);
        fixed (byte* dap = load.Dap)
        {
            bytes.Slice(0, count).CopyTo(new Span<byte>(dap + load.DapTaken, count));
        }

        bytes = bytes.Slice(count);
        load.DapTaken += count;
        load.Left -= count;
        if (load.Left != 0)
        {
            return StatusWord.Success;
        }

        load.Phase = LoadPhase.Header;
        return LoadFileSignatures.Verify(state, ref load);
    }

    private static StatusWord TakeData(CardState state, ref ContentLoad load, scoped ref ReadOnlySpan<byte> bytes)
    {
        int count = Math.Min(bytes.Length, load.Left);
        ReadOnlySpan<byte> data = bytes.Slice(0, count);
        if (load.HashLength != 0)
        {
            fixed (byte* hash = load.HashState)
            {
                Digest.Update(LoadFileHash.AlgorithmOf(load.HashLength), new Span<byte>(hash, Digest.MaxStateLength), data);
            }
        }

        bytes = bytes.Slice(count);
        load.Left -= count;
        load.Phase = load.Left == 0 ? LoadPhase.End : LoadPhase.Data;
        return ContentLoader.Load(state, data);
    }

    private static StatusWord Finish(CardState state, ref ContentLoad load, out NvAddress package)
    {
        package = NvAddress.Null;
        if (load.Phase != LoadPhase.End)
        {
            return StatusWord.IncorrectData;
        }

        if (!LoadFileHash.IsRight(ref load))
        {
            return StatusWord.SecurityStatusNotSatisfied;
        }

        fixed (byte* aid = load.Aid)
        {
            return ContentLoader.LoadedAid(state).SequenceEqual(new ReadOnlySpan<byte>(aid, load.AidLength))
                ? ContentLoader.EndLoad(state, out package)
                : StatusWord.IncorrectData;
        }
    }
}
