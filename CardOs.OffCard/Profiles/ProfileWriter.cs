using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using CardOs.Profiles;

namespace CardOs.OffCard.Profiles;

/// <summary>Writes what <see cref="CardReader"/> reads.</summary>
internal static class ProfileWriter
{
    private const string Schema = "../docs/profile.schema.json";
    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n" };

    public static void Write(Stream stream, CardOptions options)
    {
        using (var writer = new Utf8JsonWriter(stream, Layout))
        {
            CardProfile card = options.Profile;
            writer.WriteStartObject();
            writer.WriteString("$schema", Schema);
            writer.WriteString("answerToReset", Convert.ToHexString(card.AnswerToReset));
            writer.WriteNumber("activeContainer", card.ActiveContainer);
            writer.WriteNumber("nonVolatileBytes", options.NonVolatileBytes);
            WriteQuirks(writer, card.Quirks);
            WriteList(writer, "containers", card.Containers, WriteContainer);
            writer.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    private static void WriteQuirks(Utf8JsonWriter writer, CardQuirks quirks)
    {
        if (quirks == CardQuirks.None)
        {
            return;
        }

        writer.WriteStartArray("quirks");
        foreach ((string word, CardQuirks quirk) in ProfileWords.Quirks)
        {
            if ((quirks & quirk) != 0)
            {
                writer.WriteStringValue(word);
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteContainer(Utf8JsonWriter writer, ContainerProfile container)
    {
        writer.WriteStartObject();
        writer.WriteString("name", container.Name);
        string? iccid = IssuerIdentifier.Read(container.Files);
        if (iccid is not null)
        {
            writer.WriteString("iccid", iccid);
        }

        FileWriter.WriteBytes(writer, "masterFileAccessRule", container.MasterFileAccessRule);
        FileWriter.WriteReferences(writer, "masterFilePinReferences", container.MasterFilePinReferences);
        WriteList(writer, "pins", container.Pins, PinWriter.Write);
        WriteList(writer, "files", container.Files, FileWriter.Write);
        WriteList(writer, "authenticationKeys", container.AuthenticationKeys, AuthenticationWriter.Write);
        WriteList(writer, "keySets", container.KeySets, KeyWriter.WriteKeySet);
        WriteList(writer, "securityDomains", container.SecurityDomains, SecurityDomainWriter.Write);
        WriteList(writer, "applications", container.Applications, KeyWriter.WriteApplication);
        writer.WriteEndObject();
    }

    /// <summary>Writes a list that is not empty.</summary>
    public static void WriteList<T>(Utf8JsonWriter writer, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        if (items.Count == 0)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (T item in items)
        {
            write(writer, item);
        }

        writer.WriteEndArray();
    }
}
