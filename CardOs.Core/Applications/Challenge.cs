using System;
using CardOs.Apdu;
using CardOs.Crypto;
using CardOs.Memory;

namespace CardOs.Applications;

/// <summary>GET CHALLENGE: random bytes of the card. TS 102 221 11.1.12.</summary>
internal static class Challenge
{
    /// <summary>At power-on: the generator starts from the card's seed and how often it was powered on.</summary>
    public static void Start(CardState state)
    {
        const int SeedLength = NonVolatileMap.RandomSeedLength + sizeof(ulong);
        Span<byte> generator = state.Working.Span(WorkingMap.Random, WorkingMap.RandomLength);
        CardRandom.Seed(generator, state.NonVolatile.Read(new NvAddress(NonVolatileMap.RandomSeed), SeedLength));
    }

    /// <summary>Answers with as many bytes as asked for.</summary>
    public static StatusWord Handle(CardState state, scoped CommandApdu command, ref ResponseWriter reply)
    {
        if (command.Parameters != 0)
        {
            return StatusWord.IncorrectParameters;
        }

        if (!command.Data.IsEmpty || command.ExpectedLength == 0)
        {
            return StatusWord.WrongLength;
        }

        if (!reply.TryReserve(Math.Min(command.ExpectedLength, reply.Room), out Span<byte> output))
        {
            return StatusWord.WrongLength;
        }

        CardRandom.Fill(state.Working.Span(WorkingMap.Random, WorkingMap.RandomLength), output);
        return StatusWord.Success;
    }
}
