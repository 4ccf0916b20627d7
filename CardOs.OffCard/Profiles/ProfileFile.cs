using System;
using System.IO;
using System.Text.Json;

namespace CardOs.OffCard.Profiles;

/// <summary>Reads what a card is made of from JSON: docs/profile.schema.json.</summary>
public static class ProfileFile
{
    /// <summary>Reads a profile, and checks that a card can be made of it.</summary>
    /// <exception cref="ProfileFormatException">It is not JSON, or not a profile.</exception>
    public static CardOptions Read(Stream stream)
    {
        if (stream is null)
        {
            throw new ArgumentNullException(nameof(stream));
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(stream);
            CardOptions options = CardReader.Read(new CheckedJson(document.RootElement, "$"));

            // Only a card that is made of it shows that a profile is whole: that all fits, for example.
            _ = new Card(options);
            return options;
        }
        catch (JsonException failure)
        {
            throw new ProfileFormatException(PlaceOf(failure), failure);
        }
        catch (ArgumentException failure)
        {
            throw new ProfileFormatException(ProfilePaths.ToJson(failure.Message), failure);
        }
    }

    /// <summary>Writes a profile, so that <see cref="Read"/> makes the same card of it.</summary>
    public static void Write(Stream stream, CardOptions options)
    {
        if (stream is null)
        {
            throw new ArgumentNullException(nameof(stream));
        }

        ProfileWriter.Write(stream, options ?? throw new ArgumentNullException(nameof(options)));
    }

    private static string PlaceOf(JsonException failure)
    {
        string message = failure.Message;
        int end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        string reason = end < 0 ? message : message[..end].TrimEnd('.');
        return failure.LineNumber is { } line
            ? $"line {line + 1}, column {failure.BytePositionInLine + 1}: expected JSON: {reason}"
            : $"expected JSON: {reason}";
    }
}
