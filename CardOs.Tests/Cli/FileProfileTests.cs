using System;
using System.IO;
using System.Text;
using CardOs.OffCard.Profiles;
using CardOs.Profiles;
using CardOs.Tests.Core;
using NUnit.Framework;

namespace CardOs.Tests.Cli;

/// <summary>What a profile file says about access rules, PINs and the structures of files.</summary>
[TestFixture]
public sealed class FileProfileTests
{
    [Test]
    public void Properties_of_a_file_are_those_of_the_profile()
    {
        FileProfile file = ReadFile("""
            {
              "fid": "7F20", "structure": "directory", "accessRule": "8B036F0602", "details": "8001FF", "deactivated": true,
              "pins": [{ "keyReference": "81", "value": "5678", "unblockValue": "87654321", "tries": 5, "unblockTries": 4, "enabled": false }],
              "pinReferences": ["01", "81", "0A"]
            }
            """);
        PinProfile pin = file.Pins[0];
        Assert.Multiple(() =>
        {
            Assert.That(Convert.ToHexString(file.AccessRule), Is.EqualTo("8B036F0602"));
            Assert.That(Convert.ToHexString(file.Details), Is.EqualTo("8001FF"));
            Assert.That(file.IsDeactivated, Is.True);
            Assert.That(Convert.ToHexString(file.PinReferences), Is.EqualTo("01810A"));
            Assert.That((pin.KeyReference, pin.Tries, pin.UnblockTries, pin.IsEnabled), Is.EqualTo((0x81, 5, 4, false)));
            Assert.That(Convert.ToHexString(pin.Value), Is.EqualTo("35363738FFFFFFFF"));
            Assert.That(Convert.ToHexString(pin.UnblockValue), Is.EqualTo("3837363534333231"));
        });
    }

    [Test]
    public void Properties_that_are_not_given_are_those_of_an_ordinary_pin()
    {
        PinProfile pin = ReadFile("""{ "fid": "7F20", "structure": "directory", "pins": [{ "keyReference": "81", "value": "0011223344556677" }] }""").Pins[0];
        Assert.That((Convert.ToHexString(pin.Value), pin.UnblockValue.Length, pin.Tries, pin.UnblockTries, pin.IsEnabled), Is.EqualTo(("0011223344556677", 0, 3, 10, true)));
    }

    [TestCase("cyclic", "\"recordLength\": 3, \"size\": 9", TestName = "Cyclic_file")]
    [TestCase("berTlv", "\"size\": 64", TestName = "File_of_data_objects")]
    public void Structures_are_made_on_the_card(string structure, string size)
    {
        CardOptions options = Read($$"""{ "fid": "2F77", "structure": "{{structure}}", {{size}} }""");
        Assert.That(new TestCard(options).Send("00A40004022F7700"), Does.Contain("82" + (structure == "cyclic" ? "054621000303" : "027921")));
    }

    [TestCase("\"value\": \"123\"", "value: expected 4 to 8 characters, or hex of 8 bytes")]
    [TestCase("\"value\": \"123456789\"", "value: expected 4 to 8 characters, or hex of 8 bytes")]
    [TestCase("\"value\": \"123456789012345G\"", "value: expected 4 to 8 characters, or hex of 8 bytes")]
    [TestCase("\"value\": \"12é4\"", "value: expected 4 to 8 characters, or hex of 8 bytes")]
    [TestCase("\"value\": \"1234\", \"tries\": 0", "tries: expected a number from 1 to 15")]
    [TestCase("\"value\": \"1234\", \"enabled\": 1", "enabled: expected true or false")]
    public void A_wrong_pin_is_named_with_its_place(string properties, string message) =>
        Assert.That(
            () => Read("""{ "fid": "7F20", "structure": "directory", "pins": [{ "keyReference": "81", """ + properties + " }] }"),
            Throws.TypeOf<ProfileFormatException>().With.Message.EqualTo("$.containers[1].files[0].pins[0]." + message));

    [TestCase("\"accessRule\": \"8B0102\", \"structure\": \"transparent\", \"size\": 4, \"fid\": \"2F77\"", null)]
    [TestCase("\"accessRule\": \"8B026F06\", \"structure\": \"transparent\", \"size\": 4, \"fid\": \"2F77\"", "accessRule: expected a data object 8B, 8C or AB with an access rule, at most 128 bytes")]
    [TestCase("\"accessRule\": \"\", \"structure\": \"transparent\", \"size\": 4, \"fid\": \"2F77\"", "accessRule: expected hex of a data object 8B, 8C or AB of at most 128 bytes")]
    [TestCase("\"pinReferences\": [\"01\", \"09\"], \"structure\": \"directory\", \"fid\": \"7F77\"", "pinReferences: expected at most 8 key references")]
    [TestCase("\"pins\": [{ \"keyReference\": \"01\", \"value\": \"1234\" }], \"structure\": \"directory\", \"fid\": \"7F77\"", "pins[0].keyReference: expected 81 to 88 or 8A to 8E")]
    public void Rules_and_references_are_checked(string properties, string? message)
    {
        string file = "{" + properties + "}";
        Assert.That(
            () => Read(file),
            message is null ? Throws.Nothing : Throws.TypeOf<ProfileFormatException>().With.Message.EqualTo("$.containers[1].files[0]." + message));
    }

    [Test]
    public void The_master_file_has_a_rule_references_and_pins()
    {
        const string Container = """
            "masterFileAccessRule": "8B032F0601", "masterFilePinReferences": ["01", "0A"],
            "pins": [{ "keyReference": "01", "value": "1234" }, { "keyReference": "0A", "value": "88888888" }],
            """;
        string answer = new TestCard(Read("""{ "fid": "2F77", "structure": "transparent", "size": 4 }""", Container)).Send("00A40004023F0000");
        Assert.That(answer, Does.Contain("8B032F0601" + "C6099001C083010183010A"));
    }

    private static FileProfile ReadFile(string file) => Read(file).Profile.Containers[1].Files[0];

    private static CardOptions Read(string file, string container = "")
    {
        string text = $$"""
            { "answerToReset": "3B9E9680811F878031E073FE21DF66436172644F73DD", "nonVolatileBytes": 65536,
              "containers": [{ "name": "common" }, { "name": "one", {{container}} "files": [{{file}}] }] }
            """;
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return ProfileFile.Read(stream);
    }
}
