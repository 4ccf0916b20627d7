using System.CommandLine;
using System.Text;
using CardOs.Apdu;
using CardOs.Cli.Help;

namespace CardOs.Cli.Containers;

/// <summary><c>cardos containers create</c>.</summary>
internal static class CreateContainerCommand
{
    private const int MaxName = 32;

    public static Command Create(Streams streams)
    {
        Argument<string> file = FileArgument.Of("A card image; it is written.");
        Argument<string> name = FileArgument.Of("The name: 1 to 32 bytes, which no other container has.", "NAME");
        var command = new ToolCommand(
            "create",
            "Makes a container that has a master file and nothing in it.",
            "It is disabled. What a card is made with from the beginning is said by its profile: cardos profile create.",
            "cardos containers create card.image work")
        {
            file,
            name,
        };
        command.SetAction(result =>
        {
            string path = result.GetValue(file)!;
            string text = result.GetValue(name)!;
            int length = Encoding.UTF8.GetByteCount(text);
            if (length is 0 or > MaxName)
            {
                throw new InputException($"expected a name of 1 to {MaxName} bytes, found {length}");
            }

            ContainerImage image = ContainerImage.Open(path);
            StatusWord status = image.Card.CreateContainer(text, out int number);
            string refused = status == StatusWord.IncorrectData ? $"there is a container with the name '{text}'" : "there is no room for another container";
            return image.Conclude(streams, status, $"{number} {text} was made", refused);
        });
        return command;
    }
}
