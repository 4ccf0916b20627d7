using System;
using System.Collections.Generic;
using CardOs.Apdu;
using CardOs.Apdu.SecuredPackets;
using CardOs.OffCard;

namespace CardOs.Tests.Documentation;

/// <summary>The first code of README.md, between the marks.</summary>
internal static class ReadmeExample
{
    public static List<string> Run()
    {
        var written = new List<string>();
        void Show(string line) => written.Add(line);

        // <readme>
        var card = new Card(CardOptions.Uicc);                  // a card from the factory: the only allocations
        var phone = new Terminal(card);                         // what is between you and it: 61xx, FETCH, receipts
        phone.PowerOn();
        Show(Convert.ToHexString(phone.Transmit(Hex("00A4000C022FE2")).Data.Span) + " selects EF ICCID");
        Show(Convert.ToHexString(phone.Transmit(Hex("00B000000A")).Data.Span) + " is what it holds");

        var server = new OtaChannel(                            // an over-the-air server: AES, a counter, a sealed receipt
            Tar.Parse("B00000"),
            OtaKeys.Aes(keyset: 2, kic: Hex("00112233445566778899AABBCCDDEEFF"), kid: Hex("FFEEDDCCBBAA99887766554433221100")));
        byte[] script = Hex("00A40004022F05" + "00D60000026672");   // SELECT EF PL, UPDATE BINARY: prefer French

        CardSnapshot before = card.Snapshot();                  // copy the card
        card.CutPowerAfter(writes: 1);                          // and tear it out in the middle of the update
        foreach (byte[] envelope in server.Seal(script))
        {
            Show(phone.Transmit(envelope).IsMute ? "torn" : "too late");
        }

        card.Restore(before);                                   // as if nothing had happened
        foreach (byte[] envelope in server.Seal(script))
        {
            bool isReceipt = server.TryOpen(phone.Transmit(envelope).Data.Span, out ProofOfReceipt? receipt);
            Show(isReceipt ? $"{receipt!.Status}: {receipt.CommandsExecuted} commands, {(ushort)receipt.LastStatus:X4}" : "refused");
        }

        // </readme>
        return written;
    }

    private static byte[] Hex(string text) => Convert.FromHexString(text);
}
