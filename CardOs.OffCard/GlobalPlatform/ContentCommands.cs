using System;
using System.Collections.Generic;
using CardOs.Apdu;
using CardOs.OffCard.LoadFiles;

namespace CardOs.OffCard.GlobalPlatform;

/// <summary>Commands that manage what is on a card, in clear: for a session with a security domain, or for remote scripts. GlobalPlatform 2.3.1 11.</summary>
public static class ContentCommands
{
    /// <summary>Bytes of a block of LOAD that every protocol and level leaves room for in a short command.</summary>
    public const int MaxBlockLength = 0xDF;

    private const byte Class = 0x80;
    private const byte ForLoad = 0x02;
    private const byte ForInstall = 0x04;
    private const byte MakeSelectable = 0x08;
    private const byte LastBlock = 0x80;
    private const byte WithRelated = 0x80;

    /// <summary>INSTALL [for load] of a package.</summary>
    /// <param name="cap">The package.</param>
    /// <param name="domain">The AID of the security domain that it will belong to; empty for the one that gets the command.</param>
    public static byte[] InstallForLoad(CapFile cap, ReadOnlySpan<byte> domain = default)
    {
        if (cap is null)
        {
            throw new ArgumentNullException(nameof(cap));
        }

        var fields = new List<byte>();
        AddLv(fields, Convert.FromHexString(cap.Package.Aid));
        AddLv(fields, domain);
        AddLv(fields, default);
        AddLv(fields, default);
        AddLv(fields, default);
        return Command(Instruction.Install, ForLoad, 0, fields.ToArray());
    }

    /// <summary>The LOAD commands of a package.</summary>
    /// <param name="cap">The package.</param>
    /// <param name="blockLength">Bytes of the load file in each, 1 to 255.</param>
    public static IReadOnlyList<byte[]> Load(CapFile cap, int blockLength = MaxBlockLength)
    {
        if (cap is null)
        {
            throw new ArgumentNullException(nameof(cap));
        }

        if (blockLength is < 1 or > byte.MaxValue)
        {
            throw new ArgumentOutOfRangeException(nameof(blockLength));
        }

        byte[] file = CapFile.Wrap(cap.ToLoadFile());
        var blocks = new List<byte[]>();
        for (int at = 0; at < file.Length; at += blockLength)
        {
            int length = Math.Min(blockLength, file.Length - at);
            byte last = at + length == file.Length ? LastBlock : (byte)0;
            blocks.Add(Command(Instruction.Load, last, (byte)blocks.Count, file.AsSpan(at, length)));
        }

        return blocks;
    }

    /// <summary>INSTALL [for install and make selectable].</summary>
    /// <param name="package">AID of the package.</param>
    /// <param name="applet">AID of the applet in it.</param>
    /// <param name="instance">AID by which the instance will be selected.</param>
    /// <param name="privileges">Its privileges, 1 or 3 bytes; empty for none.</param>
    /// <param name="parameters">What the applet's install method gets.</param>
    public static byte[] Install(
        ReadOnlySpan<byte> package, ReadOnlySpan<byte> applet, ReadOnlySpan<byte> instance, ReadOnlySpan<byte> privileges = default, ReadOnlySpan<byte> parameters = default)
    {
        var fields = new List<byte>();
        AddLv(fields, package);
        AddLv(fields, applet);
        AddLv(fields, instance);
        AddLv(fields, privileges.IsEmpty ? new byte[1] : privileges);
        AddLv(fields, Tlv(0xC9, parameters));
        AddLv(fields, default);
        return Command(Instruction.Install, ForInstall | MakeSelectable, 0, fields.ToArray());
    }

    /// <summary>DELETE of an application, a security domain or a package.</summary>
    /// <param name="aid">Its AID.</param>
    /// <param name="withRelated">Whether the instances of a package are deleted as well.</param>
    public static byte[] Delete(ReadOnlySpan<byte> aid, bool withRelated = false) =>
        Command(Instruction.Delete, 0, withRelated ? WithRelated : (byte)0, Tlv(0x4F, aid));

    /// <summary>MANAGE CONTAINER that names the container which what follows is for: docs/containers.md.</summary>
    public static byte[] SetTarget(byte container) => Command(Instruction.ManageContainer, 0x05, 0, Tlv(0x80, [container]));

    /// <summary>A command as a remote script has it: without Le. TS 102 226 5.1.</summary>
    public static byte[] InScript(ReadOnlySpan<byte> command) => command.Slice(0, command.Length - 1).ToArray();

    internal static byte[] Command(Instruction instruction, byte p1, byte p2, ReadOnlySpan<byte> data) =>
        [Class, (byte)instruction, p1, p2, (byte)data.Length, .. data, 0x00];

    private static byte[] Tlv(byte tag, ReadOnlySpan<byte> value) => value.Length < 0x80
        ? [tag, (byte)value.Length, .. value]
        : [tag, 0x81, (byte)value.Length, .. value];

    private static void AddLv(List<byte> fields, ReadOnlySpan<byte> value)
    {
        if (value.Length >= 0x80)
        {
            fields.Add(0x81);
        }

        fields.Add((byte)value.Length);
        foreach (byte one in value)
        {
            fields.Add(one);
        }
    }
}
