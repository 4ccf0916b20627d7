using System.IO;
using CardOs.OffCard.Profiles;

namespace CardOs.Cli;

/// <summary>Where the card of a command comes from, and where it goes.</summary>
internal static class CardSource
{
    // A mark that some editors put in front of JSON.
    private const int Utf8Mark = 0xEF;

    /// <summary>Makes the card of a profile, takes it from an image, or makes the default one.</summary>
    /// <exception cref="InputException">The file is not there, or is not what it should be.</exception>
    public static Card Open(string? profile, string? image) =>
        image is not null ? Load(image)
        : profile is not null ? new Card(ReadProfile(profile))
        : new Card(CardOptions.Uicc);

    /// <summary>Makes the card of a profile, or takes it from an image: the file says which.</summary>
    /// <exception cref="InputException">The file is not there, or is neither.</exception>
    public static Card OpenAny(string path)
    {
        using FileStream stream = InputFile.Open(path);
        int first = stream.ReadByte();
        return first is '{' or ' ' or '\n' or '\r' or '\t' or Utf8Mark ? new Card(ReadProfile(path)) : Load(path);
    }

    /// <summary>Takes a card from its image, as it was when it was saved.</summary>
    /// <exception cref="InputException">The file is not there, or is no card image.</exception>
    public static Card Load(string path)
    {
        using FileStream stream = InputFile.Open(path);
        try
        {
            return Card.Load(stream, CardOptions.Uicc);
        }
        catch (CardImageException failure)
        {
            throw new InputException($"{path}: expected a card image: {failure.Message}");
        }
    }

    /// <summary>Takes the card's power and writes its image.</summary>
    /// <exception cref="InputException">The file may not be written.</exception>
    public static void Save(Card card, string path)
    {
        card.PowerOff();
        InputFile.Replace(path, card.Save);
    }

    private static CardOptions ReadProfile(string path)
    {
        using FileStream stream = InputFile.Open(path);
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
