using System;
using CardOs.JavaCard;
using CardOs.JavaCardApi.Crypto;
using CardOs.Memory;

namespace CardOs.JavaCardApi.Security;

/// <summary>javacardx.crypto.KeyEncryption: components that come enciphered, and the cipher that opens them.</summary>
internal static class KeyCipher
{
    // Virtual tokens behind those of the keys' own methods: no package names them.
    private const byte GetToken = 62;
    private const byte SetToken = 63;
    private const int ScratchLength = 1024;

    /// <summary>The methods of KeyEncryption, of a key's hidden class.</summary>
    public static NativeMethod[] Methods() =>
    [
        new(GetToken, "getKeyCipher", "()LCipher;", GetKeyCipher),
        new(SetToken, "setKeyCipher", "(LCipher;)V", SetKeyCipher),
    ];

    /// <summary>How many bytes setKey takes, where the call does not say it: those that decipher to the whole key.</summary>
    public static bool TryLength(ref NativeCall call, KeyObject key, out int length)
    {
        length = key.Bytes;
        ushort handle = HandleOf(ref call, key);
        if (handle == 0)
        {
            return true;
        }

        if (!TryCipher(ref call, handle, out CipherObject cipher, out KeyObject cipherKey))
        {
            return false;
        }

        length = cipher.Cipher switch
        {
            CipherCode.Rsa => cipherKey.Bytes,
            CipherCode.AesCtr => length,
            _ => PaddedLength(cipher, length),
        };
        return true;
    }

    /// <summary>Sets a component, deciphered when the key has a cipher: else CryptoException ILLEGAL_VALUE.</summary>
    /// <param name="call">The call.</param>
    /// <param name="key">The key.</param>
    /// <param name="component">The component.</param>
    /// <param name="value">What the applet gave.</param>
    /// <param name="length">How long it has to be in the clear, padding of zeros behind it not counted; 0 for any length.</param>
    public static bool TrySet(ref NativeCall call, KeyObject key, int component, scoped ReadOnlySpan<byte> value, int length)
    {
        ushort handle = HandleOf(ref call, key);
        if (handle == 0)
        {
            return key.TrySet(ref call, component, value);
        }

        if (!TryCipher(ref call, handle, out CipherObject cipher, out KeyObject cipherKey) || (value.Length > ScratchLength && !Refuse(ref call)))
        {
            return false;
        }

        // No package is verified while an applet runs.
        Span<byte> scratch = call.Machine.Working.Span(WorkingMap.Verifier, ScratchLength);
        var output = new ArrayRef(0, ObjectKind.ByteArray, Owner.Jcre, ScratchLength, WorkingMap.Verifier, isTransient: true, onDeselect: false);
        bool isOpen = CipherClass.TryProcess(ref call, cipher, cipherKey, value, output, offset: 0, isLast: true, out int clear)
            && clear >= length;
        bool isSet = isOpen ? key.TrySet(ref call, component, scratch.Slice(0, length == 0 ? clear : length)) : Refuse(ref call);
        scratch.Clear();
        return isSet;
    }

    private static int PaddedLength(CipherObject cipher, int length)
    {
        int block = cipher.Cipher is CipherCode.AesCbc or CipherCode.AesEcb ? 16 : 8;
        int above = (length + block - 1) / block * block;
        return cipher.Padding is PaddingCode.Method2 or PaddingCode.Pkcs5 && above == length ? above + block : above;
    }

    private static ushort HandleOf(scoped ref NativeCall call, KeyObject key) => call.ReadCell(call.Heap.Entry(key.Handle), KeyObject.CipherCell);

    private static bool TryCipher(ref NativeCall call, ushort handle, out CipherObject cipher, out KeyObject key)
    {
        key = default;
        return (CipherObject.TryOf(ref call, handle, out cipher) && !CipherClass.IsAead(cipher.Cipher) && cipher.TryKey(ref call, out key)) || Refuse(ref call);
    }

    // Whatever the cipher threw, a set method has one reason for it.
    private static bool Refuse(ref NativeCall call) => CryptoCall.Fail(ref call, CryptoReason.IllegalValue);

    private static VmStatus GetKeyCipher(ref NativeCall call) =>
        KeyObject.TryOf(ref call, 0, out KeyObject key) ? call.ReturnReference(HandleOf(ref call, key)) : VmStatus.Throw;

    private static VmStatus SetKeyCipher(ref NativeCall call)
    {
        if (!KeyObject.TryOf(ref call, 0, out KeyObject key))
        {
            return VmStatus.Throw;
        }

        ushort cipher = call.Reference(1);
        if (cipher != 0 && (!call.TryObject(1, RomClass.Cipher, out HandleEntry entry) || (OneShot.Is(entry) && !call.Fail(RomClass.SecurityException))))
        {
            return VmStatus.Throw;
        }

        return call.TryWriteCell(key.Handle, call.Heap.Entry(key.Handle), KeyObject.CipherCell, cipher) ? call.Return() : VmStatus.Throw;
    }
}
