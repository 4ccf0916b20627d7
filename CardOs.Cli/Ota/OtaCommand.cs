using System;
using System.CommandLine;
using System.IO;
using System.Text.Json;
using CardOs.Cli.Help;

namespace CardOs.Cli.Ota;

/// <summary><c>cardos ota</c>: secured packets in bulk.</summary>
internal static class OtaCommand
{
    private const string SealSummary = "Seals over-the-air packets: a JSON object per line in, one per line out.";

    private const string SealDetails = """
        In: spi, tar, secured_data_plain, and kic, kid (one byte each), counter (5 bytes), kic_key, kid_key, all in hex;
        cipher (none, DES, DESECB, 3DES2, 3DES3, 3DESECB, AES), integrity (NONE, CRC16, CRC32, DES, 3DES2, 3DES3, CMAC4, CMAC8),
        when absent as KIc and KID say; form: sms or cat_tp (the framing of CAT_TP and TCP/IP, without short messages);
        originator and service_centre (digits). A line may also be a case with an id and these as its inputs.
        Out: packet; for short messages sms_deliver_tpdus and envelopes, an entry each; id, or line when there is none.
        A bad line is reported on standard error, the others are done; then the exit code is 2.
        """;

    private const string OpenSummary = "Opens receipts (response packets): a JSON object per line in, one per line out.";

    private const string OpenDetails = """
        In: packet or packet_with_udh (behind 02 71 00), kic_key, kid_key, in hex; the security of the receipt by
        cipher and integrity, or by kic, kid and the spi of the command. A line may also be a case with an id and
        these as its inputs.
        Out: status (a number), status_name, tar, counter, padding_counter, authentic (false for a refusal in clear
        where security was asked for), data; of a script's answer number_of_commands, last_status_word and
        last_response_data; or error, when a check does not pass: then the exit code is 1.
        A bad line is reported on standard error, the others are done; then the exit code is 2.
        """;

    public static Command Create(Streams streams) => new ToolCommand("ota", "Seals and opens over-the-air packets: TS 102 225, TS 31.115.", "", "cardos ota seal packets.jsonl", "cardos ota open receipts.jsonl")
    {
        Create(
            "seal",
            SealSummary,
            SealDetails,
            """echo '{"spi":"0601","kic":"35","kid":"35","tar":"b00011","kic_key":"300102030405060708090a0b0c0d0e0f","kid_key":"301102030405060708090a0b0c0d0e0f","secured_data_plain":"00a40004023f00"}' | cardos ota seal""",
            PacketSealer.Seal,
            streams),
        Create(
            "open",
            OpenSummary,
            OpenDetails,
            """echo '{"packet_with_udh":"027100000e0ab0001100000000000000016132","cipher":"none","integrity":"NONE"}' | cardos ota open""",
            ReceiptReader.Open,
            streams),
    };

    private static ToolCommand Create(
        string name, string summary, string details, string example, Func<PacketInputs, Utf8JsonWriter, bool> work, Streams streams)
    {
        Argument<string?> file = FileArgument.OfLines();
        var command = new ToolCommand(name, summary, details, example, $"cardos ota {name} packets.jsonl > answers.jsonl") { file };
        command.SetAction(result =>
        {
            using TextReader lines = InputFile.OpenText(result.GetValue(file), streams.In);
            return JsonLines.Run(lines, streams, work);
        });
        return command;
    }
}
