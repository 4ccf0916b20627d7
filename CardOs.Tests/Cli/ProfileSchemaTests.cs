using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using CardOs.OffCard.Profiles;
using NUnit.Framework;

namespace CardOs.Tests.Cli;

[TestFixture]
public sealed class ProfileSchemaTests
{
    private static readonly JsonElement Schema = Read("docs/profile.schema.json");

    private static readonly object[][] Objects =
    [
        ["card", CardReader.Names],
        ["container", CardReader.ContainerNames],
        ["file", FileReader.Names],
        ["pin", PinReader.Names],
        ["authenticationKey", AuthenticationReader.Names],
        ["keySet", KeySetReader.Names],
        ["application", ApplicationReader.Names],
    ];

    [Test]
    public void The_schema_accepts_the_sample() =>
        Assert.That(new SchemaWalker(Schema).Check(Read("samples/uicc.json")), Is.Empty);

    [TestCase("\"version\": 2", "\"version\": 256")]
    [TestCase("\"version\": 2,", "")]
    [TestCase("\"name\": \"home\"", "\"nmae\": \"home\"")]
    [TestCase("\"algorithm\": \"aes\"", "\"algorithm\": \"AES\"")]
    [TestCase("\"B00001\"", "\"B0000\"")]
    [TestCase("\"sfi\": 30", "\"sfi\": 30, \"update\": \"sometimes\"")]
    [TestCase("262144", "262145")]
    public void The_schema_refuses_what_the_reader_refuses(string old, string changed)
    {
        string text = File.ReadAllText(Repository.PathOf("samples/uicc.json")).Replace(old, changed, StringComparison.Ordinal);
        Assert.That(new SchemaWalker(Schema).Check(JsonDocument.Parse(text).RootElement), Is.Not.Empty);
    }

    [TestCaseSource(nameof(Objects))]
    public void Schema_and_reader_know_the_same_properties(string definition, string[] names)
    {
        JsonElement rules = Schema.GetProperty("$defs").GetProperty(definition);
        Assert.That(rules.GetProperty("properties").EnumerateObject().Select(property => property.Name), Is.EquivalentTo(names));
        Assert.That(rules.GetProperty("additionalProperties").GetBoolean(), Is.False);
    }

    [Test]
    public void Schema_and_reader_know_the_same_words()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Words("condition"), Is.EquivalentTo(ProfileWords.Conditions.Keys));
            Assert.That(Quirks(), Is.EquivalentTo(ProfileWords.Quirks.Keys));
            Assert.That(Words("domain"), Is.EquivalentTo(ProfileWords.Domains.Keys));
            Assert.That(Words("file", "structure"), Is.EquivalentTo(ProfileWords.Structures.Keys));
            Assert.That(Words("authenticationKey", "algorithm"), Is.EquivalentTo(ProfileWords.AuthenticationAlgorithms.Keys));
            Assert.That(Words("authenticationKey", "gsmResponse"), Is.EquivalentTo(ProfileWords.IsTruncated.Keys));
            Assert.That(Words("keySet", "algorithm"), Is.EquivalentTo(ProfileWords.Algorithms.Keys));
            Assert.That(Words("keySet", "kicMode"), Is.EquivalentTo(ProfileWords.IsEcb.Keys));
            Assert.That(Words("application", "kind"), Is.EquivalentTo(ProfileWords.Kinds.Keys));
        });
    }

    private static IEnumerable<string> Words(string definition, string? property = null)
    {
        JsonElement rules = Schema.GetProperty("$defs").GetProperty(definition);
        rules = property is null ? rules : rules.GetProperty("properties").GetProperty(property);
        return rules.GetProperty("enum").EnumerateArray().Select(word => word.GetString()!);
    }

    private static IEnumerable<string> Quirks() =>
        Schema.GetProperty("$defs").GetProperty("card").GetProperty("properties").GetProperty("quirks").GetProperty("items").GetProperty("enum")
            .EnumerateArray().Select(word => word.GetString()!);

    private static JsonElement Read(string name) => JsonDocument.Parse(File.ReadAllText(Repository.PathOf(name))).RootElement;
}
