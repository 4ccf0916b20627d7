using System;

namespace CardOs.Registry;

/// <summary>The bytes of privileges: three, or one that stands for three. GlobalPlatform 6.6.2, 11.1.2.</summary>
internal static class PrivilegeBytes
{
    public const int Length = 3;

    public static Privileges Read(ReadOnlySpan<byte> bytes) => (Privileges)((bytes[0] << 16) | (bytes[1] << 8) | bytes[2]);

    /// <summary>The privileges of an INSTALL command: with one byte, a security domain has a trusted path besides.</summary>
    public static bool TryReadShort(ReadOnlySpan<byte> bytes, out Privileges privileges)
    {
        privileges = bytes.Length switch
        {
            1 => (Privileges)(bytes[0] << 16),
            Length => Read(bytes),
            _ => Privileges.None,
        };
        if (bytes.Length == 1 && (privileges & Privileges.SecurityDomain) != 0)
        {
            privileges |= Privileges.TrustedPath;
        }

        return bytes.Length is 1 or Length;
    }

    public static void Write(Span<byte> destination, Privileges privileges)
    {
        destination[0] = (byte)((uint)privileges >> 16);
        destination[1] = (byte)((uint)privileges >> 8);
        destination[2] = (byte)privileges;
    }
}
