using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CardOs.Apdu;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Apdu.Iso7816;

[TestFixture]
public sealed class ResponseTests
{
    [Test]
    public void Response_is_completed_in_the_buffer_it_was_written_into()
    {
        byte[] buffer = new byte[8];
        var writer = new ResponseWriter(buffer);
        Assert.That(writer.TryWrite(0x01) && writer.TryWrite([0x02, 0x03]), Is.True);
        writer.Free[0] = 0x04;
        writer.Advance(1);
        ResponseApdu response = ResponseApdu.Complete(buffer, writer.Length, StatusWord.Success);
        Assert.That(VectorCase.Hex(response.Bytes), Is.EqualTo("010203049000"));
        Assert.That(response.Status, Is.EqualTo(StatusWord.Success));
        Assert.That(Unsafe.AreSame(ref MemoryMarshal.GetReference(response.Data), ref buffer[0]), Is.True);
    }

    [Test]
    public void Response_of_one_byte_is_refused_and_an_empty_one_is_mute()
    {
        Assert.That(ResponseApdu.TryParse([0x90], out _), Is.False);
        Assert.That(ResponseApdu.TryParse([], out ResponseApdu mute), Is.True);
        Assert.That((mute.IsMute, mute.Status, mute.Data.Length), Is.EqualTo((true, StatusWord.None, 0)));
        Assert.That(ResponseApdu.TryParse([0x6A, 0x82], out ResponseApdu bare), Is.True);
        Assert.That((bare.IsMute, bare.Status, bare.Data.Length), Is.EqualTo((false, StatusWord.FileNotFound, 0)));
    }

    [Test]
    public void Writer_refuses_what_does_not_fit_and_keeps_what_it_has()
    {
        var writer = new ResponseWriter(new byte[2]);
        Assert.That(writer.TryWrite(0x01), Is.True);
        Assert.That(writer.TryWrite([0x02, 0x03]) || writer.TryReserve(2, out _) || writer.TryReserve(-1, out _), Is.False);
        Assert.That((writer.Length, writer.Room), Is.EqualTo((1, 1)));
        Assert.That(() => new ResponseWriter(new byte[2]).Advance(3), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new ResponseWriter(new byte[2]).Truncate(1), Throws.TypeOf<ArgumentOutOfRangeException>());
    }
}
