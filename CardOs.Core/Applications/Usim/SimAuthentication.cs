using System;
using CardOs.Apdu;
using CardOs.Channels;
using CardOs.Files;
using CardOs.Memory;

namespace CardOs.Applications.Usim;

/// <summary>RUN GSM ALGORITHM, class A0: TS 51.011 8.16, 9.2.16. The key is the first application's that has one.</summary>
internal static class SimAuthentication
{
    private const ushort GsmDirectory = 0x7F20;

    /// <summary>Answers RAND with SRES and Kc, when DF GSM or a directory in it is current and CHV 1 is verified or disabled.</summary>
    public static StatusWord Handle(CardState state, scoped CommandApdu command, ref ResponseWriter reply)
    {
        if (command.Parameters != 0)
        {
            return StatusWord.WrongParameters;
        }

        if (command.Data.Length != GsmAuthentication.ChallengeLength)
        {
            return (StatusWord)((int)StatusWord.WrongLength | GsmAuthentication.ChallengeLength);
        }

        LogicalChannel channel = LogicalChannel.Current(state.Working);
        NvAddress key = FindKey(state);
        if (key.IsNull || !IsInGsmDirectory(state.NonVolatile, channel.Directory))
        {
            return StatusWord.SimInconsistentFile;
        }

        if (!channel.Status.Satisfies(AccessCondition.Pin1))
        {
            return StatusWord.SimAccessNotFulfilled;
        }

        Span<byte> result = stackalloc byte[GsmAuthentication.ResultLength];
        GsmAuthentication.Run(state, key, command.Data, result);
        return reply.TryWrite(result) ? StatusWord.Success : StatusWord.TechnicalProblem;
    }

    private static bool IsInGsmDirectory(NonVolatileMemory memory, NvAddress directory)
    {
        while (!directory.IsNull)
        {
            var header = new FileHeader(memory, directory);
            if (header.Fid == GsmDirectory)
            {
                return true;
            }

            directory = header.Parent;
        }

        return false;
    }

    private static NvAddress FindKey(CardState state)
    {
        NvAddress file = state.NonVolatile.ReadAddress(NonVolatileMap.RootOf(state.ActiveContainer) + NonVolatileMap.Root.ApplicationFiles);
        while (!file.IsNull)
        {
            NvAddress key = state.NonVolatile.ReadAddress(file + FileHeader.AuthenticationKeyOffset);
            if (!key.IsNull)
            {
                return key;
            }

            file = new FileHeader(state.NonVolatile, file).Next;
        }

        return NvAddress.Null;
    }
}
