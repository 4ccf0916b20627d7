using System;
using System.Collections.Generic;
using System.Text;
using CardOs.Apdu.Toolkit;
using CardOs.Tests.Vectors;
using NUnit.Framework;
using static CardOs.Tests.Vectors.ExpectedFields;

namespace CardOs.Tests.Apdu.Toolkit;

/// <summary>The known answers of proactive commands that are read.</summary>
internal static class ProactiveVectors
{
    [VectorKind("proactive")]
    public static void Command(VectorCase vector)
    {
        if (!vector.HasInput("command"))
        {
            ToolkitVectors.SendShortMessage(vector);
            return;
        }

        VectorFields.AllowInputs(vector, "command");
        byte[] bytes = vector.Bytes("command");
        if (!ProactiveCommand.TryParse(bytes, out ProactiveCommand command))
        {
            // One source has wrong outer lengths, too great or with bytes behind them: they must be refused, and nothing else may be wrong.
            bytes = MendLength(bytes);
            Assert.That(ProactiveCommand.TryParse(bytes, out command), Is.True);
        }

        CommandDetails details = command.Details;
        var fields = new Dictionary<string, object?>
        {
            ["command_details"] = Hex([details.Number, (byte)details.Type, details.Qualifier]),
            ["device_identities"] = Hex([(byte)command.Devices.Source, (byte)command.Devices.Destination]),
            ["type"] = Words(details.Type),
            ["qualifier"] = Hex(details.Qualifier),
        };
        if ((byte)command.Devices.Destination is >= (byte)Device.Channel1 and < (byte)Device.Channel1 + 7 and var channel)
        {
            fields["channel"] = channel - (byte)Device.Channel1 + 1;
        }

        AddQualifier(fields, details);
        ToolkitObjectFields.Add(fields, command.Read());
        Check(vector, fields);

        byte[] written = new byte[bytes.Length];
        var writer = new ContainerWriter(written, EnvelopeTag.ProactiveCommand);
        Assert.That(writer.TryWriteEncoded(command.Content), Is.True);
        Assert.That(writer.TryComplete(out int length), Is.True);
        Assert.That(Hex(written.AsSpan(0, length)), Is.EqualTo(Hex(bytes)));
    }

    private static void AddQualifier(Dictionary<string, object?> fields, CommandDetails details)
    {
        switch (details.Type)
        {
            case ProactiveCommandType.TimerManagement:
                fields["action"] = details.Qualifier switch { 0 => "start", 1 => "deactivate", 2 => "get", _ => null };
                break;
            case ProactiveCommandType.GetInput:
                fields["digits_only"] = (details.Qualifier & 0b0000_0001) == 0;
                fields["ucs2"] = (details.Qualifier & 0b0000_0010) != 0;
                fields["hidden"] = (details.Qualifier & 0b0000_0100) != 0;
                fields["packed"] = (details.Qualifier & 0b0000_1000) != 0;
                fields["help"] = (details.Qualifier & 0b1000_0000) != 0;
                break;
            case ProactiveCommandType.GetInkey:
                fields["digits_only"] = (details.Qualifier & 0b0000_0001) == 0;
                fields["ucs2"] = (details.Qualifier & 0b0000_0010) != 0;
                fields["yes_no"] = (details.Qualifier & 0b0000_0100) != 0;
                fields["immediate"] = (details.Qualifier & 0b0000_1000) != 0;
                fields["help"] = (details.Qualifier & 0b1000_0000) != 0;
                break;
        }
    }

    private static byte[] MendLength(byte[] command)
    {
        byte[] cut = command.AsSpan(0, Math.Min(command.Length, 2 + command[1])).ToArray();
        if (ProactiveCommand.TryParse(cut, out _))
        {
            return cut;
        }

        byte[] mended = new byte[command.Length + 1];
        var writer = new ContainerWriter(mended, EnvelopeTag.ProactiveCommand);
        Assert.That(command[1], Is.LessThan(0x80));
        Assert.That(writer.TryWriteEncoded(command.AsSpan(2)), Is.True);
        Assert.That(writer.TryComplete(out int length), Is.True);
        return mended.AsSpan(0, length).ToArray();
    }

    private static string Words(ProactiveCommandType type)
    {
        var text = new StringBuilder();
        foreach (char letter in type.ToString())
        {
            text.Append(char.IsUpper(letter) && text.Length > 0 ? " " : "").Append(char.ToUpperInvariant(letter));
        }

        return text.ToString();
    }
}
