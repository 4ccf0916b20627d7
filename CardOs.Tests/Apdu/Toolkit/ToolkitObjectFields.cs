using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;
using CardOs.Apdu.Sms;
using CardOs.Apdu.Tlv;
using CardOs.Apdu.Toolkit;
using CardOs.Tests.Apdu.Sms;
using CardOs.Tests.Vectors;
using NUnit.Framework;
using static CardOs.Tests.Vectors.ExpectedFields;

namespace CardOs.Tests.Apdu.Toolkit;

/// <summary>What the objects of a command or response say, each under the word that the sources of known answers have for it.</summary>
internal static class ToolkitObjectFields
{
    public static void Add(Dictionary<string, object?> fields, ComprehensionTlvReader reader)
    {
        while (reader.TryRead(out ComprehensionTag tag, out ReadOnlySpan<byte> value))
        {
            switch ((ToolkitTag)tag.Value)
            {
                case ToolkitTag.AlphaIdentifier:
                    fields["alpha_id"] = Encoding.ASCII.GetString(value);
                    break;
                case ToolkitTag.Address:
                    fields["address"] = Digits(new DialledNumber(value));
                    break;
                case ToolkitTag.SmsTpdu:
                    AddSubmit(fields, value);
                    break;
                case ToolkitTag.Duration:
                    fields["seconds"] = value[0] switch { 0x00 => value[1] * 60, 0x01 => value[1], _ => (object)(value[1] / 10.0) };
                    break;
                case ToolkitTag.EventList:
                    fields["events"] = value.ToArray().Select(one => (int)one).ToList();
                    break;
                case ToolkitTag.TextString:
                    AddText(fields, value);
                    break;
                case ToolkitTag.ResponseLength:
                    fields["min"] = (int)value[0];
                    fields["max"] = (int)value[1];
                    break;
                case ToolkitTag.TimerIdentifier:
                    fields["timer"] = (int)value[0];
                    break;
                case ToolkitTag.TimerValue:
                    Assert.That(TimerValue.TryRead(value, out TimerValue time), Is.True);
                    fields["value"] = TimeSpan.FromSeconds(time.TotalSeconds).ToString(@"hh\:mm\:ss");
                    fields["value_seconds"] = time.TotalSeconds;
                    break;
                case ToolkitTag.BearerDescription:
                    fields["bearer"] = Hex(value[0]);
                    break;
                case ToolkitTag.BufferSize:
                    fields["buffer_size"] = (value[0] << 8) | value[1];
                    break;
                case ToolkitTag.NetworkAccessName:
                    fields["apn"] = AccessPoint(value);
                    break;
                case ToolkitTag.OtherAddress:
                    fields["destination"] = value.IsEmpty ? "" : new IPAddress(value.Slice(1)).ToString();
                    break;
                case ToolkitTag.TransportLevel:
                    Assert.That(TransportLevel.TryRead(value, out TransportLevel level), Is.True);
                    fields["transport"] = Transport(level.Protocol);
                    fields["port"] = (int)level.Port;
                    break;
                case ToolkitTag.ChannelData:
                    fields["data"] = Hex(value);
                    break;
                case ToolkitTag.ChannelDataLength:
                    fields["length"] = (int)value[0];
                    break;
                case ToolkitTag.ChannelStatus:
                    fields["channel_status"] = Hex(value);
                    break;
            }
        }

        Assert.That(reader.IsAtEnd, Is.True);
    }

    private static void AddSubmit(Dictionary<string, object?> fields, ReadOnlySpan<byte> tpdu)
    {
        Assert.That(SmsSubmit.TryParse(tpdu, out SmsSubmit message), Is.True);
        fields["tpdu"] = Hex(tpdu);
        fields["tpdu_da"] = SmsVectors.Text(message.Destination);
        fields["pid"] = Hex((byte)message.ProtocolIdentifier);
        fields["dcs"] = Hex(message.Coding.Value);
        if (message.UserData.TryGetHeader(out UserDataHeader header))
        {
            fields["udh"] = Hex(header.Encoded);
            fields["response_packet"] = Hex(header.Content);
        }
    }

    private static void AddText(Dictionary<string, object?> fields, ReadOnlySpan<byte> value)
    {
        fields["text_dcs"] = value.IsEmpty ? "" : Hex(value[0]);
        if (!value.IsEmpty)
        {
            fields["text"] = new DataCodingScheme(value[0]).Alphabet switch
            {
                Alphabet.Ucs2 => Encoding.BigEndianUnicode.GetString(value.Slice(1)),
                Alphabet.EightBit => Encoding.ASCII.GetString(value.Slice(1)),
                _ => Septets(value.Slice(1)),
            };
        }
    }

    private static string Septets(ReadOnlySpan<byte> packed)
    {
        Span<char> text = stackalloc char[256];
        Assert.That(DefaultAlphabet.TryDecode(packed, firstBit: 0, packed.Length * 8 / 7, text, out int length), Is.True);
        return text.Slice(0, length).ToString();
    }

    private static string Digits(DialledNumber number)
    {
        Span<char> text = stackalloc char[64];
        Assert.That(number.TryGetDigits(text, out int length), Is.True);
        return text.Slice(0, length).ToString();
    }

    private static string AccessPoint(ReadOnlySpan<byte> value)
    {
        Span<char> text = stackalloc char[128];
        if (!AccessPointName.TryDecode(value, text, out int length))
        {
            // One source has a dot where the length of the next label belongs: it must be refused, and nothing else may be wrong.
            value = MendLabels(value.ToArray());
            Assert.That(AccessPointName.TryDecode(value, text, out length), Is.True);
        }

        byte[] again = new byte[value.Length];
        Assert.That(AccessPointName.TryEncode(text.Slice(0, length), again, out _), Is.True);
        Assert.That(Hex(again), Is.EqualTo(Hex(value)));
        return text.Slice(0, length).ToString();
    }

    private static byte[] MendLabels(byte[] name)
    {
        int end = name.Length;
        for (int i = name.Length - 1; i > 0; i--)
        {
            if (name[i] == (byte)'.')
            {
                name[i] = (byte)(end - i - 1);
                end = i;
            }
        }

        return name;
    }

    private static string Transport(TransportProtocol protocol) => protocol switch
    {
        TransportProtocol.TcpClient => "TCP client",
        TransportProtocol.UdpClient => "UDP client",
        TransportProtocol.TcpServer => "TCP server",
        TransportProtocol.TcpClientLocal => "TCP client local",
        TransportProtocol.UdpClientLocal => "UDP client local",
        _ => "direct",
    };
}
