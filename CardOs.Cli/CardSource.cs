using CardOs.OffCard.Profiles;

namespace CardOs.Cli;

/// <summary>Where the card of a command comes from, and where it goes.</summary>
internal static class CardSource
{
    /// <summary>Makes the card of a profile, takes it from an image, or makes the default one.</summary>
    /// <exception cref="InputException">The file is not there, or is not what it should be.</exception>
    public static Card Open(string? profile, string? image)
    {
        return profile is not null ? new Card(ReadProfile(profile)) : new Card(CardOptions.Uicc);
    }

    private static CardOptions ReadProfile(string path)
    {
        using var stream = InputFile.Open(path);
        try
        {
            return ProfileFile.Read(stream);
        }
        catch (ProfileFormatException failure)
        {
            throw new InputException($"{path}: {failure.Message}");
        }
    }
}
