using System;

namespace CardOs.OffCard.Files;

/// <summary>Where a terminal was last: TS 31.102 4.2.17, 4.2.23, 4.2.91, 4.4.11.2.</summary>
internal static class LocationText
{
    public static string? CircuitDomain(ReadOnlySpan<byte> bytes) => Describe(bytes, 11, 4, "TMSI", 2, "LAC");

    public static string? PacketDomain(ReadOnlySpan<byte> bytes) => Describe(bytes, 14, 7, "P-TMSI", 2, "LAC");

    public static string? EvolvedPacketSystem(ReadOnlySpan<byte> bytes) => Describe(bytes, 18, 12, "GUTI", 2, "TAC");

    public static string? FiveG(ReadOnlySpan<byte> bytes) => Describe(bytes, 20, 13, "5G-GUTI", 3, "TAC");

    // An identity, a network and an area, and at the end whether it is known there.
    private static string? Describe(ReadOnlySpan<byte> bytes, int length, int identityLength, string identity, int areaLength, string area)
    {
        if (bytes.Length != length)
        {
            return null;
        }

        ReadOnlySpan<byte> identityBytes = bytes[..identityLength];
        string first = identityBytes.ContainsAnyExcept((byte)0xFF) ? $"{identity} {Convert.ToHexString(identityBytes)}" : $"no {identity}";
        string place = Convert.ToHexString(bytes.Slice(identityLength + NetworkText.Length, areaLength));
        return $"{first}, network {NetworkText.Network(bytes[identityLength..]) ?? "none"}, {area} {place}, {Status(bytes[^1])}";
    }

    private static string Status(byte status) => (status & 0x07) switch
    {
        0 => "updated",
        1 => "not updated",
        2 => "network not allowed",
        3 => "area not allowed",
        _ => $"status {status:X2}",
    };
}
