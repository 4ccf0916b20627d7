using System;
using System.IO;
using System.Text;
using CardOs.OffCard.Profiles;
using CardOs.Profiles;
using NUnit.Framework;

namespace CardOs.Tests.Cli;

[TestFixture]
public sealed class ProfileTests
{
    private static string Sample => File.ReadAllText(Repository.PathOf("samples/uicc.json"));

    [Test]
    public void The_sample_makes_the_same_card_as_the_default_profile() =>
        Assert.That(ImageOf(Read(Sample)), Is.EqualTo(ImageOf(CardOptions.Uicc)));

    [Test]
    public void The_tool_makes_a_card_of_a_profile()
    {
        using var file = new TemporaryFile(Sample.Replace("89881000000000000001", "8912345678901234567", StringComparison.Ordinal));
        ToolRun run = ToolRun.Of("00A4000C022FE2\n00B000000A\n", "exchange", "--profile", file.Path);
        Assert.That(run.Lines, Is.EqualTo(new[] { "9000", "982143658709214365F79000" }));
        Assert.That(run.Code, Is.Zero);
    }

    [Test]
    public void A_wrong_profile_is_named_with_the_place()
    {
        using var file = new TemporaryFile(Sample.Replace("\"kic\": \"00112233445566778899AABBCCDDEEFF\"", "\"kic\": \"0011\"", StringComparison.Ordinal));
        ToolRun run = ToolRun.Of("", "exchange", "--profile", file.Path);
        Assert.That(run.Error, Is.EqualTo($"error: {file.Path}: $.containers[1].keySets[0].kic: expected hex of 8, 16 or 24 bytes\n"));
        Assert.That(run.Code, Is.EqualTo(2));
    }

    [TestCase("\"version\": 2", "\"version\": 256", "$.containers[1].keySets[1].version: expected a number from 1 to 255")]
    [TestCase("\"version\": 2", "\"version\": 128", "$.containers[1].keySets[1].version: expected 1 to 127, or 255")]
    [TestCase("\"version\": 2", "\"version\": \"2\"", "$.containers[1].keySets[1].version: expected a number from 1 to 255")]
    [TestCase("\"version\": 2,", "", "$.containers[1].keySets[1].version: expected a value, found none")]
    [TestCase("\"version\": 2", "\"version\": 1", "$.containers[1].keySets[1].version: expected a version that the domain does not have yet")]
    [TestCase("\"macLength\": 8", "\"macLength\": 5", "$.containers[1].keySets[0].macLength: expected 4 or 8")]
    [TestCase("\"algorithm\": \"aes\"", "\"algorithm\": \"aes\", \"kicMode\": \"ecb\"", "$.containers[1].keySets[1].kicMode: expected cbc: ecb is for des")]
    [TestCase("\"algorithm\": \"aes\"", "\"algorithm\": \"AES\"", "$.containers[1].keySets[1].algorithm: expected one of des, aes")]
    [TestCase("\"name\": \"home\"", "\"nmae\": \"home\"", "$.containers[1].nmae: expected no such property; known here: name, iccid, masterFileAccessRule, masterFilePinReferences, pins, files, authenticationKeys, keySets, securityDomains, applications")]
    [TestCase("\"name\": \"home\"", "\"name\": \"\"", "$.containers[1].name: expected 1 to 32 characters")]
    [TestCase("\"B00001\"", "\"B00000\"", "$.containers[1].applications[1].tars[0]: expected a TAR that no other application has")]
    [TestCase("\"B00001\"", "\"B0000\"", "$.containers[1].applications[1].tars[0]: expected hex of 3 bytes")]
    [TestCase("\"applicationFile\": \"A0", "\"applicationFile\": \"A1", "$.containers[1].applications[1].applicationFile: the container has no ADF of this name")]
    [TestCase("\"fid\": \"2F05\"", "\"fid\": \"2F00\"", "$.containers[1].files[2].fid: expected an identifier that its directory does not have yet")]
    [TestCase("\"fid\": \"6F08\"", "\"fid\": \"6F09\"", "$.containers[1].files[7].children[8].fid: expected an identifier that its directory does not have yet")]
    [TestCase("\"recordLength\": 38", "\"recordLength\": 37", "$.containers[1].files[1].size: expected 1 to 254 whole records")]
    [TestCase("\"sfi\": 30", "\"sfi\": 30, \"update\": \"sometimes\"", "$.containers[1].files[1].update: expected one of always, never, pin1")]
    [TestCase("\"size\": 10,", "\"size\": 11,", "$.containers[1].iccid: expected the file 2FE2 beside it: transparent, with a size of 10 and without contents")]
    [TestCase("89881000000000000001", "8988100000000000000X", "$.containers[1].iccid: expected 19 or 20 decimal digits")]
    [TestCase("73DD\"", "73DE\"", "$.answerToReset: expected an answer to reset (ISO 7816-3 8) with the right TCK")]
    [TestCase("\"activeContainer\": 1", "\"activeContainer\": 3", "$.activeContainer: expected 1 to 2")]
    [TestCase("262144", "262145", "$.nonVolatileBytes: expected a multiple of 4096")]
    [TestCase("262144", "24576", "$.containers[1].name: does not fit the card's memory")]
    [TestCase("\"authenticationKey\": 1", "\"authenticationKey\": 2", "$.containers[1].files[7].authenticationKey: expected the number of an authentication key of the container, for an ADF")]
    [TestCase("\"milenage\"", "\"Milenage\"", "$.containers[1].authenticationKeys[0].algorithm: expected one of milenage, tuak, xor")]
    [TestCase("\"milenage\"", "\"tuak\"", "$.containers[1].authenticationKeys[0].operatorKey: expected 32 bytes")]
    [TestCase("\"milenage\"", "\"comp128v1\"", "$.containers[1].authenticationKeys[0].operatorKey: expected none")]
    [TestCase("\"milenage\"", "\"milenage\", \"macLength\": 16", "$.containers[1].authenticationKeys[0].macLength: expected 8")]
    [TestCase("\"milenage\"", "\"milenage\", \"rotations\": [1, 2, 3]", "$.containers[1].authenticationKeys[0].rotations: expected five numbers")]
    [TestCase("\"milenage\"", "\"milenage\", \"sequenceNumber\": 281474976710656", "$.containers[1].authenticationKeys[0].sequenceNumber: expected a number from 0 to 281474976710655")]
    [TestCase("\"operatorKey\": \"CDC202D5123E20F62B6D676AC72CB318\"", "\"iterations\": 1", "$.containers[1].authenticationKeys[0].operatorKey: expected either this or derivedOperatorKey")]
    [TestCase("\"containers\"", "\"activeContainer\": 1, \"containers\"", "$.activeContainer: expected this property once")]
    [TestCase("\"containers\": [", "\"containers\": [,", "line 6, column 18: expected JSON: ")]
    public void What_is_wrong_is_said_with_its_path(string old, string changed, string message)
    {
        string sample = Sample;
        int home = sample.IndexOf("\"name\": \"home\"", StringComparison.Ordinal);
        int place = sample.IndexOf(old, home, StringComparison.Ordinal);
        place = place < 0 ? sample.IndexOf(old, StringComparison.Ordinal) : place;
        string wrong = sample[..place] + changed + sample[(place + old.Length)..];
        Assert.That(() => Read(wrong), Throws.TypeOf<ProfileFormatException>().With.Message.StartsWith(message));
    }

    [Test]
    public void Authentication_keys_are_read_with_all_that_they_have()
    {
        string key = "\"tuak\", \"derivedOperatorKey\": \"" + new string('A', 64) + "\", \"iterations\": 2, \"macLength\": 16, \"responseLength\": 32, \"cipherKeyLength\": 32, "
            + "\"integrityKeyLength\": 32, \"gsmResponse\": \"truncated\", \"sequenceNumber\": 77, \"maxSequenceJump\": 5, \"maxSequenceAge\": 6";
        string sample = Sample;
        int place = sample.IndexOf("\"milenage\"", StringComparison.Ordinal);
        string text = (sample[..place] + key + sample[(place + "\"milenage\"".Length)..])
            .Replace(",\n          \"operatorKey\": \"CDC202D5123E20F62B6D676AC72CB318\"", "", StringComparison.Ordinal);
        AuthenticationProfile read = Read(text).Profile.Containers[1].AuthenticationKeys[0];
        Assert.That((read.Algorithm, read.Iterations, read.MacLength, read.ResponseLength), Is.EqualTo((AuthenticationAlgorithm.Tuak, 2, 16, 32)));
        Assert.That((read.CipherKeyLength, read.IntegrityKeyLength, read.TruncatesGsmResponse), Is.EqualTo((32, 32, true)));
        Assert.That((read.SequenceNumber, read.MaxSequenceJump, read.MaxSequenceAge), Is.EqualTo((77UL, 5UL, 6UL)));
        Assert.That((read.DerivedOperatorKey.Length, read.OperatorKey.Length), Is.EqualTo((32, 0)));
    }

    [Test]
    public void What_is_no_object_is_refused() =>
        Assert.That(() => Read("[]"), Throws.TypeOf<ProfileFormatException>().With.Message.EqualTo("$: expected an object"));

    private static CardOptions Read(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return ProfileFile.Read(stream);
    }

    private static byte[] ImageOf(CardOptions options)
    {
        using var stream = new MemoryStream();
        new Card(options).Save(stream);
        return stream.ToArray();
    }
}
