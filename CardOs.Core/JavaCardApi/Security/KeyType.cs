using System;
using CardOs.JavaCard;

namespace CardOs.JavaCardApi.Security;

/// <summary>The types of KeyBuilder: which kind of key, in which memory.</summary>
internal static class KeyType
{
    public const byte Persistent = 0;
    public const byte ClearOnReset = 1;
    public const byte ClearOnDeselect = 2;

    private const int None = 0;

    // Pairs from type 1 on: the kind, the memory.
    private static ReadOnlySpan<byte> Types =>
    [
        (byte)KeyKind.Des, ClearOnReset, (byte)KeyKind.Des, ClearOnDeselect, (byte)KeyKind.Des, Persistent,
        (byte)KeyKind.RsaPublic, Persistent, (byte)KeyKind.RsaPrivate, Persistent, (byte)KeyKind.RsaPrivateCrt, Persistent,
        (byte)KeyKind.DsaPublic, Persistent, (byte)KeyKind.DsaPrivate, Persistent,
        None, None, None, None, // EC over F2M
        (byte)KeyKind.EcPublic, Persistent, (byte)KeyKind.EcPrivate, Persistent,
        (byte)KeyKind.Aes, ClearOnReset, (byte)KeyKind.Aes, ClearOnDeselect, (byte)KeyKind.Aes, Persistent,
        None, None, None, None, None, None, // Korean SEED
        (byte)KeyKind.Hmac, ClearOnReset, (byte)KeyKind.Hmac, ClearOnDeselect, (byte)KeyKind.Hmac, Persistent,
        (byte)KeyKind.RsaPrivate, ClearOnReset, (byte)KeyKind.RsaPrivate, ClearOnDeselect,
        (byte)KeyKind.RsaPrivateCrt, ClearOnReset, (byte)KeyKind.RsaPrivateCrt, ClearOnDeselect,
        (byte)KeyKind.DsaPrivate, ClearOnReset, (byte)KeyKind.DsaPrivate, ClearOnDeselect,
        None, None, None, None, // EC over F2M
        (byte)KeyKind.EcPrivate, ClearOnReset, (byte)KeyKind.EcPrivate, ClearOnDeselect,
        (byte)KeyKind.DhPublic, Persistent, (byte)KeyKind.DhPublic, ClearOnDeselect, (byte)KeyKind.DhPublic, ClearOnReset,
        (byte)KeyKind.DhPrivate, Persistent, (byte)KeyKind.DhPrivate, ClearOnDeselect, (byte)KeyKind.DhPrivate, ClearOnReset,
    ];

    public static KeyKind KindOf(int type) => type >= 1 && type <= Types.Length / 2 ? (KeyKind)Types[2 * (type - 1)] : KeyKind.None;

    public static byte MemoryOf(int type) => Types[(2 * (type - 1)) + 1];

    /// <summary>The type that is a kind of key in a memory; 0 when there is none.</summary>
    public static int Of(KeyKind kind, int memory)
    {
        for (int type = 1; type <= Types.Length / 2; type++)
        {
            if (KindOf(type) == kind && MemoryOf(type) == memory)
            {
                return type;
            }
        }

        return 0;
    }

    /// <summary>The kind behind an ALG_TYPE of KeyBuilder.</summary>
    public static KeyKind OfAlgorithm(int algorithm) => algorithm switch
    {
        1 => KeyKind.Des,
        2 => KeyKind.Aes,
        3 => KeyKind.DsaPublic,
        4 => KeyKind.DsaPrivate,
        7 => KeyKind.EcPublic,
        8 => KeyKind.EcPrivate,
        9 => KeyKind.Hmac,
        11 => KeyKind.RsaPublic,
        12 => KeyKind.RsaPrivate,
        13 => KeyKind.RsaPrivateCrt,
        14 => KeyKind.DhPublic,
        15 => KeyKind.DhPrivate,
        _ => KeyKind.None,
    };

    /// <summary>The hidden class of a kind's objects.</summary>
    public static ushort ClassOf(KeyKind kind) => (ushort)(RomClass.FirstKeyObject + (int)kind - 1);

    /// <summary>Whether keys of a kind come in a size, in bits.</summary>
    public static bool HasSize(KeyKind kind, int bits) => kind switch
    {
        KeyKind.Des => bits is 64 or 128 or 192,
        KeyKind.Aes => bits is 128 or 192 or 256,
        KeyKind.Hmac => bits is >= 8 and <= 1024 && bits % 8 == 0,
        KeyKind.RsaPublic or KeyKind.RsaPrivate or KeyKind.RsaPrivateCrt => bits is >= 512 and <= 4096 && bits % 32 == 0,
        KeyKind.EcPublic or KeyKind.EcPrivate => bits is 112 or 128 or 160 or 192 or 224 or 256 or 384 or 521,
        KeyKind.DsaPublic or KeyKind.DsaPrivate => bits is 512 or 768 or 1024,
        KeyKind.DhPublic or KeyKind.DhPrivate => bits is 1024 or 2048,
        _ => false,
    };
}
