using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CardOs.Apdu;

namespace CardOs.Cli.Containers;

/// <summary>A card image whose containers are looked at or changed.</summary>
internal sealed class ContainerImage
{
    private readonly string _path;

    private ContainerImage(string path, Card card)
    {
        _path = path;
        Card = card;
    }

    public Card Card { get; }

    public IReadOnlyList<CardContainer> Containers => Card.ListContainers();

    /// <summary>Loads the card and powers it on, so that what a cut left behind is finished or undone, and what was prepared is activated.</summary>
    /// <exception cref="InputException">There is no such image.</exception>
    public static ContainerImage Open(string path)
    {
        Card card = CardSource.Load(path);
        if (card.IsPowered)
        {
            card.PowerOff();
        }

        card.PowerOn();
        return new ContainerImage(path, card);
    }

    /// <summary>The container that a number or a name says.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public CardContainer Find(string text)
    {
        IReadOnlyList<CardContainer> containers = Containers;
        foreach (CardContainer container in containers)
        {
            if (container.Name == text)
            {
                return container;
            }
        }

        bool isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        foreach (CardContainer container in containers)
        {
            if (isNumber && container.Number == number)
            {
                return container;
            }
        }

        throw new InputException($"{_path}: expected a container, one of {string.Join(", ", containers.Select(Name))}; found '{text}'");
    }

    public static string Name(CardContainer container) => $"{container.Number} {container.Name}";

    /// <summary>Writes the image when the card agreed; else says why not.</summary>
    /// <returns>The exit code.</returns>
    public int Conclude(Streams streams, StatusWord status, string done, string refused)
    {
        if (status != StatusWord.Success)
        {
            streams.Error.WriteLine($"error: {_path}: {refused} ({(ushort)status:X4})");
            return ExitCodes.Failed;
        }

        CardSource.Save(Card, _path);
        streams.Out.WriteLine(done);
        return ExitCodes.Success;
    }
}
