namespace CardOs.Files;

/// <summary>The file descriptor byte: TS 102 221 11.1.1.4.3, ISO 7816-4 table 12.</summary>
/// <remarks>
/// <code>
/// b8 b7 b6 b5 b4 b3 b2 b1
///  0  s  t  t  t  u  u  u    s: shareable; t: 000 working EF, 001 internal EF, 111 DF or ADF
///                            u: 001 transparent, 010 linear fixed, 110 cyclic, 000 none (DF)
///                            t and u 111001: BER-TLV EF
/// </code>
/// </remarks>
internal readonly struct FileDescriptor
{
    private const byte TypeMask = 0b0011_1000;
    private const byte StructureMask = 0b0000_0111;
    private const byte DirectoryType = 0b0011_1000;

    public const byte SharedDirectory = 0x78;
    public const byte SharedTransparent = 0x41;
    public const byte SharedLinearFixed = 0x42;
    public const byte SharedCyclic = 0x46;
    public const byte SharedBerTlv = 0x79;

    private const byte ShareableMask = 0b0100_0000;
    private const byte FileMask = 0b0011_1111;
    private const byte BerTlv = 0b0011_1001;

    public FileDescriptor(byte value) => Value = value;

    public byte Value { get; }

    /// <summary>Whether it is a directory or an EF for the terminal, and not one that only the card itself uses.</summary>
    public bool IsWorking => (Value & ~ShareableMask) is <= StructureMask or BerTlv or DirectoryType;

    public bool IsShareable => (Value & ShareableMask) != 0;

    public bool IsDirectory => (Value & FileMask) == DirectoryType;

    public bool IsBerTlv => (Value & FileMask) == BerTlv;

    public bool IsTransparent => !HasDirectoryType && (Value & StructureMask) == 0b001;

    public bool IsLinearFixed => !HasDirectoryType && (Value & StructureMask) == 0b010;

    public bool IsCyclic => !HasDirectoryType && (Value & StructureMask) == 0b110;

    /// <summary>Whether the file is made of records.</summary>
    public bool HasRecords => IsLinearFixed || IsCyclic;

    private bool HasDirectoryType => (Value & TypeMask) == DirectoryType;
}
