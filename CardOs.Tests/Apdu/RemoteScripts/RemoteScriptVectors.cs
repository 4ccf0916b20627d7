using System;
using System.Collections.Generic;
using System.Linq;
using CardOs.Apdu;
using CardOs.Apdu.RemoteScripts;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Apdu.RemoteScripts;

/// <summary>The known answers of scripts and their responses.</summary>
internal static class RemoteScriptVectors
{
    [VectorKind("compact_command_script")]
    public static void CompactCommandScript(VectorCase vector)
    {
        VectorFields.AllowInputs(vector, "secured_data");
        byte[] script = vector.Bytes("secured_data");
        var reader = new CompactScriptReader(script);
        var commands = new List<string>();
        int start = 0;
        while (reader.TryPeek(out CompactCommandHeader header) && reader.TryTake(header.CarriesData, out CommandApdu command))
        {
            Assert.That(command.Ins, Is.EqualTo(script[start + 1]));
            commands.Add(ExpectedFields.Hex(script.AsSpan(start, reader.Position - start)));
            start = reader.Position;
        }

        Assert.That(reader.IsAtEnd, Is.True);
        ExpectedFields.Check(vector, new() { ["commands"] = commands });
    }

    [VectorKind("compact_response")]
    public static void CompactResponse(VectorCase vector)
    {
        VectorFields.AllowInputs(vector, "response");
        byte[] source = vector.Bytes("response");
        Assert.That(CompactScriptResponse.TryParse(source, out CompactScriptResponse response), Is.True);
        ExpectedFields.Check(vector, new()
        {
            ["number_of_commands"] = response.CommandsExecuted,
            ["last_sw"] = ((ushort)response.LastStatus).ToString("x4"),
            ["data"] = ExpectedFields.Hex(response.Data),
        });

        byte[] written = new byte[source.Length];
        Assert.That(
            CompactScriptResponse.TryWrite(written, (byte)response.CommandsExecuted, response.LastStatus, response.Data, out int length), Is.True);
        Assert.That(ExpectedFields.Hex(written.AsSpan(0, length)), Is.EqualTo(ExpectedFields.Hex(source)));
    }

    [VectorKind("expanded_command_script")]
    public static void ExpandedCommandScript(VectorCase vector)
    {
        VectorFields.AllowInputs(vector, "commands", "length_coding", "c_apdu_tag");
        string coding = vector.Text("length_coding");
        Assert.That(coding, Is.AnyOf("", "definite", "indefinite"));
        string tag = vector.Text("c_apdu_tag");
        Assert.That(tag, Is.AnyOf("", "22", "a2"));
        List<string> commands = vector.Inputs.GetProperty("commands").EnumerateArray().Select(command => command.GetString()!).ToList();

        byte[] buffer = new byte[65536];
        var writer = new ExpandedScriptWriter(buffer, coding == "indefinite");
        foreach (string command in commands)
        {
            Assert.That(writer.TryWriteCommand(VectorCase.Hex(command), tag == "a2"), Is.True);
        }

        Assert.That(writer.TryComplete(), Is.True);
        ExpectedFields.Check(vector, new() { ["script"] = ExpectedFields.Hex(writer.Written) });

        var reader = new ExpandedScriptReader(vector.ExpectedBytes("script"));
        foreach (string command in commands)
        {
            Assert.That(reader.TryRead(out ScriptTag found, out ReadOnlySpan<byte> value), Is.True);
            Assert.That(found, Is.EqualTo(ScriptTag.CommandApdu));
            Assert.That(ExpectedFields.Hex(value), Is.EqualTo(command));
        }

        Assert.That(reader.TryRead(out _, out _), Is.False);
        Assert.That(reader.IsAtEnd, Is.True);
    }

    [VectorKind("expanded_command_script_malformed")]
    public static void ExpandedCommandScriptMalformed(VectorCase vector)
    {
        VectorFields.AllowInputs(vector, "script_received");
        var reader = new ExpandedScriptReader(vector.Bytes("script_received"));
        while (reader.TryRead(out _, out _))
        {
        }

        // The expected text says in words what is wrong.
        Assert.That(vector.ExpectedText("script"), Does.StartWith("malformed"));
        Assert.That(reader.IsAtEnd, Is.False);
        Assert.That(reader.Error, Is.Not.EqualTo(ScriptFormatError.None));
        Assert.That(vector.Expected.EnumerateObject().Select(field => field.Name), Is.EquivalentTo(new[] { "script" }));
    }

    [VectorKind("expanded_response")]
    public static void ExpandedResponse(VectorCase vector)
    {
        VectorFields.AllowInputs(vector, "response");
        byte[] source = vector.Bytes("response");
        var reader = new ExpandedScriptResponseReader(source);
        var responses = new List<string>();
        var others = new Dictionary<ScriptTag, string>();
        while (reader.TryRead(out ScriptTag tag, out ReadOnlySpan<byte> value))
        {
            if (tag == ScriptTag.ResponseApdu)
            {
                responses.Add(ExpectedFields.Hex(value));
            }
            else
            {
                others.Add(tag, ExpectedFields.Hex(value));
            }
        }

        Assert.That(reader.IsAtEnd, Is.True, reader.Error.ToString());
        ExpectedFields.Check(vector, new()
        {
            ["tag"] = ExpectedFields.Hex(source[0]),
            ["number_of_commands"] = reader.CommandsExecuted,
            ["r_apdus"] = responses,
            ["immediate_action"] = others.GetValueOrDefault(ScriptTag.ImmediateAction),
            ["script_chaining"] = others.GetValueOrDefault(ScriptTag.ScriptChaining),
            ["bad_format"] = others.GetValueOrDefault(ScriptTag.BadFormat),
        });

        // The indefinite form is written without the number of commands, as the specification has it.
        if (others.Count == 0 && reader.IsIndefinite == reader.CommandsExecuted is null)
        {
            Assert.That(Write(responses, reader.IsIndefinite, reader.CommandsExecuted ?? 0), Is.EqualTo(ExpectedFields.Hex(source)));
        }
    }

    private static string Write(List<string> responses, bool isIndefinite, int count)
    {
        var writer = new ExpandedScriptResponseWriter(new byte[65536], isIndefinite);
        foreach (string response in responses)
        {
            byte[] bytes = VectorCase.Hex(response);
            var status = (StatusWord)((bytes[^2] << 8) | bytes[^1]);
            Assert.That(writer.TryWriteResponse(bytes.AsSpan(0, bytes.Length - 2), status), Is.True);
        }

        Assert.That(writer.TryComplete(count), Is.True);
        return ExpectedFields.Hex(writer.Written);
    }
}
