using System;
using System.Buffers.Binary;
using System.IO;
using CardOs.Memory;
using NUnit.Framework;

namespace CardOs.Tests.Core.Memory;

public class CardImageTests
{
    // In the root of a container that is not there, behind the word that says so.
    private static readonly NvAddress Words = NonVolatileMap.RootOf(8) + NonVolatileMap.Root.Name;

    private byte[] _image = [];
    private NonVolatileMemory _memory = TestMemory.Create();

    [SetUp]
    public void Save_a_small_card()
    {
        _memory = TestMemory.Create(segments: 2);
        _memory.WriteByte(new NvAddress(NonVolatileMap.ActiveContainer), 1);
        _memory.WriteByte(new NvAddress(NonVolatileMap.PreparedContainer), NonVolatileMap.NoContainer);
        _memory.WriteByte(NonVolatileMap.RootOf(0) + NonVolatileMap.Root.State, NonVolatileMap.Root.Present);
        _memory.WriteByte(NonVolatileMap.RootOf(1) + NonVolatileMap.Root.State, NonVolatileMap.Root.Present);
        _memory.Add(1, 300);
        _memory.Journal.TryWrite(Words, new byte[48].Filled(0x5A));
        _image = Save(_memory, new WorkingMemory(WorkingMap.Length));
    }

    [Test]
    public void A_loaded_image_is_the_card_that_was_saved()
    {
        var working = new WorkingMemory(WorkingMap.Length);
        working.Span(0, working.Length).Fill(0x77);
        CardSnapshot loaded = CardSnapshot.Load(new MemoryStream(Save(_memory, working)));
        NonVolatileMemory memory = TestMemory.Create(segments: 2);
        memory.RestoreFrom(loaded.NonVolatile);
        var cleared = new WorkingMemory(WorkingMap.Length);
        cleared.RestoreFrom(loaded.Working);
        Assert.That(cleared.Span(0, cleared.Length).ToArray(), Is.EqualTo(working.Span(0, working.Length).ToArray()));
        Assert.That(Save(memory, working), Is.EqualTo(Save(_memory, working)));
        Assert.That(Tearing.MemoryModel.Read(memory).Describe(), Is.EqualTo(Tearing.MemoryModel.Read(_memory).Describe()));
    }

    [Test]
    public void Two_images_in_one_stream_are_read_one_after_the_other()
    {
        var stream = new MemoryStream();
        stream.Write(_image);
        stream.Write(_image);
        stream.Position = 0;
        CardSnapshot.Load(stream);
        CardSnapshot.Load(stream);
        Assert.That(stream.Position, Is.EqualTo(stream.Length));
    }

    [Test]
    public void An_image_of_a_card_that_lost_power_has_its_unfinished_transaction()
    {
        _memory.WriteUInt64(Words, 1);
        using (Transaction transaction = _memory.Journal.Begin())
        {
            _memory.Journal.TryWriteUInt64(Words, 2);
            _memory.ArmCut(0, TearMode.Nothing, seed: 0);
            transaction.Commit();
        }

        CardSnapshot loaded = CardSnapshot.Load(new MemoryStream(Save(_memory, new WorkingMemory(WorkingMap.Length))));
        NonVolatileMemory memory = TestMemory.Create(segments: 2);
        memory.RestoreFrom(loaded.NonVolatile);
        Assert.That(memory.ReadUInt64(Words), Is.EqualTo(2));
        memory.Recover();
        Assert.That(memory.ReadUInt64(Words), Is.EqualTo(1));
    }

    [Test]
    public void An_image_that_ends_early_is_refused_wherever_it_ends()
    {
        for (int length = 0; length < _image.Length; length++)
        {
            var stream = new MemoryStream(_image, 0, length);
            Assert.That(() => CardSnapshot.Load(stream), Throws.TypeOf<CardImageException>(), $"{length} bytes");
        }
    }

    [Test]
    public void An_image_with_one_bit_changed_is_refused_whichever_it_is()
    {
        for (int bit = 0; bit < _image.Length * 8; bit++)
        {
            _image[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.That(() => CardSnapshot.Load(new MemoryStream(_image)), Throws.TypeOf<CardImageException>(), $"bit {bit}");
            _image[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [TestCase(0, 0x58, "do not start as a card image")]
    [TestCase(9, 2, "format version 2")]
    [TestCase(11, 0, "layout version 0")]
    [TestCase(11, 2, "layout version 2")]
    [TestCase(11, 4, "layout version 4")]
    [TestCase(15, 9, "power state")]
    [TestCase(19, 1, "length of non-volatile memory")]
    [TestCase(23, 1, "length of working memory")]
    [TestCase(24, 0xFF, "number of pages")]
    [TestCase(40, 0x58, "identity word")]
    public void A_doctored_image_is_refused_by_name(int offset, int value, string reason)
    {
        _image[offset] = (byte)value;
        Refused(reason);
    }

    [TestCase(NonVolatileMap.MemoryLength + 3, 1, "calls itself")]
    [TestCase(NonVolatileMap.JournalHead + 2, 0x7F, "journal's head")]
    [TestCase(NonVolatileMap.JournalHead + 3, 0x08, "journal's entry")]
    [TestCase(NonVolatileMap.SegmentOwners, 0, "owner 0")]
    [TestCase(NonVolatileMap.SegmentOwners + 5, 33, "owner 33")]
    [TestCase(NonVolatileMap.Segments + 2, 0, "block header at 005000")]
    public void An_image_whose_structure_is_broken_is_refused_by_place(int address, int value, string reason)
    {
        _memory.Fill(new NvAddress(NonVolatileMap.Journal), 8, 0xFF);
        _memory.WriteByte(new NvAddress(address), (byte)value);
        _image = Save(_memory, new WorkingMemory(WorkingMap.Length));
        Refused(reason);
    }

    [Test]
    public void A_block_that_reaches_into_another_owners_segment_is_refused()
    {
        _memory.Allocator.Format();
        _memory.Add(0, 5000);
        _memory.WriteByte(new NvAddress(NonVolatileMap.SegmentOwners + 6), 2);
        _image = Save(_memory, new WorkingMemory(WorkingMap.Length));
        Refused("reaches into the segment of another owner at 006000");
    }

    private void Refused(string reason)
    {
        Span<byte> checksum = _image.AsSpan(_image.Length - 8);
        BinaryPrimitives.WriteUInt64BigEndian(checksum, CardImage.Checksum(_image.AsSpan(0, _image.Length - 8)));
        Assert.That(() => CardSnapshot.Load(new MemoryStream(_image)), Throws.TypeOf<CardImageException>().With.Message.Contains(reason));
    }

    private static byte[] Save(NonVolatileMemory memory, WorkingMemory working)
    {
        var snapshot = new CardSnapshot();
        memory.CaptureInto(snapshot.NonVolatile, mayMakeBase: true);
        working.CaptureInto(snapshot.Working);
        var stream = new MemoryStream();
        snapshot.Save(stream);
        return stream.ToArray();
    }
}
