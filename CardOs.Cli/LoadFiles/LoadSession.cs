using System;
using System.Collections.Generic;
using CardOs.Apdu;
using CardOs.Cli.Images;
using CardOs.OffCard.LoadFiles;
using Spectre.Console;

namespace CardOs.Cli.LoadFiles;

/// <summary>One card into which packages are loaded.</summary>
internal sealed class LoadSession
{
    private readonly Card _card;
    private readonly int _container;
    private readonly IAnsiConsole _console;
    private readonly ImageContents _contents;

    /// <summary>Powers the card on.</summary>
    /// <exception cref="InputException">It has no such container.</exception>
    public LoadSession(Card card, int container, IAnsiConsole console)
    {
        _card = card;
        _container = container;
        _console = console;
        _contents = ImageContents.Open(card);
        List<int> containers = [.. _contents.Containers];
        if (!containers.Contains(container))
        {
            throw new InputException($"--container {container}: expected one of {string.Join(", ", containers)}");
        }
    }

    /// <summary>Loads the files, then installs applets of them.</summary>
    /// <exception cref="InputException">The card refuses one.</exception>
    public void Run(IReadOnlyList<(string Path, CapFile Cap)> files, IReadOnlyList<Installation> installations)
    {
        foreach ((string path, CapFile cap) in files)
        {
            Load(path, cap);
        }

        foreach (Installation one in installations)
        {
            Install(one);
        }

        _console.WriteLine($"Free in the card: {Screen.Number(_card.Account().Free)} bytes");
    }

    private void Load(string path, CapFile cap)
    {
        MemoryAccount before = _card.Account();
        byte[] components = cap.ToLoadFile();
        StatusWord status = _card.LoadPackage(components, _container);
        if (status != StatusWord.Success)
        {
            throw new InputException($"{path}: {LoadRefusal.ReasonOf(status, _card, cap, _container)} ({(ushort)status:x4})");
        }

        string applets = cap.Applets.Count == 0 ? "no applets" : cap.Applets.Count == 1 ? "1 applet" : $"{cap.Applets.Count} applets";
        _console.WriteLine(
            $"Package {cap.Package.Aid} {cap.Package.Version} of {Screen.Number(components.Length)} bytes, with {applets}, in container {_contents.NameOf(_container)}");
        _console.WriteLine();
        _console.Show(ShareView.Draw(before, _card.Account(), _contents));
    }

    private void Install(Installation one)
    {
        MemoryAccount before = _card.Account();
        StatusWord status = _card.InstallApplet(
            Convert.FromHexString(one.Package), Convert.FromHexString(one.Applet), Convert.FromHexString(one.Instance), one.Parameters, _container);
        if (status != StatusWord.Success)
        {
            throw new InputException($"{one.Path}: applet {one.Applet}: {LoadRefusal.ReasonOfInstallation(status, _contents, one)} ({(ushort)status:x4})");
        }

        string applet = one.Instance == one.Applet ? "" : $" of applet {one.Applet}";
        _console.WriteLine($"Instance {one.Instance}{applet}");
        _console.WriteLine();
        _console.Show(ShareView.Draw(before, _card.Account(), _contents));
    }
}
