using CardOs.JavaCard;

namespace CardOs.JavaCardApi.Security;

/// <summary>javacard.security.KeyPair. Hidden cells: the public key, the private key.</summary>
internal static class KeyPairClass
{
    private const int PublicCell = 0;
    private const int PrivateCell = 1;

    public static NativeClass Define() => new(RomClass.KeyPair, "KeyPair", RomClass.Object)
    {
        HiddenCells = 2,
        Statics = [new(0, "<init>", "(BS)V", Construct), new(1, "<init>", "(LPublicKey;LPrivateKey;)V", ConstructOf)],
        Virtuals =
        [
            new(1, "genKeyPair", "()V", Generate),
            new(2, "getPrivate", "()LPrivateKey;", GetPrivate),
            new(3, "getPublic", "()LPublicKey;", GetPublic),
        ],
    };

    private static VmStatus Construct(ref NativeCall call)
    {
        KeyKind privateKind = call.Byte(1) switch
        {
            1 => KeyKind.RsaPrivate,
            2 => KeyKind.RsaPrivateCrt,
            3 => KeyKind.DsaPrivate,
            5 => KeyKind.EcPrivate,
            6 => KeyKind.DhPrivate,
            _ => KeyKind.None,
        };
        if (privateKind == KeyKind.None)
        {
            return CryptoCall.Throw(ref call, CryptoReason.NoSuchAlgorithm);
        }

        int bits = call.Short(2);
        return KeyObject.TryNew(ref call, KeyType.Of(PublicOf(privateKind), KeyType.Persistent), bits, out ushort publicKey)
            && KeyObject.TryNew(ref call, KeyType.Of(privateKind, KeyType.Persistent), bits, out ushort privateKey)
            && TryKeep(ref call, publicKey, privateKey)
            ? call.Return()
            : VmStatus.Throw;
    }

    private static VmStatus ConstructOf(ref NativeCall call)
    {
        if (!KeyObject.TryOf(ref call, 1, out KeyObject publicKey) || !KeyObject.TryOf(ref call, 2, out KeyObject privateKey))
        {
            return VmStatus.Throw;
        }

        if (publicKey.Kind != PublicOf(privateKey.Kind) || publicKey.Bits != privateKey.Bits)
        {
            return CryptoCall.Throw(ref call, CryptoReason.IllegalValue);
        }

        return TryKeep(ref call, publicKey.Handle, privateKey.Handle) ? call.Return() : VmStatus.Throw;
    }

    private static VmStatus Generate(ref NativeCall call) =>
        TryKey(ref call, PublicCell, out KeyObject publicKey)
        && TryKey(ref call, PrivateCell, out KeyObject privateKey)
        && KeyGenerator.TryGenerate(ref call, publicKey, privateKey)
            ? call.Return()
            : VmStatus.Throw;

    private static VmStatus GetPublic(ref NativeCall call) => call.ReturnReference(call.ReadCell(call.Heap.Entry(call.Reference(0)), PublicCell));

    private static VmStatus GetPrivate(ref NativeCall call) => call.ReturnReference(call.ReadCell(call.Heap.Entry(call.Reference(0)), PrivateCell));

    private static bool TryKeep(ref NativeCall call, ushort publicKey, ushort privateKey)
    {
        ushort handle = call.Reference(0);
        HandleEntry entry = call.Heap.Entry(handle);
        return call.TryWriteCell(handle, entry, PublicCell, publicKey) && call.TryWriteCell(handle, entry, PrivateCell, privateKey);
    }

    private static bool TryKey(ref NativeCall call, int cell, out KeyObject key)
    {
        ushort handle = call.ReadCell(call.Heap.Entry(call.Reference(0)), cell);
        return KeyObject.TryOpen(ref call, handle, call.Heap.Entry(handle), out key);
    }

    private static KeyKind PublicOf(KeyKind privateKind) => privateKind switch
    {
        KeyKind.RsaPrivate or KeyKind.RsaPrivateCrt => KeyKind.RsaPublic,
        KeyKind.EcPrivate => KeyKind.EcPublic,
        KeyKind.DhPrivate => KeyKind.DhPublic,
        KeyKind.DsaPrivate => KeyKind.DsaPublic,
        _ => KeyKind.None,
    };
}
