using CardOs.Apdu;

namespace CardOs.Applications.Usim;

/// <summary>The front door of USIM and ISIM: the commands of TS 31.102 7 and TS 31.103 7.</summary>
internal static class UsimCommands
{
    /// <param name="state">The card.</param>
    /// <param name="command">AUTHENTICATE, GET IDENTITY, or RUN GSM ALGORITHM of class A0.</param>
    /// <param name="reply">Takes the response data.</param>
    public static StatusWord Handle(CardState state, scoped CommandApdu command, ref ResponseWriter reply) => (Instruction)command.Ins switch
    {
        Instruction.Authenticate when command.Class.IsSim => SimAuthentication.Handle(state, command, ref reply),
        Instruction.Authenticate => AuthenticateCommand.Handle(state, command, ref reply),
        Instruction.GetIdentity => IdentityCommand.Handle(state, command, ref reply),
        _ => StatusWord.InstructionNotSupported,
    };
}
