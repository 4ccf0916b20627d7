using System;
using System.Collections.Generic;
using System.Linq;
using CardOs.Apdu.RemoteScripts;
using CardOs.Diagnostics;
using CardOs.Profiles;
using CardOs.Registry;

namespace CardOs.Tests.OffCard;

/// <summary>A card with one application behind one TAR, that tells what it opened.</summary>
internal sealed class PacketCard : ICardTrace
{
    private readonly List<string> _opened = [];

    public PacketCard(IReadOnlyList<KeySetProfile> keys, int tar, ReadOnlySpan<byte> script, byte minimumSecurity = 0, CardOptions? options = null)
    {
        CardProfile model = DefaultProfile.Uicc;
        ContainerProfile home = model.Containers[1];
        var application = new ApplicationProfile
        {
            Kind = ExpandedScriptReader.IsExpanded(script) ? ApplicationKind.RemoteFileManagementExpanded : ApplicationKind.RemoteFileManagement,
            Aid = [0xF0, 0x00, 0x00, 0x00, 0x01],
            Tars = [tar],
            MinimumSecurity = minimumSecurity,
        };
        Card = new Card((options ?? CardOptions.Uicc) with
        {
            Profile = model with { Containers = [model.Containers[0], home with { KeySets = keys, SecurityDomains = [], Applications = [application] }, .. model.Containers.Skip(2)] },
            Trace = this,
        });
    }

    public Card Card { get; }

    /// <summary>The secured data of the packets that were opened, in hex.</summary>
    public IReadOnlyList<string> Opened => _opened;

    /// <summary>Why the last packet was refused; 0 when it was not.</summary>
    public int Refusal { get; private set; }

    public void On(CardEvent what, ReadOnlySpan<byte> bytes, int number)
    {
        if (what == CardEvent.PacketOpened)
        {
            _opened.Add(Convert.ToHexStringLower(bytes));
        }
        else if (what == CardEvent.PacketRefused)
        {
            Refusal = number;
        }
    }
}
