using System;
using CardOs.Apdu.Tlv;

namespace CardOs.Apdu.GlobalPlatform;

/// <summary>The data of INSTALL: GlobalPlatform 2.3.1 11.5.2.3.</summary>
/// <remarks>
/// Every field has its length in front: one byte, for parameters and token up to three (<see cref="KeyLength"/>).
/// <code>
/// for load            | package | security domain | hash        |            | parameters | token |
/// for install         | package | module          | application | privileges | parameters | token |
/// for make selectable | 00      | 00              | application | privileges | parameters | token |
/// for extradition     | target  | 00              | what        | 00         | parameters | token |
/// for registry update | domain  | 00              | application | privileges | parameters | token |
/// for personalization | 00      | 00              | application | 00         | 00         | 00    |
/// </code>
/// </remarks>
public readonly ref struct InstallData
{
    /// <summary>The first field: a package, or a security domain.</summary>
    public ReadOnlySpan<byte> First { get; private init; }

    /// <summary>The second field: a module, or the security domain of a load.</summary>
    public ReadOnlySpan<byte> Second { get; private init; }

    /// <summary>The third field: an application, or the hash of the load file data block.</summary>
    public ReadOnlySpan<byte> Third { get; private init; }

    /// <summary>The privileges; a load has none.</summary>
    public ReadOnlySpan<byte> Privileges { get; private init; }

    /// <summary>The parameters: see <see cref="InstallParameters"/>.</summary>
    public ReadOnlySpan<byte> Parameters { get; private init; }

    /// <summary>The token.</summary>
    public ReadOnlySpan<byte> Token { get; private init; }

    /// <summary>Everything in front of the token's field: what a token signs, behind P1, P2 and the length.</summary>
    public ReadOnlySpan<byte> Signed { get; private init; }

    /// <summary>Reads the fields.</summary>
    /// <param name="isLoad">Whether the command is for load, which has no privileges.</param>
    /// <param name="source">The data field of the command.</param>
    /// <param name="data">The fields.</param>
    /// <returns>False when a field is missing or cut short, or something comes behind the last one.</returns>
    public static bool TryParse(bool isLoad, ReadOnlySpan<byte> source, out InstallData data)
    {
        data = default;
        ReadOnlySpan<byte> privileges = default;
        var reader = new LvReader(source);
        if (!reader.TryRead(out ReadOnlySpan<byte> first) || !reader.TryRead(out ReadOnlySpan<byte> second) || !reader.TryRead(out ReadOnlySpan<byte> third)
            || (!isLoad && !reader.TryRead(out privileges)))
        {
            return false;
        }

        ReadOnlySpan<byte> rest = reader.Remaining;
        if (!KeyLength.TryReadValue(ref rest, out ReadOnlySpan<byte> parameters))
        {
            return false;
        }

        int signed = source.Length - rest.Length;
        if (!KeyLength.TryReadValue(ref rest, out ReadOnlySpan<byte> token) || !rest.IsEmpty)
        {
            return false;
        }

        data = new InstallData
        {
            First = first,
            Second = second,
            Third = third,
            Privileges = privileges,
            Parameters = parameters,
            Token = token,
            Signed = source.Slice(0, signed),
        };
        return true;
    }
}
