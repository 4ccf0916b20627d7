using System;
using CardOs.JavaCard;

namespace CardOs.JavaCardApi.Security;

/// <summary>javacard.security.Key, and how the interfaces that extend it and the hidden classes behind them are made.</summary>
internal static class KeyClass
{
    private static readonly KeyMember[] Common =
    [
        new(0, "clearKey", "()V", Clear),
        new(1, "getSize", "()S", GetSize),
        new(2, "getType", "()B", GetKeyType),
        new(3, "isInitialized", "()Z", IsInitialized),
    ];

    /// <summary>Key itself, and PrivateKey, PublicKey and SecretKey, which add nothing.</summary>
    public static NativeClass Define(ushort id, string name) =>
        Interface(id, name, id == RomClass.Key ? [] : [RomClass.Key], []);

    /// <summary>An interface that extends Key.</summary>
    public static NativeClass Interface(ushort id, string name, ushort[] extends, KeyMember[] members) => new(id, name, RomClass.None)
    {
        IsInterface = true,
        Interfaces = extends,
        Virtuals = Methods(Common, members, hasBodies: false),
    };

    /// <summary>The hidden class that implements an interface. Token 0 is equals, so the interface's tokens move up.</summary>
    public static NativeClass Implementation(ushort id, string name, ushort[] implements, KeyMember[] members) => new(id, name, RomClass.Object)
    {
        HiddenCells = KeyObject.Cells,
        Interfaces = [.. implements, RomClass.KeyEncryption],
        Virtuals = [.. Methods(Common, members, hasBodies: true), .. KeyCipher.Methods()],
    };

    /// <summary>The code of a setter: array, offset, length.</summary>
    public static NativeBody Setter(int component) => (ref NativeCall call) => Set(ref call, component);

    /// <summary>The code of a getter: array, offset; the length is the result.</summary>
    public static NativeBody Getter(int component) => (ref NativeCall call) => Get(ref call, component);

    /// <summary>setKey(byte[], short): as many bytes as the key's size.</summary>
    public static VmStatus SetWhole(ref NativeCall call) =>
        KeyObject.TryOf(ref call, 0, out KeyObject key)
        && call.TryArray(1, ObjectKind.ByteArray, out ArrayRef array)
        && KeyCipher.TryLength(ref call, key, out int length)
        && call.TryRange(array, call.Short(2), length)
        && KeyCipher.TrySet(ref call, key, KeyComponents.Secret, call.Read(array, call.Short(2), length), key.Bytes)
            ? call.Return()
            : VmStatus.Throw;

    internal static NativeMethod[] Methods(KeyMember[] first, KeyMember[] second, bool hasBodies)
    {
        var methods = new NativeMethod[first.Length + second.Length];
        for (int i = 0; i < methods.Length; i++)
        {
            KeyMember member = i < first.Length ? first[i] : second[i - first.Length];
            methods[i] = new NativeMethod((byte)(member.Token + (hasBodies ? 1 : 0)), member.Name, member.Descriptor, hasBodies ? member.Body : null);
        }

        return methods;
    }

    private static VmStatus Set(ref NativeCall call, int component) =>
        KeyObject.TryOf(ref call, 0, out KeyObject key)
        && call.TryBytes(1, out ReadOnlySpan<byte> value)
        && KeyCipher.TrySet(ref call, key, component, value, length: 0)
            ? call.Return()
            : VmStatus.Throw;

    private static VmStatus Get(ref NativeCall call, int component)
    {
        if (!KeyObject.TryOf(ref call, 0, out KeyObject key))
        {
            return VmStatus.Throw;
        }

        ReadOnlySpan<byte> value = key.Component(ref call, component);
        if (value.IsEmpty)
        {
            return CryptoCall.Throw(ref call, CryptoReason.UninitializedKey);
        }

        return CryptoCall.TryOutput(ref call, 1, value) ? call.Return((short)value.Length) : VmStatus.Throw;
    }

    private static VmStatus Clear(ref NativeCall call) =>
        KeyObject.TryOf(ref call, 0, out KeyObject key) && key.TryClear(ref call) ? call.Return() : VmStatus.Throw;

    private static VmStatus GetSize(ref NativeCall call) =>
        KeyObject.TryOf(ref call, 0, out KeyObject key) ? call.Return((short)key.Bits) : VmStatus.Throw;

    private static VmStatus GetKeyType(ref NativeCall call) =>
        KeyObject.TryOf(ref call, 0, out KeyObject key) ? call.Return((short)key.Type) : VmStatus.Throw;

    private static VmStatus IsInitialized(ref NativeCall call) =>
        KeyObject.TryOf(ref call, 0, out KeyObject key) ? call.Return(key.IsInitialized(ref call)) : VmStatus.Throw;
}
