using System.Collections.Generic;
using System.Linq;
using CardOs.Apdu;

namespace CardOs.Tests.Core.Containers;

/// <summary>What a card of two worlds is to be: for each container its own map, and which one is activated.</summary>
internal sealed class WorldModel
{
    public WorldModel()
    {
    }

    private WorldModel(WorldModel other)
    {
        Active = other.Active;
        Prepared = other.Prepared;
        other.Files.CopyTo(Files, 0);
        for (int i = 0; i < Notes.Length; i++)
        {
            Notes[i] = new Dictionary<int, string>(other.Notes[i]);
        }
    }

    public int Active { get; set; } = 1;

    /// <summary>The container that the next reset activates; 0 for none.</summary>
    public int Prepared { get; set; }

    /// <summary>The contents of each world's file.</summary>
    public string[] Files { get; } = ["", "C100000000000000", "C200000000000000"];

    /// <summary>The applets of each container, by the number of their name, and what they keep.</summary>
    public Dictionary<int, string>[] Notes { get; } = [[], [], []];

    public WorldModel Copy() => new(this);

    public void Reset()
    {
        Active = Prepared == 0 ? Active : Prepared;
        Prepared = 0;
    }

    /// <summary>Whose applet a SELECT reaches; -1 when there is none.</summary>
    public int Find(int name) => Notes[Active].ContainsKey(name) ? Active : Notes[0].ContainsKey(name) ? 0 : -1;

    public StatusWord Install(int container, int name)
    {
        bool isTaken = Notes[container].ContainsKey(name) || Notes[0].ContainsKey(name) || (container == 0 && Notes.Any(one => one.ContainsKey(name)));
        if (isTaken)
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        Notes[container].Add(name, "0000000000000000");
        return StatusWord.Success;
    }

    /// <summary>Everything, as <see cref="WorldDriver.Observe"/> says it of the card.</summary>
    public string Text() =>
        $"{Active}/{Prepared}" + string.Concat(Enumerable.Range(0, 3).Select(i =>
            $"|{i} {Files[i]} " + string.Join(' ', Notes[i].OrderBy(note => note.Key).Select(note => $"{note.Key}={note.Value}"))));
}
