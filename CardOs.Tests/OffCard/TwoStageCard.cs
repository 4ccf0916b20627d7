using System;
using System.Collections.Generic;
using CardOs.Apdu;
using CardOs.Apdu.SecuredPackets;
using CardOs.Diagnostics;
using CardOs.OffCard;
using CardOs.Profiles;
using CardOs.Tests.Core;

namespace CardOs.Tests.OffCard;

/// <summary>A default card with both ends of the two-stage service around it.</summary>
internal sealed class TwoStageCard : ICardTrace
{
    public const string FirstAid = "F0436172644F7304";
    public const string SecondAid = "F0436172644F7305";

    public static readonly Tar FirstTar = Tar.Parse("BFFF01");
    public static readonly Tar SecondTar = Tar.Parse("BFFF02");

    public TwoStageCard(CardProfile? profile = null, SplitPolicy? split = null)
    {
        Card = new Card(CardOptions.Uicc with { Trace = this, Profile = profile ?? DefaultProfile.Uicc });
        Terminal = new Terminal(Card, split);
        Terminal.PowerOn();
        Server = new TwoStageComposer(new OtaChannel(FirstTar, FirstKeys), new OtaChannel(SecondTar, SecondKeys));
    }

    public static OtaKeys FirstKeys { get; } =
        OtaKeys.Aes(2, Hex(TestKeys.Cipher), Hex(TestKeys.Check));

    public static OtaKeys SecondKeys { get; } =
        OtaKeys.Aes(1, Hex(TestKeys.ServiceCipher), Hex(TestKeys.ServiceCheck));

    public static OtaKeys WrongKeys(int keyset) => OtaKeys.Aes(keyset, new byte[16], new byte[16]);

    public Card Card { get; }

    public Terminal Terminal { get; }

    public TwoStageComposer Server { get; set; }

    public List<(CardEvent What, string Bytes, int Number)> Events { get; } = [];

    public void On(CardEvent what, ReadOnlySpan<byte> bytes, int number) => Events.Add((what, Convert.ToHexString(bytes), number));

    /// <summary>Sends data through a centre and the terminal, and opens the receipts.</summary>
    public TwoStageReceipt Send(OtaDataType type, string data, MessageCentreKind kind = MessageCentreKind.Mms)
    {
        CardAnswer answer = Terminal.Deliver(new MessageCentre(kind).Accept(Server.Compose(type, Hex(data))));
        return Open(answer);
    }

    public TwoStageReceipt Open(CardAnswer answer) => Server.TryOpen(answer.Data.Span, out TwoStageReceipt? receipt)
        ? receipt
        : throw new InvalidOperationException($"no receipt: {answer.Status}");

    /// <summary>Reads an object of a store back; empty when it has none.</summary>
    public string Read(string aid, ushort tag)
    {
        CardAnswer selected = Terminal.Transmit(Hex("00A4040C08" + aid));
        if (!selected.Status.IsSuccess)
        {
            throw new InvalidOperationException($"SELECT: {selected.Status}");
        }

        CardAnswer answer = Terminal.Transmit(Hex($"80CA{tag:X4}00"));
        return answer.Status == StatusWord.Success ? Convert.ToHexString(answer.Data.Span) : "";
    }

    public static byte[] Hex(string text) => Convert.FromHexString(text);

    /// <summary>An object with this tag and as many bytes of no pattern.</summary>
    public static string Object(byte tag, int length, int seed = 1)
    {
        byte[] value = new byte[length];
        new Random(seed).NextBytes(value);
        string head = length < 0x80 ? $"{length:X2}" : length < 0x100 ? $"81{length:X2}" : $"82{length:X4}";
        return $"{tag:X2}{head}{Convert.ToHexString(value)}";
    }
}
