using System;
using CardOs.Applications;
using CardOs.Channels;
using CardOs.GlobalPlatform.Services;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform;

/// <summary>What a C# applet asks the registry, and what it changes there: what org.globalplatform.GPSystem and GPRegistryEntry are for one in Java.</summary>
public readonly ref struct AppletRegistry
{
    private const int PrivilegeCount = 24;

    private readonly CardState _state;
    private readonly NvAddress _application;

    /// <param name="context">The applet.</param>
    public AppletRegistry(scoped in AppletContext context)
    {
        _state = context.State;
        _application = context.Application;
    }

    /// <summary>The applet's life cycle state: 07 and its own ones up to 7F.</summary>
    public byte LifeCycle => new ApplicationEntry(_state.NonVolatile, _application).LifeCycle;

    /// <summary>The card's life cycle state: 01 OP_READY, 07 INITIALIZED, 0F SECURED, 7F CARD_LOCKED, FF TERMINATED.</summary>
    public byte CardState => CardLifeCycle.Of(_state.NonVolatile);

    /// <summary>The AID by which the applet is selected.</summary>
    public ReadOnlySpan<byte> Aid => new ApplicationEntry(_state.NonVolatile, _application).Aid;

    /// <summary>Whether the applet has a privilege, by its number: GlobalPlatform 6.6.1, 0 for Security Domain.</summary>
    public bool HasPrivilege(int number) =>
        number is >= 0 and < PrivilegeCount && Has((Privileges)(1u << (PrivilegeCount - 1 - number)));

    /// <summary>Changes the applet's state to another one of its own (b3 to b1 set, b8 not), or locks it (b8 set).</summary>
    /// <returns>False, and nothing changed, when there is no such transition.</returns>
    public bool SetLifeCycle(byte state) => LifeCycleChange.TrySet(_state, _application, _application, state);

    /// <summary>The state of an application; of another one than the applet itself with the privilege Global Registry.</summary>
    public bool TryGetLifeCycle(scoped ReadOnlySpan<byte> aid, out byte state)
    {
        state = 0;
        if (!TryFind(aid, out NvAddress found))
        {
            return false;
        }

        state = new ApplicationEntry(_state.NonVolatile, found).LifeCycle;
        return true;
    }

    /// <summary>Changes the state of an application that <see cref="TryGetLifeCycle"/> finds: locks and unlocks it with the privilege Global Lock.</summary>
    /// <returns>False, and nothing changed, when the applet may not, or there is no such transition.</returns>
    public bool SetLifeCycleOf(scoped ReadOnlySpan<byte> aid, byte state) =>
        TryFind(aid, out NvAddress found) && LifeCycleChange.TrySet(_state, _application, found, state);

    /// <summary>Whether the applet belongs to a security domain.</summary>
    public bool IsAssociated(scoped ReadOnlySpan<byte> domain)
    {
        NvAddress above = SecurityDomains.Above(_state.NonVolatile, _application);
        return !above.IsNull && new ApplicationEntry(_state.NonVolatile, above).Aid.SequenceEqual(domain);
    }

    /// <summary>Locks the card, with the privilege Card Lock; no power cut and no transaction takes that back.</summary>
    /// <returns>False when the applet may not, or the card is not secured.</returns>
    public bool LockCard() => LifeCycleChange.TrySetCard(_state, _application, LifeCycles.CardLocked);

    /// <summary>Terminates the card, with the privilege Card Terminate: there is no way back.</summary>
    /// <returns>False when the applet may not.</returns>
    public bool TerminateCard() => LifeCycleChange.TrySetCard(_state, _application, LifeCycles.Terminated);

    /// <summary>Gives the answer to a cold reset other historical bytes, 1 to 15, with the privilege Card Reset.</summary>
    /// <returns>False, and nothing changed, when the applet may not, or there is no room.</returns>
    public bool SetHistoricalBytes(scoped ReadOnlySpan<byte> historical) =>
        Has(Privileges.CardReset) && ColdAnswer.TrySetHistoricalBytes(_state.NonVolatile, historical);

    private bool TryFind(scoped ReadOnlySpan<byte> aid, out NvAddress found)
    {
        found = ApplicationRegistry.Find(_state.NonVolatile, _state.RuntimeView, aid);
        return !found.IsNull && (found == _application || Has(Privileges.GlobalRegistry));
    }

    private bool Has(Privileges privilege) => (new ApplicationEntry(_state.NonVolatile, _application).Privileges & privilege) != 0;
}
