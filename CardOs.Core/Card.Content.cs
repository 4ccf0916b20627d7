using System;
using CardOs.Apdu;
using CardOs.Applications;
using CardOs.GlobalPlatform;

namespace CardOs;

/// <summary>Packages and applets, put on the card by its host: what GlobalPlatform's commands do for a terminal.</summary>
public sealed partial class Card
{
    /// <summary>Loads a package and links it.</summary>
    /// <param name="components">The CAP file's components one behind the other, in the order of a load file.</param>
    /// <param name="container">The container that it will belong to; 0 is the common one.</param>
    /// <returns>9000, or why not; then nothing of it is on the card.</returns>
    public StatusWord LoadPackage(ReadOnlySpan<byte> components, int container = 0)
    {
        using Use use = Enter();
        CheckPower();
        StatusWord status = ContentLoader.BeginLoad(_state, container);
        status = status == StatusWord.Success ? ContentLoader.Load(_state, components) : status;
        return Conclude(status == StatusWord.Success ? ContentLoader.EndLoad(_state) : status);
    }

    /// <summary>Makes an instance of an applet.</summary>
    /// <param name="package">AID of the package.</param>
    /// <param name="applet">AID of the applet in it.</param>
    /// <param name="instance">AID by which the instance will be selected.</param>
    /// <param name="parameters">What the applet's install method gets.</param>
    /// <param name="container">The container that it will belong to; 0 is the common one.</param>
    /// <returns>9000, or why not; then nothing of it is on the card.</returns>
    public StatusWord InstallApplet(
        ReadOnlySpan<byte> package, ReadOnlySpan<byte> applet, ReadOnlySpan<byte> instance, ReadOnlySpan<byte> parameters = default, int container = 0)
    {
        using Use use = Enter();
        CheckPower();
        Span<byte> privileges = stackalloc byte[1];
        privileges[0] = 0;
        var installation = new AppletHost.Installation
        {
            Package = package,
            Module = applet,
            Instance = instance,
            Privileges = privileges,
            Parameters = parameters,
            Container = container,
        };
        return Conclude(ContentLoader.Install(_state, installation, out _));
    }

    /// <summary>Deletes an instance of an applet with all of its objects.</summary>
    /// <param name="instance">Its AID.</param>
    /// <param name="container">The container that it belongs to; the common one is looked through as well.</param>
    /// <returns>9000; 6A88 when there is none; 6985 while it is selected, or others refer to its objects.</returns>
    public StatusWord DeleteApplet(ReadOnlySpan<byte> instance, int container = 0)
    {
        using Use use = Enter();
        CheckPower();
        return Conclude(ContentLoader.DeleteApplet(_state, container, instance));
    }

    /// <summary>Deletes a package.</summary>
    /// <param name="package">Its AID.</param>
    /// <param name="container">The container that it belongs to; the common one is looked through as well.</param>
    /// <param name="withInstances">Whether its instances are deleted as well.</param>
    /// <returns>9000; 6A88 when there is none; 6985 while it has instances that are to stay or are selected, or others need it.</returns>
    public StatusWord DeletePackage(ReadOnlySpan<byte> package, int container = 0, bool withInstances = false)
    {
        using Use use = Enter();
        CheckPower();
        return Conclude(ContentLoader.DeletePackage(_state, container, package, withInstances));
    }

    // Without power there is no answer.
    private StatusWord Conclude(StatusWord status)
    {
        if (!_state.NonVolatile.IsCut)
        {
            return status;
        }

        _power = PowerState.Off;
        return StatusWord.None;
    }

    private void CheckPower()
    {
        if (_power == PowerState.Off)
        {
            throw new InvalidOperationException("The card has no power: call PowerOn first.");
        }
    }
}
