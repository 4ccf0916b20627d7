namespace CardOs.Crypto;

/// <summary>The tables of FIPS 197 4 and 5, computed: substitution, and substitution joined with the mixing of columns.</summary>
/// <remarks>A column is a word with its first byte lowest; the tables of the other three rows are this one turned by 8, 16, 24 bits.</remarks>
internal static class AesTables
{
    private const int Count = 256;

    /// <summary>The substitution of FIPS 197 5.1.1.</summary>
    public static readonly byte[] Box = BuildBox();

    /// <summary>The inverse substitution.</summary>
    public static readonly byte[] InverseBox = Invert(Box);

    /// <summary>Mixed column of a substituted byte of the first row: 2s, s, s, 3s.</summary>
    public static readonly uint[] Mixed = BuildMixed();

    /// <summary>Inversely mixed column of an inversely substituted byte: 14s, 9s, 13s, 11s.</summary>
    public static readonly uint[] InverseMixed = BuildInverseMixed();

    /// <summary>Multiplies by x in the field of FIPS 197 4.2.</summary>
    public static byte Double(byte value) => (byte)((value << 1) ^ ((value >> 7) * 0x1B));

    private static byte[] BuildBox()
    {
        byte[] box = new byte[Count];
        byte power = 1;
        byte inverse = 1;
        do
        {
            // The powers of 3 and, alongside, of its inverse F6: every non-zero byte meets its reciprocal.
            power = (byte)(power ^ Double(power));
            inverse = Multiply(inverse, 0xF6);
            box[power] = (byte)(inverse ^ Turn(inverse, 1) ^ Turn(inverse, 2) ^ Turn(inverse, 3) ^ Turn(inverse, 4) ^ 0x63);
        }
        while (power != 1);
        box[0] = 0x63;
        return box;
    }

    private static byte[] Invert(byte[] box)
    {
        byte[] inverse = new byte[Count];
        for (int i = 0; i < Count; i++)
        {
            inverse[box[i]] = (byte)i;
        }

        return inverse;
    }

    private static uint[] BuildMixed()
    {
        uint[] table = new uint[Count];
        for (int i = 0; i < Count; i++)
        {
            byte s = Box[i];
            table[i] = Column(Double(s), s, s, (byte)(Double(s) ^ s));
        }

        return table;
    }

    private static uint[] BuildInverseMixed()
    {
        uint[] table = new uint[Count];
        for (int i = 0; i < Count; i++)
        {
            byte s = InverseBox[i];
            table[i] = Column(Multiply(s, 14), Multiply(s, 9), Multiply(s, 13), Multiply(s, 11));
        }

        return table;
    }

    private static uint Column(byte first, byte second, byte third, byte fourth) =>
        first | ((uint)second << 8) | ((uint)third << 16) | ((uint)fourth << 24);

    private static byte Turn(byte value, int bits) => (byte)((value << bits) | (value >> (8 - bits)));

    private static byte Multiply(byte left, byte right)
    {
        byte product = 0;
        for (; right != 0; right >>= 1)
        {
            product ^= (byte)(left * (right & 1));
            left = Double(left);
        }

        return product;
    }
}
