using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CardOs.Apdu;
using CardOs.Files;
using CardOs.Memory;
using CardOs.Registry;
using NUnit.Framework;

namespace CardOs.Tests.Core.Containers;

/// <summary>Random operations on a card and on its model side by side; some of them are cut.</summary>
/// <remarks>What is written in a container starts with its number, so that a byte of another world is known wherever it shows.</remarks>
internal sealed class WorldDriver(int seed)
{
    private const int Names = 3;
    private const int LongestCut = 12;

    private readonly Random _random = new(seed);
    private readonly TestCard _card = new(ContainerCard.Small);
    private WorldModel _model = new();
    private int _written;

    public int Switches { get; private set; }

    public int Cuts { get; private set; }

    public int Installed { get; private set; }

    public void Step()
    {
        WorldModel before = _model.Copy();
        bool mayBeCut = _random.Next(8) == 0;
        if (mayBeCut)
        {
            _card.Card.CutPowerAfter(_random.Next(LongestCut), (TearMode)_random.Next(3), (ulong)_random.Next());
        }

        string what = Operate();
        _card.Card.KeepPower();
        if (!_card.Card.IsPowered)
        {
            Recover(before, what);
        }
        else
        {
            Look(what);
        }
    }

    /// <summary>All that the card keeps, of disabled containers as well.</summary>
    public string Observe()
    {
        CardState state = _card.Card.State;
        NonVolatileMemory memory = state.NonVolatile;
        int prepared = CardOs.Containers.ContainerList.Prepared(memory);
        return $"{state.ActiveContainer}/{Math.Max(prepared, 0)}" + string.Concat(Enumerable.Range(0, 3).Select(container =>
        {
            NvAddress root = memory.ReadAddress(NonVolatileMap.RootOf(container) + NonVolatileMap.Root.MasterFile);
            NvAddress file = root.IsNull ? NvAddress.Null : FileTree.Find(memory, root, 0x2F01);
            string contents = file.IsNull ? "" : Convert.ToHexString(memory.Read(new FileHeader(memory, file).Body, NoteApplet.Length));
            return $"|{container} {contents} " + string.Join(' ', Notes(memory, container));
        }));
    }

    private static IEnumerable<string> Notes(NonVolatileMemory memory, int container)
    {
        for (int name = 0; name < Names; name++)
        {
            NvAddress application = ApplicationRegistry.First(memory, container);
            while (!application.IsNull && !new ApplicationEntry(memory, application).Aid.SequenceEqual(NameOf(name)))
            {
                application = new ApplicationEntry(memory, application).Next;
            }

            if (!application.IsNull)
            {
                NvAddress data = memory.ReadAddress(application + AppletPart.HeapOffset);
                int length = memory.Allocator.LengthOf(data);
                yield return $"{name}={Convert.ToHexString(memory.Read(data + (length - NoteApplet.Length), NoteApplet.Length))}";
            }
        }
    }

    private static byte[] NameOf(int name) => [0xF0, 0x43, 0x61, 0x72, 0x64, 0x4E, 0x11, (byte)name];

    private string Operate() => _random.Next(12) switch
    {
        0 or 1 => Install(_random.Next(3), _random.Next(Names)),
        2 => Delete(_random.Next(3), _random.Next(Names)),
        3 or 4 => WriteFile(),
        5 or 6 => WriteNote(_random.Next(Names)),
        7 => SwitchByRefresh(1 + _random.Next(2)),
        8 => Prepare(1 + _random.Next(2)),
        9 => Cancel(),
        10 => Reset(isCold: _random.Next(2) == 0),
        _ => "select",
    };

    private string Install(int container, int name)
    {
        StatusWord status = _card.Card.InstallApplet(ContainerCard.NotePackage, ContainerCard.NoteModule, NameOf(name), container: container);
        StatusWord expected = _model.Install(container, name);
        Installed += status == StatusWord.Success ? 1 : 0;
        return Expect(status, expected, $"install {name} in {container}");
    }

    private string Delete(int container, int name)
    {
        // What is selected stays: the channel of the applets is closed first.
        Send("00708001");
        int place = _model.Notes[container].ContainsKey(name) ? container : 0;
        if (!_card.Card.IsPowered || !_model.Notes[place].ContainsKey(name))
        {
            return "delete nothing";
        }

        StatusWord status = _card.Card.DeleteApplet(NameOf(name), container);
        _model.Notes[place].Remove(name);
        return Expect(status, StatusWord.Success, $"delete {name} in {container}");
    }

    private string WriteFile()
    {
        string value = NextValue(_model.Active);
        Send(ContainerCard.SelectFile);
        Send("00D6000008" + value);
        _model.Files[_model.Active] = value;
        return "write file";
    }

    private string WriteNote(int name)
    {
        int place = _model.Find(name);
        if (place < 0 || !Select(name).StartsWith('9'))
        {
            return "write no note";
        }

        string value = NextValue(place);
        Send("01" + ContainerCard.WriteNote(value)[2..]);
        _model.Notes[place][name] = value;
        return $"write note {name} of {place}";
    }

    private string SwitchByRefresh(int container)
    {
        Prepare(container);
        if (_model.Prepared != 0)
        {
            Send("80F2000C");
            Send(ContainerCard.Fetch);
            Send(ContainerCard.Performed);
            _model.Reset();
            Switches++;
        }

        return $"switch to {container}";
    }

    private string Prepare(int container)
    {
        StatusWord status = _card.Card.ActivateContainer(container);
        _model.Prepared = container == _model.Active ? 0 : container;
        return Expect(status, StatusWord.Success, $"prepare {container}");
    }

    private string Cancel()
    {
        _card.Card.CancelActivation();
        _model.Prepared = 0;
        return "cancel";
    }

    private string Reset(bool isCold)
    {
        if (isCold)
        {
            _card.Card.PowerOff();
            _card.Card.PowerOn();
        }
        else
        {
            _card.Card.WarmReset();
        }

        _model.Reset();
        return "reset";
    }

    private void Recover(WorldModel before, string what)
    {
        Cuts++;
        _card.Card.PowerOn();
        before.Reset();
        WorldModel after = _model;
        after.Reset();
        string seen = Observe();
        Assert.That(seen, Is.AnyOf(before.Text(), after.Text()), "cut in: " + what);
        _model = seen == after.Text() ? after : before;
        Look(what);
    }

    // What a terminal sees is of the activated world, or of the common one.
    private void Look(string what)
    {
        Assert.That(_card.Card.ActiveContainer, Is.EqualTo(_model.Active), what);
        Send(ContainerCard.SelectFile);
        Assert.That(Send(ContainerCard.ReadFile), Does.StartWith(_model.Files[_model.Active] + " 9"), what);
        int name = _random.Next(Names);
        int place = _model.Find(name);
        string selected = Select(name);
        if (place < 0)
        {
            // An applet that stays selected on the channel is given the command.
            Assert.That(selected, Is.AnyOf("6A82", "6D00"), what);
        }
        else
        {
            Assert.That(Send("01" + ContainerCard.ReadNote[2..]), Does.StartWith(_model.Notes[place][name] + " 9"), what);
        }

        if (_random.Next(20) == 0)
        {
            Assert.That(Observe(), Is.EqualTo(_model.Text()), what);
        }
    }

    // Applets have a channel of their own, so that the basic one stays with the files.
    private string Select(int name)
    {
        Send("0070000100");
        return Send("01" + ContainerCard.Select(NameOf(name))[2..]);
    }

    private string NextValue(int container) => $"C{container}" + (++_written).ToString("X14", CultureInfo.InvariantCulture);

    // Without power there is nobody to talk to.
    private string Send(string command) => _card.Card.IsPowered ? _card.Send(command) : "mute";

    private string Expect(StatusWord status, StatusWord expected, string what)
    {
        if (_card.Card.IsPowered)
        {
            Assert.That(status, Is.EqualTo(expected), what);
        }

        return what;
    }
}
