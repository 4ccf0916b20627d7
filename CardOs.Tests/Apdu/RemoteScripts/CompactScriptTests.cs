using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CardOs.Apdu;
using CardOs.Apdu.RemoteScripts;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Apdu.RemoteScripts;

[TestFixture]
public sealed class CompactScriptTests
{
    [Test]
    public void Commands_are_taken_one_by_one()
    {
        byte[] script = VectorCase.Hex("00A40004023F00 00B0000000 0070000001");
        var reader = new CompactScriptReader(script);
        Assert.That(reader.TryPeek(out CompactCommandHeader header), Is.True);
        Assert.That((header.Cla, header.Ins, header.P1, header.P2, header.P3), Is.EqualTo((0x00, 0xA4, 0x00, 0x04, 0x02)));
        Assert.That(reader.TryTake(carriesData: true, out CommandApdu select), Is.True);
        Assert.That((VectorCase.Hex(select.Data), select.ExpectedLength), Is.EqualTo(("3f00", 0)));
        Assert.That(Unsafe.AreSame(ref MemoryMarshal.GetReference(select.Data), ref script[5]), Is.True);
        Assert.That(reader.TryTake(carriesData: false, out CommandApdu read), Is.True);
        Assert.That((read.Ins, read.Data.Length, read.ExpectedLength), Is.EqualTo((0xB0, 0, 256)));
        Assert.That(reader.TryTake(carriesData: false, out CommandApdu open), Is.True);
        Assert.That(open.ExpectedLength, Is.EqualTo(1));
        Assert.That((reader.IsAtEnd, reader.TryPeek(out _)), Is.EqualTo((true, false)));
    }

    [TestCase("00A40004", "no P3")]
    [TestCase("00A4000402", "no data")]
    [TestCase("00A40004023F", "data cut short")]
    public void Command_that_is_not_there_whole_is_not_taken(string hex, string reason)
    {
        var reader = new CompactScriptReader(VectorCase.Hex(hex));
        Assert.That(reader.TryTake(carriesData: true, out _), Is.False, reason);
        Assert.That((reader.Position, reader.IsAtEnd), Is.EqualTo((0, false)));
    }

    [TestCase("00A4000C02", true, "SELECT")]
    [TestCase("00B0000000", false, "READ BINARY")]
    [TestCase("00C0000010", false, "GET RESPONSE")]
    [TestCase("80F2000000", false, "STATUS")]
    [TestCase("80F2400002", true, "GET STATUS")]
    [TestCase("00CB008001", true, "RETRIEVE DATA, first block")]
    [TestCase("00CB000000", false, "RETRIEVE DATA, next block")]
    [TestCase("80CAFF2100", false, "GET DATA")]
    [TestCase("80E60C0010", true, "INSTALL")]
    [TestCase("0084000008", false, "GET CHALLENGE")]
    [TestCase("00DC010402", true, "UPDATE RECORD")]
    public void Standard_instruction_carries_data_or_not(string hex, bool carriesData, string name)
    {
        var reader = new CompactScriptReader(VectorCase.Hex(hex));
        Assert.That(reader.TryPeek(out CompactCommandHeader header), Is.True);
        Assert.That(header.CarriesData, Is.EqualTo(carriesData), name);
    }

    [Test]
    public void Response_is_written_and_read()
    {
        byte[] buffer = new byte[5];
        Assert.That(CompactScriptResponse.TryWrite(buffer, 3, StatusWord.Success, [0xAA, 0xBB], out int length), Is.True);
        Assert.That(VectorCase.Hex(buffer.AsSpan(0, length)), Is.EqualTo("039000aabb"));
        Assert.That(CompactScriptResponse.TryParse(buffer, out CompactScriptResponse response), Is.True);
        Assert.That((response.CommandsExecuted, response.LastStatus, VectorCase.Hex(response.Data)), Is.EqualTo((3, StatusWord.Success, "aabb")));
        Assert.That(CompactScriptResponse.TryWrite(buffer, 3, StatusWord.Success, [0xAA, 0xBB, 0xCC], out _), Is.False);
        Assert.That(CompactScriptResponse.TryParse([0x00, 0x90], out _), Is.False);
    }

    [Test]
    public void Reading_and_writing_allocate_nothing()
    {
        byte[] script = VectorCase.Hex("00A40004023F00 00B0000000 00D6000003AABBCC");
        byte[] buffer = new byte[16];
        Allocation.IsNone(() =>
        {
            var reader = new CompactScriptReader(script);
            while (reader.TryPeek(out CompactCommandHeader header) && reader.TryTake(header.CarriesData, out CommandApdu command))
            {
                CompactScriptResponse.TryWrite(buffer, 1, StatusWord.Success, command.Data, out _);
            }
        });
    }
}
