using CardOs.Channels;
using CardOs.Containers;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform.Content;

/// <summary>The security domain that performs a command, and for which container it does: GlobalPlatform 2.3.1 9.1.3.</summary>
internal readonly ref struct Performer
{
    private readonly NonVolatileMemory _memory;

    public Performer(CardState state, NvAddress domain)
    {
        _memory = state.NonVolatile;
        var entry = new ApplicationEntry(_memory, domain);
        Domain = domain;
        Privileges = entry.Privileges;
        LifeCycle = entry.LifeCycle;
        Container = ApplicationRegistry.ContainerOf(_memory, domain);
        Target = ContainerTarget.Of(state);
        IsIssuer = domain == SecurityDomains.Issuer(_memory);
        HasNamedTarget = LogicalChannel.Current(state.Working).Target != ContainerList.None;
        View = IsIssuer && !HasNamedTarget ? state.RuntimeView : MemoryView.Of(Target);
    }

    /// <summary>Its registry entry.</summary>
    public NvAddress Domain { get; }

    public Privileges Privileges { get; }

    public byte LifeCycle { get; }

    /// <summary>The container that it lives in.</summary>
    public int Container { get; }

    /// <summary>The container that the command is for.</summary>
    public int Target { get; }

    public bool IsIssuer { get; }

    /// <summary>Whether it manages content by its own right.</summary>
    public bool IsAuthorized => Has(Privileges.AuthorizedManagement);

    /// <summary>Whether it manages content with tokens.</summary>
    public bool IsDelegated => !IsAuthorized && Has(Privileges.DelegatedManagement);

    /// <summary>Whether the container was named: else the issuer's domain sees what the terminal sees.</summary>
    public bool HasNamedTarget { get; }

    /// <summary>Where names are looked for: the container that the command is for, for the issuer's domain the activated one, and then the common one.</summary>
    public MemoryView View { get; }

    public bool Has(Privileges privilege) => (Privileges & privilege) == privilege;

    /// <summary>Whether an application or domain is the performer, or belongs to it, directly or by way of others.</summary>
    public bool Covers(NvAddress application) => SecurityDomains.IsWithin(_memory, application, Domain);

    /// <summary>The number of the domain that new content of the target belongs to: the performer, or the container's own.</summary>
    public byte DomainInTarget => Target == Container ? new SecurityDomainPart(_memory, Domain).Number : SecurityDomains.OfContainer;
}
