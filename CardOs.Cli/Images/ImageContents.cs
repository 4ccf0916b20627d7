using System.Collections.Generic;
using System.Text;
using CardOs.Memory;

namespace CardOs.Cli.Images;

/// <summary>A card that is looked into.</summary>
internal sealed class ImageContents
{
    private ImageContents(CardState state) => State = state;

    public static int LayoutVersion => NonVolatileMap.LayoutVersion;

    public CardState State { get; }

    public NonVolatileMemory Memory => State.NonVolatile;

    public required bool WasPowered { get; init; }

    public required ulong Boots { get; init; }

    public required byte[] AnswerToReset { get; init; }

    public int ActiveContainer => State.ActiveContainer;

    /// <summary>The numbers of the containers that there are.</summary>
    public IEnumerable<int> Containers
    {
        get
        {
            for (int i = 0; i < NonVolatileMap.MaxContainers; i++)
            {
                if (Memory.ReadByte(NonVolatileMap.RootOf(i) + NonVolatileMap.Root.State) != 0)
                {
                    yield return i;
                }
            }
        }
    }

    /// <summary>Powers the card on, so that what a cut left behind is finished or undone.</summary>
    public static ImageContents Open(Card card)
    {
        bool wasPowered = card.IsPowered;
        ulong boots = card.State.NonVolatile.ReadUInt64(new NvAddress(NonVolatileMap.BootCount));
        if (wasPowered)
        {
            card.PowerOff();
        }

        byte[] answer = card.PowerOn().ToArray();
        return new ImageContents(card.State) { WasPowered = wasPowered, Boots = boots, AnswerToReset = answer };
    }

    /// <summary>A container's number and name.</summary>
    public string NameOf(int container)
    {
        NvAddress block = Memory.ReadAddress(NonVolatileMap.RootOf(container) + NonVolatileMap.Root.Name);
        string name = block.IsNull ? "" : Encoding.UTF8.GetString(Memory.Read(block + 1, Memory.ReadByte(block)));
        return $"{container} {name}".TrimEnd();
    }
}
