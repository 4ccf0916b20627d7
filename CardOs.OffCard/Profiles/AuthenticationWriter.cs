using System.Text.Json;
using CardOs.Profiles;

namespace CardOs.OffCard.Profiles;

/// <summary>Writes authentication keys.</summary>
internal static class AuthenticationWriter
{
    public static void Write(Utf8JsonWriter writer, AuthenticationProfile key)
    {
        var standard = new AuthenticationProfile { Algorithm = key.Algorithm, Key = [] };
        writer.WriteStartObject();
        writer.WriteString("algorithm", ProfileWords.NameOf(ProfileWords.AuthenticationAlgorithms, key.Algorithm));
        FileWriter.WriteBytes(writer, "key", key.Key);
        FileWriter.WriteBytes(writer, "operatorKey", key.OperatorKey);
        FileWriter.WriteBytes(writer, "derivedOperatorKey", key.DerivedOperatorKey);
        ProfileWriter.WriteList(writer, "rotations", key.Rotations, static (json, rotation) => json.WriteNumberValue(rotation));
        FileWriter.WriteBytes(writer, "constants", key.Constants);
        FileWriter.WriteNumber(writer, "iterations", key.Iterations, standard.Iterations);
        FileWriter.WriteNumber(writer, "macLength", key.MacLength, standard.MacLength);
        FileWriter.WriteNumber(writer, "responseLength", key.ResponseLength, standard.ResponseLength);
        FileWriter.WriteNumber(writer, "cipherKeyLength", key.CipherKeyLength, standard.CipherKeyLength);
        FileWriter.WriteNumber(writer, "integrityKeyLength", key.IntegrityKeyLength, standard.IntegrityKeyLength);
        if (key.TruncatesGsmResponse)
        {
            writer.WriteString("gsmResponse", ProfileWords.NameOf(ProfileWords.IsTruncated, value: true));
        }

        WriteLarge(writer, "sequenceNumber", key.SequenceNumber, standard.SequenceNumber);
        WriteLarge(writer, "maxSequenceJump", key.MaxSequenceJump, standard.MaxSequenceJump);
        WriteLarge(writer, "maxSequenceAge", key.MaxSequenceAge, standard.MaxSequenceAge);
        writer.WriteEndObject();
    }

    private static void WriteLarge(Utf8JsonWriter writer, string name, ulong value, ulong absent)
    {
        if (value != absent)
        {
            writer.WriteNumber(name, value);
        }
    }
}
