using CardOs.Apdu;
using CardOs.Applications;
using CardOs.GlobalPlatform.Personalisation;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform.Content;

/// <summary>STORE DATA for an application, or another domain, that INSTALL [for personalization] named: GlobalPlatform 2.3.1 7.3.3, 11.11.</summary>
/// <remarks>The blocks count from 00; the last one, an error or any other INSTALL ends it. What the application answers needs b1 of P1.</remarks>
internal static class ApplicationPersonalization
{
    private const byte Last = 0x80;
    private const byte MayAnswer = 0x01;

    /// <summary>Whether STORE DATA on a channel is for an application.</summary>
    public static bool Concerns(CardState state, int channel) => !ContentSession.Of(state.Working, channel).Personalizes.IsNull;

    /// <summary>Passes the command on.</summary>
    public static StatusWord Handle(CardState state, int channel, scoped CommandApdu command, ref ResponseWriter reply)
    {
        ContentSession session = ContentSession.Of(state.Working, channel);
        NvAddress application = session.Personalizes;
        StatusWord status = !ApplicationRegistry.Contains(state.NonVolatile, application) ? StatusWord.ConditionsOfUseNotSatisfied
            : command.P2 != session.NextBlock ? StatusWord.IncorrectParameters
            : SecurityDomains.IsSecurityDomain(state.NonVolatile, application) ? StoreData.Handle(state, channel, application, command)
            : AppletHost.Personalize(state, application, command, ref reply);
        if (status == StatusWord.Success && reply.Length != 0 && (command.P1 & MayAnswer) == 0)
        {
            status = StatusWord.IncorrectParameters;
        }

        session.NextBlock++;
        if (status != StatusWord.Success || (command.P1 & Last) != 0)
        {
            session.Personalizes = NvAddress.Null;
        }

        return status;
    }
}
