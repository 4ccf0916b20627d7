using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CardOs.Apdu;
using CardOs.Apdu.RemoteScripts;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Apdu.RemoteScripts;

[TestFixture]
public sealed class ExpandedScriptTests
{
    [TestCase("AA10 2207 00A40004022FE2 2205 00B000000A", "22:00a40004022fe2 22:00b000000a")]
    [TestCase("AE80 2207 00A40004022FE2 A205 00B000000A 0000", "22:00a40004022fe2 22:00b000000a")]
    [TestCase("AA0B 830111 810182 8200 810105", "83:11 81:82 82: 81:05")]
    [TestCase("AA00", "")]
    [TestCase("AE80 0000", "")]
    public void Objects_of_a_script_are_read(string hex, string expected)
    {
        Assert.That(Read(VectorCase.Hex(hex), out ScriptFormatError error), Is.EqualTo(expected));
        Assert.That(error, Is.EqualTo(ScriptFormatError.None));
    }

    [TestCase("", "", ScriptFormatError.UnknownTag, "nothing")]
    [TestCase("AB00", "", ScriptFormatError.UnknownTag, "a response")]
    [TestCase("AA", "", ScriptFormatError.LengthNotFound, "no length")]
    [TestCase("AA82 00", "", ScriptFormatError.LengthNotFound, "half a length")]
    [TestCase("AA80 0000", "", ScriptFormatError.LengthNotFound, "indefinite length in the other form")]
    [TestCase("AE02 2200", "", ScriptFormatError.LengthNotFound, "definite length in the other form")]
    [TestCase("AA0B 2208 80CAFF2100", "", ScriptFormatError.WrongLength, "longer than the script")]
    [TestCase("AA02 2200 00", "", ScriptFormatError.WrongLength, "shorter than the script")]
    [TestCase("AA07 2203 AABBCC 2203", "22:aabbcc", ScriptFormatError.WrongLength, "second object cut short")]
    [TestCase("AA06 2203 AABBCC 22", "22:aabbcc", ScriptFormatError.LengthNotFound, "second object has no length")]
    [TestCase("AA07 2203 AABBCC 8400", "22:aabbcc", ScriptFormatError.UnknownTag, "second object not known")]
    [TestCase("AE80 2203 AABBCC", "22:aabbcc", ScriptFormatError.WrongLength, "does not end")]
    [TestCase("AE80 2203 AABBCC 0000 00", "22:aabbcc", ScriptFormatError.UnknownTag, "bytes behind the end")]
    public void Objects_in_front_of_a_malformed_one_are_read(string hex, string expected, ScriptFormatError reason, string because)
    {
        Assert.That(Read(VectorCase.Hex(hex), out ScriptFormatError error), Is.EqualTo(expected), because);
        Assert.That(error, Is.EqualTo(reason), because);
    }

    [TestCase(false, "aa13830101810182820103220500b000000aa20101")]
    [TestCase(true, "ae80830101810182820103220500b000000aa201010000")]
    public void Script_is_written(bool isIndefinite, string expected)
    {
        var writer = new ExpandedScriptWriter(new byte[64], isIndefinite);
        Assert.That(writer.TryWriteChaining(ScriptChaining.First), Is.True);
        Assert.That(writer.TryWriteImmediateAction(ImmediateAction.EarlyResponse), Is.True);
        Assert.That(writer.TryWriteErrorAction([0x03]), Is.True);
        Assert.That(writer.TryWriteCommand(VectorCase.Hex("00B000000A")), Is.True);
        Assert.That(writer.TryWriteCommand([0x01], isComprehensionRequired: true), Is.True);
        Assert.That(writer.TryComplete(), Is.True);
        Assert.That(VectorCase.Hex(writer.Written), Is.EqualTo(expected));
    }

    [Test]
    public void Writers_without_room_write_nothing()
    {
        for (int room = 0; room <= 7; room++)
        {
            var writer = new ExpandedScriptWriter(new byte[room]);
            Assert.That(writer.TryWriteCommand(new byte[3]) && writer.TryComplete(), Is.EqualTo(room == 7), $"{room} bytes");
            var response = new ExpandedScriptResponseWriter(new byte[room]);
            Assert.That(response.TryWriteResponse(default, StatusWord.Success) && response.TryComplete(1), Is.False, $"{room} bytes");
        }
    }

    [Test]
    public void Response_is_written_and_read()
    {
        var writer = new ExpandedScriptResponseWriter(new byte[64]);
        Assert.That(writer.TryWriteResponse(default, (StatusWord)0x6121), Is.True);
        Assert.That(writer.TryWriteResponse(VectorCase.Hex("98101032547698103254"), StatusWord.Success), Is.True);
        Assert.That(writer.TryComplete(2), Is.True);
        Assert.That(VectorCase.Hex(writer.Written), Is.EqualTo("ab1580010223026121230c981010325476981032549000"));
        Assert.That(ReadResponse(writer.Written.ToArray(), out int? count, out _), Is.EqualTo("23:6121 23:981010325476981032549000"));
        Assert.That(count, Is.EqualTo(2));
    }

    [Test]
    public void Response_in_the_other_form_has_no_number_of_commands()
    {
        var writer = new ExpandedScriptResponseWriter(new byte[64], isIndefinite: true);
        Assert.That(writer.TryWriteSuspensionError() && writer.TryWriteChaining(ScriptChainingResult.NotSupported), Is.True);
        Assert.That(writer.TryWriteBadFormat(ScriptFormatError.WrongLength) && writer.TryComplete(5), Is.True);
        Assert.That(VectorCase.Hex(writer.Written), Is.EqualTo("af808101018301029001020000"));
        Assert.That(ReadResponse(writer.Written.ToArray(), out int? count, out _), Is.EqualTo("81:01 83:02 90:02"));
        Assert.That(count, Is.Null);
    }

    [Test]
    public void Response_counts_more_than_255_commands()
    {
        var writer = new ExpandedScriptResponseWriter(new byte[64]);
        Assert.That(writer.TryWriteResponse(default, StatusWord.Success) && writer.TryComplete(0x0123), Is.True);
        Assert.That(VectorCase.Hex(writer.Written), Is.EqualTo("ab088002012323029000"));
        ReadResponse(writer.Written.ToArray(), out int? count, out _);
        Assert.That(count, Is.EqualTo(0x0123));
    }

    [TestCase("AB03 8000 00", ScriptFormatError.WrongLength, "no number")]
    [TestCase("AB07 8005 0000000001", ScriptFormatError.WrongLength, "number too long")]
    [TestCase("AB06 8004 FFFFFFFF", ScriptFormatError.WrongLength, "number too great")]
    [TestCase("AB04 2200 2300", ScriptFormatError.UnknownTag, "a command")]
    [TestCase("AF80 2302 9000", ScriptFormatError.WrongLength, "does not end")]
    public void Response_that_is_malformed_is_refused(string hex, ScriptFormatError reason, string because)
    {
        ReadResponse(VectorCase.Hex(hex), out _, out ScriptFormatError error);
        Assert.That(error, Is.EqualTo(reason), because);
    }

    [Test]
    public void Value_is_a_part_of_the_script()
    {
        byte[] script = VectorCase.Hex("AA07220580CAFF2100");
        var reader = new ExpandedScriptReader(script);
        Assert.That(reader.TryRead(out _, out ReadOnlySpan<byte> value), Is.True);
        Assert.That(Unsafe.AreSame(ref MemoryMarshal.GetReference(value), ref script[4]), Is.True);
    }

    [Test]
    public void Reading_and_writing_allocate_nothing()
    {
        byte[] script = VectorCase.Hex("AA10 2207 00A40004022FE2 2205 00B000000A");
        byte[] buffer = new byte[64];
        Allocation.IsNone(() =>
        {
            var reader = new ExpandedScriptReader(script);
            var writer = new ExpandedScriptResponseWriter(buffer);
            while (reader.TryRead(out _, out ReadOnlySpan<byte> value))
            {
                writer.TryWriteResponse(value, StatusWord.Success);
            }

            writer.TryComplete(reader.ObjectsRead);
            var command = new ExpandedScriptWriter(buffer);
            command.TryWriteChaining(ScriptChaining.First);
            command.TryWriteImmediateAction(ImmediateAction.EarlyResponse);
            command.TryWriteCommand(script.AsSpan(4, 7));
            command.TryComplete();
        });
    }

    private static string Read(byte[] script, out ScriptFormatError error)
    {
        var reader = new ExpandedScriptReader(script);
        var objects = new List<string>();
        while (reader.TryRead(out ScriptTag tag, out ReadOnlySpan<byte> value))
        {
            objects.Add($"{(byte)tag:x2}:{VectorCase.Hex(value)}");
        }

        error = reader.Error;
        Assert.That(reader.IsAtEnd, Is.EqualTo(error == ScriptFormatError.None));
        return string.Join(' ', objects);
    }

    private static string ReadResponse(byte[] script, out int? count, out ScriptFormatError error)
    {
        var reader = new ExpandedScriptResponseReader(script);
        var objects = new List<string>();
        while (reader.TryRead(out ScriptTag tag, out ReadOnlySpan<byte> value))
        {
            objects.Add($"{(byte)tag:x2}:{VectorCase.Hex(value)}");
        }

        count = reader.CommandsExecuted;
        error = reader.Error;
        return string.Join(' ', objects);
    }
}
