using System;
using System.Text.Json;
using CardOs.Profiles;

namespace CardOs.OffCard.Profiles;

/// <summary>Writes security domains.</summary>
internal static class SecurityDomainWriter
{
    public static void Write(Utf8JsonWriter writer, SecurityDomainProfile domain)
    {
        writer.WriteStartObject();
        writer.WriteString("number", ProfileWords.NameOf(ProfileWords.Domains, domain.Number));
        writer.WriteString("aid", Convert.ToHexString(domain.Aid));
        if (domain.OtherAids.Count != 0)
        {
            writer.WriteStartArray("otherAids");
            foreach (byte[] aid in domain.OtherAids)
            {
                writer.WriteStringValue(Convert.ToHexString(aid));
            }

            writer.WriteEndArray();
        }

        writer.WriteString("parent", ProfileWords.NameOf(ProfileWords.Domains, domain.Parent));
        writer.WriteString("privileges", Convert.ToHexString(domain.Privileges));
        writer.WriteString("lifeCycle", $"{domain.LifeCycle:X2}");
        writer.WriteString("scp02", $"{domain.Scp02:X2}");
        writer.WriteString("scp03", $"{domain.Scp03:X2}");
        KeyWriter.WriteTars(writer, domain.Tars);
        writer.WriteString("minimumSecurity", $"{domain.MinimumSecurity:X2}");
        FileWriter.WriteBytes(writer, "dataObjects", domain.DataObjects);
        writer.WriteEndObject();
    }
}
