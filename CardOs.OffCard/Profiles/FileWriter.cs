using System;
using System.Text.Json;
using CardOs.Channels;
using CardOs.Profiles;

namespace CardOs.OffCard.Profiles;

/// <summary>Writes files.</summary>
internal static class FileWriter
{
    public static void Write(Utf8JsonWriter writer, FileProfile file)
    {
        bool isDirectory = file.Structure == FileStructure.Directory;
        byte[] contents = IssuerIdentifier.IsIn(file) ? [] : file.Contents;
        writer.WriteStartObject();
        writer.WriteString("fid", $"{file.Fid:X4}");
        WriteBytes(writer, "aid", file.Aid);
        writer.WriteString("structure", ProfileWords.NameOf(ProfileWords.Structures, file.Structure));
        WriteNumber(writer, "sfi", file.ShortIdentifier, 0);
        WriteNumber(writer, "recordLength", file.RecordLength, 0);
        WriteNumber(writer, "size", isDirectory ? 0 : file.Size, contents.Length);
        WriteBytes(writer, "contents", contents);
        WriteCondition(writer, "read", file.Read, AccessCondition.Always);
        WriteCondition(writer, "update", file.Update, AccessCondition.Adm1);
        WriteCondition(writer, "administer", file.Administer, AccessCondition.Adm1);
        WriteBytes(writer, "accessRule", file.AccessRule);
        WriteBytes(writer, "details", file.Details);
        if (file.IsDeactivated)
        {
            writer.WriteBoolean("deactivated", true);
        }

        WriteNumber(writer, "authenticationKey", file.AuthenticationKey, 0);
        ProfileWriter.WriteList(writer, "pins", file.Pins, PinWriter.Write);
        WriteReferences(writer, "pinReferences", file.PinReferences);
        ProfileWriter.WriteList(writer, "children", file.Children, Write);
        writer.WriteEndObject();
    }

    /// <summary>Writes bytes, if there are any.</summary>
    public static void WriteBytes(Utf8JsonWriter writer, string name, byte[] bytes)
    {
        if (bytes.Length != 0)
        {
            writer.WriteString(name, Convert.ToHexString(bytes));
        }
    }

    /// <summary>Writes key references, if there are any.</summary>
    public static void WriteReferences(Utf8JsonWriter writer, string name, byte[] references) =>
        ProfileWriter.WriteList(writer, name, references, static (json, reference) => json.WriteStringValue($"{reference:X2}"));

    /// <summary>Writes a number that is not what its absence says.</summary>
    public static void WriteNumber(Utf8JsonWriter writer, string name, int value, int absent)
    {
        if (value != absent)
        {
            writer.WriteNumber(name, value);
        }
    }

    private static void WriteCondition(Utf8JsonWriter writer, string name, AccessCondition condition, AccessCondition absent)
    {
        if (condition != absent)
        {
            writer.WriteString(name, ProfileWords.NameOf(ProfileWords.Conditions, condition));
        }
    }
}
