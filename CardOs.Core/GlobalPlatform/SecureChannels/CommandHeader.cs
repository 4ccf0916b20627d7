using System;
using System.Buffers.Binary;
using CardOs.Apdu;

namespace CardOs.GlobalPlatform.SecureChannels;

/// <summary>The header of a command as a MAC covers it: GlobalPlatform 2.3.1 E.4.4, Amendment D 6.2.4.</summary>
/// <remarks>
/// <code>
/// +-----+-----+----+----+----+        +-----+-----+----+----+----+----+----+
/// | CLA | INS | P1 | P2 | Lc |   or   | CLA | INS | P1 | P2 | 00 | hh | ll |
/// +-----+-----+----+----+----+        +-----+-----+----+----+----+----+----+
/// </code>
/// The class byte has the channel removed: 84 for every proprietary class, 04 for the interindustry ones.
/// </remarks>
internal static class CommandHeader
{
    public const int MaxLength = 7;

    private const int ShortLength = 5;
    private const int MaxShortData = 255;
    private const byte KeptBits = 0b1001_0000;
    private const byte SecureMessaging = 0b0000_0100;

    /// <param name="destination">Takes the header.</param>
    /// <param name="command">Class, instruction and parameters, and the form of the length.</param>
    /// <param name="length">Lc as it is covered.</param>
    /// <param name="isSecured">Whether the class byte says secure messaging.</param>
    /// <returns>Bytes written, 5 or 7.</returns>
    public static int Write(Span<byte> destination, scoped CommandApdu command, int length, bool isSecured)
    {
        destination[0] = (byte)((command.Cla & KeptBits) | (isSecured ? SecureMessaging : 0));
        destination[1] = command.Ins;
        destination[2] = command.P1;
        destination[3] = command.P2;
        if (length <= MaxShortData && !command.IsExtended)
        {
            destination[4] = (byte)length;
            return ShortLength;
        }

        destination[4] = 0;
        BinaryPrimitives.WriteUInt16BigEndian(destination.Slice(ShortLength), (ushort)length);
        return MaxLength;
    }
}
