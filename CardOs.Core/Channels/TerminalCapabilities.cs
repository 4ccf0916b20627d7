using CardOs.Apdu;
using CardOs.Apdu.Tlv;

namespace CardOs.Channels;

/// <summary>TERMINAL CAPABILITY: TS 102 221 11.1.19. The card's answers do not depend on it, so that only its form is looked at.</summary>
internal static class TerminalCapabilities
{
    private const uint Template = 0xA9;

    /// <summary>Takes the template A9 { 80 power supply, 81 extended channels, 82 interfaces, 83 remote provisioning, ... }.</summary>
    public static StatusWord Handle(scoped CommandApdu command)
    {
        if (command.Parameters != 0)
        {
            return StatusWord.IncorrectParameters;
        }

        if (command.Data.IsEmpty)
        {
            return StatusWord.WrongLength;
        }

        return BerTlvDecoder.TryReadElement(command.Data, out BerTag tag, out _, out int length)
            && tag.Value == Template
            && length == command.Data.Length
            && BerTlvDecoder.IsWellFormed(command.Data)
            ? StatusWord.Success
            : StatusWord.IncorrectData;
    }
}
