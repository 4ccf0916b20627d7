using System.Text.Json;
using CardOs.Apdu;
using CardOs.Apdu.SecuredPackets;
using CardOs.OffCard;

namespace CardOs.Cli.Ota;

/// <summary>Opens the response packet of one line.</summary>
internal static class ReceiptReader
{
    /// <summary>Writes what the packet says, or an error when its check does not pass.</summary>
    /// <returns>False when the check does not pass.</returns>
    public static bool Open(PacketInputs inputs, Utf8JsonWriter output)
    {
        OtaKeys keys = inputs.Keys();
        byte[] packet = inputs.Packet;
        if (!ResponsePacket.TryParse(packet, PacketForm.Sms, UserDataHeaderRule.Optional, out _)
            && !ResponsePacket.TryParse(packet, PacketForm.Identified, UserDataHeaderRule.Optional, out _))
        {
            throw new InputException("$.packet: expected a response packet: its lengths do not fit its bytes");
        }

        if (!ReceiptOpener.TryOpen(packet, inputs.ResponseSecurity(keys), keys, out ProofOfReceipt? receipt))
        {
            output.WriteString("error", "the check or the padding is wrong");
            return false;
        }

        output.WriteNumber("status", (int)receipt!.Status);
        output.WriteString("status_name", NameOf(receipt.Status));
        output.WriteString("tar", receipt.Tar.ToString().ToLowerInvariant());
        output.WriteString("counter", receipt.Counter.ToString("x10"));
        output.WriteNumber("padding_counter", receipt.PaddingCounter);
        output.WriteBoolean("authentic", receipt.IsAuthentic);
        output.WriteString("data", Hex.Write(receipt.ResponseData.Span));
        if (receipt.LastStatus != StatusWord.None)
        {
            output.WriteNumber("number_of_commands", receipt.CommandsExecuted);
            output.WriteString("last_status_word", ((int)receipt.LastStatus).ToString("x4"));
            output.WriteString("last_response_data", Hex.Write(receipt.Data.Span));
        }

        return true;
    }

    /// <summary>The name that other tools have for a status code.</summary>
    internal static string NameOf(ResponseStatusCode status) => status switch
    {
        ResponseStatusCode.PorOk => "POR_OK",
        ResponseStatusCode.CheckFailed => "RC_CC_DS_FAILED",
        ResponseStatusCode.CounterLow => "CNTR_LOW",
        ResponseStatusCode.CounterHigh => "CNTR_HIGH",
        ResponseStatusCode.CounterBlocked => "CNTR_BLOCKED",
        ResponseStatusCode.CipheringError => "CIPHERING_ERROR",
        ResponseStatusCode.UnidentifiedSecurityError => "UNIDENTIFIED_SECURITY_ERROR",
        ResponseStatusCode.InsufficientMemory => "INSUFFICIENT_MEMORY",
        ResponseStatusCode.MoreTime => "MORE_TIME",
        ResponseStatusCode.TarUnknown => "TAR_UNKNOWN",
        ResponseStatusCode.InsufficientSecurityLevel => "INSUFFICIENT_SECURITY_LEVEL",
        ResponseStatusCode.ResponseInSmsSubmit => "ACTUAL_RESPONSE_SMS_SUBMIT",
        ResponseStatusCode.ResponseInUssd => "ACTUAL_RESPONSE_USSD",
        _ => $"RFU_{(int)status:X2}",
    };
}
