namespace CardOs.JavaCardApi.Security;

/// <summary>The parts of a key, and how much room each has.</summary>
/// <remarks>
/// A key's material is one array that no applet sees:
/// <code>
/// +------------+-----------------+------------+-----------------+
/// | length (2) | component 0     | length (2) | component 1     | ...     length 0: not set
/// +------------+-----------------+------------+-----------------+
/// </code>
/// </remarks>
internal static class KeyComponents
{
    public const int Secret = 0;

    public const int Modulus = 0;
    public const int Exponent = 1;

    public const int P = 0;
    public const int Q = 1;
    public const int PQ = 2;
    public const int DP1 = 3;
    public const int DQ1 = 4;

    public const int Field = 0;
    public const int A = 1;
    public const int B = 2;
    public const int G = 3;
    public const int R = 4;
    public const int Cofactor = 5;
    public const int Value = 6;

    public const int DhP = 0;
    public const int DhQ = 1;
    public const int DhG = 2;
    public const int DhValue = 3;

    public const int DsaP = 0;
    public const int DsaQ = 1;
    public const int DsaG = 2;
    public const int DsaValue = 3;

    public const int LengthLength = 2;

    /// <summary>Q of DSA has the bits of SHA-1: FIPS 186-2 4.</summary>
    private const int DsaOrderLength = 20;

    /// <summary>The longest HMAC key that is not hashed first: a block of SHA-512.</summary>
    private const int MaxHmacLength = 128;

    public static int Count(KeyKind kind) => kind switch
    {
        KeyKind.RsaPublic or KeyKind.RsaPrivate => 2,
        KeyKind.RsaPrivateCrt => 5,
        KeyKind.EcPublic or KeyKind.EcPrivate => 7,
        KeyKind.DhPublic or KeyKind.DhPrivate or KeyKind.DsaPublic or KeyKind.DsaPrivate => 4,
        _ => 1,
    };

    public static int Capacity(KeyKind kind, int bits, int component)
    {
        int bytes = (bits + 7) / 8;
        switch (kind)
        {
            case KeyKind.Hmac:
                return MaxHmacLength;
            case KeyKind.RsaPrivateCrt:
                return (bytes + 1) / 2;
            case KeyKind.EcPublic or KeyKind.EcPrivate:
                return component switch
                {
                    G => (2 * bytes) + 1,
                    R => bytes + 1,
                    Cofactor => 2,
                    Value => kind == KeyKind.EcPublic ? (2 * bytes) + 1 : bytes + 1,
                    _ => bytes,
                };
            case KeyKind.DsaPublic or KeyKind.DsaPrivate:
                return component == DsaQ || (component == DsaValue && kind == KeyKind.DsaPrivate) ? DsaOrderLength : bytes;
            default:
                return bytes;
        }
    }

    public static int OffsetOf(KeyKind kind, int bits, int component)
    {
        int offset = 0;
        for (int i = 0; i < component; i++)
        {
            offset += LengthLength + Capacity(kind, bits, i);
        }

        return offset;
    }

    /// <summary>Whether a key does not work without a component: a cofactor is 1 unless it is set, Q of Diffie-Hellman only bounds.</summary>
    public static bool IsNeeded(KeyKind kind, int component) => kind switch
    {
        KeyKind.EcPublic or KeyKind.EcPrivate => component != Cofactor,
        KeyKind.DhPublic or KeyKind.DhPrivate => component != DhQ,
        _ => true,
    };
}
