using System;
using System.Collections.Generic;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Apdu.Tlv;
using CardOs.OffCard.LoadFiles;

namespace CardOs.OffCard.GlobalPlatform;

/// <summary>Manages what is on a card, through a session with one of its security domains: GlobalPlatform 2.3.1 11.</summary>
public sealed class CardManager
{
    private const byte MoreData = 0x01;
    private const byte TlvFormat = 0x02;
    private const byte SeveralKeys = 0x80;
    private const byte FirstKey = 0x01;
    private const byte Locked = 0x80;

    private readonly SecurityDomainSession _session;

    /// <summary>Manages through an open session.</summary>
    public CardManager(SecurityDomainSession session) => _session = session ?? throw new ArgumentNullException(nameof(session));

    /// <summary>Everything that the card tells of: its issuer's domain, applications and domains, packages.</summary>
    /// <exception cref="CardStatusException">The card refuses.</exception>
    public IReadOnlyList<RegistryItem> List()
    {
        var items = new List<RegistryItem>();
        foreach (RegistryScope scope in new[] { RegistryScope.Issuer, RegistryScope.Applications, RegistryScope.Packages })
        {
            Read(scope, items);
        }

        return items;
    }

    /// <summary>Loads a package: INSTALL [for load], then its load file in blocks.</summary>
    /// <param name="cap">The package.</param>
    /// <param name="domain">The AID of the security domain that it will belong to; empty for the one of the session.</param>
    /// <exception cref="CardStatusException">The card refuses.</exception>
    public void Load(CapFile cap, ReadOnlySpan<byte> domain = default)
    {
        Send("INSTALL [for load]", ContentCommands.InstallForLoad(cap, domain));
        foreach (byte[] block in ContentCommands.Load(cap))
        {
            Send("LOAD", block);
        }
    }

    /// <summary>Makes an instance of an applet, and makes it selectable.</summary>
    /// <param name="package">AID of the package.</param>
    /// <param name="applet">AID of the applet in it.</param>
    /// <param name="instance">AID by which the instance will be selected.</param>
    /// <param name="privileges">Its privileges, 1 or 3 bytes; empty for none.</param>
    /// <param name="parameters">What the applet's install method gets.</param>
    /// <exception cref="CardStatusException">The card refuses.</exception>
    public void Install(
        ReadOnlySpan<byte> package, ReadOnlySpan<byte> applet, ReadOnlySpan<byte> instance, ReadOnlySpan<byte> privileges = default, ReadOnlySpan<byte> parameters = default) =>
        Send("INSTALL [for install and make selectable]", ContentCommands.Install(package, applet, instance, privileges, parameters));

    /// <summary>Deletes an application, a security domain or a package.</summary>
    /// <param name="aid">Its AID.</param>
    /// <param name="withRelated">Whether the instances of a package are deleted as well.</param>
    /// <exception cref="CardStatusException">The card refuses.</exception>
    public void Delete(ReadOnlySpan<byte> aid, bool withRelated = false) =>
        Send("DELETE", ContentCommands.Delete(aid, withRelated));

    /// <summary>Locks an application or a supplementary security domain, or takes its lock away.</summary>
    /// <exception cref="CardStatusException">The card refuses.</exception>
    public void SetLock(ReadOnlySpan<byte> aid, bool isLocked) =>
        Send("SET STATUS", ContentCommands.Command(Instruction.SetStatus, (byte)RegistryScope.Applications, isLocked ? Locked : (byte)0, aid));

    /// <summary>Brings the card into another life cycle state: 07 initialized, 0F secured, 7F locked, FF terminated for good.</summary>
    /// <exception cref="CardStatusException">The card refuses.</exception>
    public void SetCardState(byte lifeCycle) => Send("SET STATUS", ContentCommands.Command(Instruction.SetStatus, (byte)RegistryScope.Issuer, lifeCycle, default));

    /// <summary>Puts a set of three keys.</summary>
    /// <param name="version">Their key version number.</param>
    /// <param name="type">DES or AES.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="replaces">The version of the keys that they replace; 0 to add.</param>
    /// <exception cref="CardStatusException">The card refuses.</exception>
    public void PutKeys(byte version, KeyComponentType type, SecureChannelKeySet keys, byte replaces = 0) =>
        Send("PUT KEY", ContentCommands.Command(Instruction.PutKey, replaces, SeveralKeys | FirstKey, _session.PutKeyData(version, type, keys)));

    private void Read(RegistryScope scope, List<RegistryItem> items)
    {
        for (byte format = TlvFormat; ; format = TlvFormat | MoreData)
        {
            CardAnswer answer = _session.Transmit(ContentCommands.Command(Instruction.Status, (byte)scope, format, [0x4F, 0x00]));
            if (answer.Status == StatusWord.ReferencedDataNotFound)
            {
                return;
            }

            if (answer.Status.IsError)
            {
                throw new CardStatusException("GET STATUS", answer.Status);
            }

            var reader = new BerTlvReader(answer.Data.Span);
            while (reader.TryRead(out _, out ReadOnlySpan<byte> entry))
            {
                items.Add(ReadItem(scope, entry));
            }

            if (answer.Status == StatusWord.Success)
            {
                return;
            }
        }
    }

    private static RegistryItem ReadItem(RegistryScope scope, ReadOnlySpan<byte> entry)
    {
        string aid = string.Empty;
        string domain = string.Empty;
        byte lifeCycle = 0;
        int privileges = 0;
        var modules = new List<string>();
        var reader = new BerTlvReader(entry);
        while (reader.TryRead(out BerTag tag, out ReadOnlySpan<byte> value))
        {
            switch (tag.Value)
            {
                case 0x4F:
                    aid = Convert.ToHexString(value);
                    break;
                case 0x9F70 when !value.IsEmpty:
                    lifeCycle = value[0];
                    break;
                case 0xC5 when value.Length == 3:
                    privileges = (value[0] << 16) | (value[1] << 8) | value[2];
                    break;
                case 0xCC:
                    domain = Convert.ToHexString(value);
                    break;
                case 0x84:
                    modules.Add(Convert.ToHexString(value));
                    break;
            }
        }

        return new RegistryItem(scope, aid, lifeCycle, privileges, domain, modules);
    }

    private void Send(string name, byte[] command)
    {
        CardAnswer answer = _session.Transmit(command);
        if (answer.Status != StatusWord.Success)
        {
            throw new CardStatusException(name, answer.Status);
        }
    }
}
