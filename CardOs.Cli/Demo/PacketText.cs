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

    /// <summary>What the header of a command packet asks for, a line each: it is never enciphered.</summary>
    public static string[] OfHeader(byte[] bytes) =>
        CommandPacket.TryParse(bytes, PacketForm.Sms, out CommandPacket packet)
            ?
            [
                $"SPI {packet.Spi}: {OfSecurity(packet.Spi)}",
                $"KIc {packet.Kic}: {OfKey(packet.Kic)}; KID {packet.Kid}: {OfKey(packet.Kid, packet.Spi)}; TAR {packet.Tar}",
            ]
            : ["no command packet"];

    /// <summary>A whole command.</summary>
    public static string OfCommand(byte[] bytes)
    {
        if (!CommandApdu.TryParse(bytes, out CommandApdu command))
        {
            return Shorten(bytes);
        }

        int header = (bytes[0] << 24) | (bytes[1] << 16) | (bytes[2] << 8) | bytes[3];
        return OfCommand(header, command.Data.ToArray());
    }

    /// <summary>A command of a script, from its header and data.</summary>
    public static string OfCommand(int header, byte[] data)
    {
        string name = InstructionName.Of((byte)(header >> 16));
        return $"{name}{header:x8} {Shorten(data)}".TrimEnd();
    }

    /// <summary>An answer in hex digits, its status word in front, as the data can be long.</summary>
    public static string OfAnswer(string response)
    {
        const int StatusDigits = 4;
        return response.Length <= StatusDigits ? response : $"{response[^StatusDigits..]}, {Shorten(response[..^StatusDigits])}";
    }

    /// <summary>Bytes, the middle left out when there are many.</summary>
    public static string Shorten(ReadOnlySpan<byte> bytes) => Shorten(Hex.Write(bytes));

    private static string Shorten(string digits)
    {
        // So that a command of a script and its answer take one line of some 100 columns.
        const int Most = 60;
        const int Head = 32;
        const int Tail = 8;
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

    private static string OfKey(Kic kic) => $"key set {kic.KeySet}, {kic.Algorithm switch
    {
        CipherAlgorithm.DesCbc => "DES",
        CipherAlgorithm.DesEcb => "DES ECB",
        CipherAlgorithm.TripleDesCbcTwoKeys => "3DES, 2 keys",
        CipherAlgorithm.TripleDesCbcThreeKeys => "3DES, 3 keys",
        CipherAlgorithm.AesCbc => "AES",
        var other => other.ToString().ToLowerInvariant(),
    }}";

    private static string OfKey(Kid kid, Spi spi) => spi.Integrity == IntegrityMode.RedundancyCheck
        ? kid.RedundancyAlgorithm switch
        {
            RedundancyAlgorithm.Crc16 => "CRC 16",
            RedundancyAlgorithm.Crc32 => "CRC 32",
            var other => other.ToString().ToLowerInvariant(),
        }
        : $"key set {kid.KeySet}, {kid.ChecksumAlgorithm switch
        {
            ChecksumAlgorithm.DesCbc => "DES MAC",
            ChecksumAlgorithm.TripleDesCbcTwoKeys => "3DES MAC, 2 keys",
            ChecksumAlgorithm.TripleDesCbcThreeKeys => "3DES MAC, 3 keys",
            ChecksumAlgorithm.AesCmac => "AES CMAC",
            var other => other.ToString().ToLowerInvariant(),
        }}";

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
