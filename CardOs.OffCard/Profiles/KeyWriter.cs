using System;
using System.Collections.Generic;
using System.Text.Json;
using CardOs.Profiles;

namespace CardOs.OffCard.Profiles;

/// <summary>Writes key sets, and the applications that packets can address.</summary>
internal static class KeyWriter
{
    public static void WriteKeySet(Utf8JsonWriter writer, KeySetProfile set)
    {
        KeyProfile? any = set.Check ?? set.KeyEncryption ?? set.Cipher;
        writer.WriteStartObject();
        writer.WriteNumber("version", set.Version);
        WriteDomain(writer, set.Domain);
        writer.WriteString("algorithm", ProfileWords.NameOf(ProfileWords.Algorithms, any?.Type == KeyType.Aes ? KeyType.Aes : KeyType.Des));
        if (set.Cipher?.Type == KeyType.DesEcb)
        {
            writer.WriteString("kicMode", ProfileWords.NameOf(ProfileWords.IsEcb, true));
        }

        FileWriter.WriteBytes(writer, "kic", set.Cipher?.Value ?? []);
        FileWriter.WriteBytes(writer, "kid", set.Check?.Value ?? []);
        FileWriter.WriteBytes(writer, "kik", set.KeyEncryption?.Value ?? []);
        writer.WriteNumber("macLength", set.MacLength);
        writer.WriteNumber("counter", set.Counter);
        writer.WriteEndObject();
    }

    public static void WriteApplication(Utf8JsonWriter writer, ApplicationProfile application)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", ProfileWords.NameOf(ProfileWords.Kinds, application.Kind));
        writer.WriteString("aid", Convert.ToHexString(application.Aid));
        WriteTars(writer, application.Tars);
        WriteDomain(writer, application.Domain);
        writer.WriteString("minimumSecurity", $"{application.MinimumSecurity:X2}");
        if (application.AccessDomain is not [0x00])
        {
            writer.WriteString("accessDomain", Convert.ToHexString(application.AccessDomain));
        }

        FileWriter.WriteBytes(writer, "applicationFile", application.ApplicationFile);
        if (application.Quota != 0)
        {
            writer.WriteNumber("quota", application.Quota);
        }

        writer.WriteEndObject();
    }

    public static void WriteTars(Utf8JsonWriter writer, IReadOnlyList<int> tars)
    {
        writer.WriteStartArray("tars");
        foreach (int tar in tars)
        {
            writer.WriteStringValue($"{tar:X6}");
        }

        writer.WriteEndArray();
    }

    private static void WriteDomain(Utf8JsonWriter writer, SecurityDomain domain)
    {
        if (domain != SecurityDomain.Issuer)
        {
            writer.WriteString("domain", ProfileWords.NameOf(ProfileWords.Domains, domain));
        }
    }
}
