using System;
using CardOs.Applications;
using CardOs.Keys;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform;

/// <summary>The card's global PIN for C# applets: what org.globalplatform.CVM is for those in Java. Who has the privilege CVM Management changes it.</summary>
public readonly ref struct AppletPin
{
    private readonly CardState _state;
    private readonly NvAddress _application;

    /// <param name="context">The applet.</param>
    public AppletPin(scoped in AppletContext context)
    {
        _state = context.State;
        _application = context.Application;
    }

    /// <summary>Whether the PIN has both a value and a try limit.</summary>
    public bool IsActive => GlobalPin.IsActive(_state);

    /// <summary>Whether a value was presented since the reset.</summary>
    public bool IsSubmitted => GlobalPin.IsSubmitted(_state);

    /// <summary>Whether the right value was the last that was presented since the reset.</summary>
    public bool IsVerified => GlobalPin.IsVerified(_state);

    /// <summary>Whether no tries are left.</summary>
    public bool IsBlocked => GlobalPin.IsBlocked(_state);

    /// <summary>How many wrong values may still be presented.</summary>
    public int TriesRemaining => GlobalPin.Tries(_state);

    /// <summary>Compares a value; the try is spent first, and given back when it is right.</summary>
    public bool Verify(scoped ReadOnlySpan<byte> value, GlobalPinFormat format) => GlobalPin.Verify(_state, format, value);

    /// <summary>Forgets that a value was presented.</summary>
    /// <returns>False when the PIN is blocked, or not active.</returns>
    public bool ResetState() => GlobalPin.TryReset(_state);

    /// <summary>Gives the PIN another value, 1 to 16 bytes, and all tries; no transaction takes it back.</summary>
    /// <returns>False, and nothing changed, when the applet may not, or the value is not one of the format.</returns>
    public bool Update(scoped ReadOnlySpan<byte> value, GlobalPinFormat format) => MayManage && GlobalPin.TryUpdate(_state, format, value);

    /// <summary>Sets how many wrong values block the PIN, 1 to 127, and gives it all tries.</summary>
    /// <returns>False, and nothing changed, when the applet may not, or for another number.</returns>
    public bool SetTryLimit(int limit) => MayManage && GlobalPin.TrySetLimit(_state, limit);

    /// <summary>Takes all tries away.</summary>
    /// <returns>False when the applet may not, or the PIN is not active.</returns>
    public bool Block() => MayManage && GlobalPin.TryBlock(_state);

    /// <summary>Gives all tries back.</summary>
    /// <returns>False when the applet may not, or the PIN is not active.</returns>
    public bool Unblock() => MayManage && GlobalPin.TryUnblock(_state);

    private bool MayManage => (new ApplicationEntry(_state.NonVolatile, _application).Privileges & Privileges.CvmManagement) != 0;
}
