using System;
using CardOs.Apdu;
using CardOs.Apdu.SecuredPackets;
using CardOs.Apdu.Sms;
using CardOs.Apdu.Toolkit;

namespace CardOs.Cli.Demo;

/// <summary>Says in a line what bytes of the air interface mean.</summary>
internal static class PacketText
{
    /// <summary>An ENVELOPE command with a short message.</summary>
    public static string OfEnvelope(byte[] bytes)
    {
        if (!CommandApdu.TryParse(bytes, out CommandApdu command)
            || !Envelope.TryParse(command.Data, out Envelope envelope)
            || !SmsPpDownload.TryParse(envelope, out SmsPpDownload download))
        {
            return $"{bytes.Length} bytes";
        }

        Span<char> originator = stackalloc char[32];
        SmsDeliver message = download.Message;
        message.Originator.TryGetText(originator, out int length);
        string part = message.UserData.TryGetHeader(out UserDataHeader header) && header.TryGetConcatenation(out Concatenation concatenation)
            ? $", part {concatenation.Sequence} of {concatenation.Total}"
            : "";
        return $"SMS-DELIVER from {originator[..length]}, {message.UserData.Bytes.Length} bytes of user data{part}";
    }

    /// <summary>The header of a command packet: what of it is never enciphered.</summary>
    public static string OfPacket(byte[] bytes, PacketForm form = PacketForm.Sms) =>
        CommandPacket.TryParse(bytes, form, out CommandPacket packet)
            ? $"{bytes.Length} bytes: SPI {packet.Spi} ({OfSecurity(packet.Spi)}), KIc {packet.Kic}, KID {packet.Kid}, TAR {packet.Tar}"
            : $"{bytes.Length} bytes that are no packet";

    /// <summary>A command of a script, from its header and data.</summary>
    public static string OfCommand(int header, byte[] data)
    {
        var instruction = (Instruction)(byte)(header >> 16);
        string name = Enum.IsDefined(instruction) ? $"{instruction} " : "";
        return $"{name}{header:x8} {Shorten(data)}".TrimEnd();
    }

    /// <summary>Bytes, the middle left out when there are many.</summary>
    public static string Shorten(ReadOnlySpan<byte> bytes) => Shorten(Hex.Write(bytes));

    /// <summary>Hex digits, the middle left out when there are many.</summary>
    public static string Shorten(string digits)
    {
        const int Most = 80;
        const int Head = 48;
        const int Tail = 16;
        return digits.Length <= Most ? digits : $"{digits[..Head]}..{digits[^Tail..]} ({digits.Length / 2} bytes)";
    }

    private static string OfSecurity(Spi spi)
    {
        string counter = spi.Counter switch
        {
            CounterMode.None => "no counter",
            CounterMode.Higher => "counter higher",
            CounterMode.OneHigher => "counter one higher",
            _ => "counter not checked",
        };
        string receipt = spi.ProofOfReceipt switch
        {
            ProofOfReceiptMode.Always => "receipt",
            ProofOfReceiptMode.OnError => "receipt of errors",
            _ => "no receipt",
        };
        string way = spi.IsResponseBySubmit ? " by SMS-SUBMIT" : "";
        return $"{OfProtection(spi.Integrity, spi.IsCiphered)}, {counter}; {receipt}{way}, {OfProtection(spi.ResponseIntegrity, spi.IsResponseCiphered)}";
    }

    private static string OfProtection(IntegrityMode integrity, bool isCiphered)
    {
        string check = integrity switch
        {
            IntegrityMode.RedundancyCheck => "redundancy check",
            IntegrityMode.CryptographicChecksum => "checksum",
            IntegrityMode.DigitalSignature => "signature",
            _ => "",
        };
        return check.Length == 0 ? (isCiphered ? "ciphered" : "in clear") : isCiphered ? $"{check} and ciphered" : check;
    }
}
