namespace CardOs.Files;

/// <summary>The file descriptor byte: TS 102 221 11.1.1.4.3, ISO 7816-4 table 12.</summary>
/// <remarks>
/// <code>
/// b8 b7 b6 b5 b4 b3 b2 b1
///  0  s  t  t  t  u  u  u    s: shareable; t: 000 working EF, 001 internal EF, 111 DF or ADF
///                            u: 001 transparent, 010 linear fixed, 110 cyclic, 000 none (DF)
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

    public FileDescriptor(byte value) => Value = value;

    public byte Value { get; }

    public bool IsDirectory => (Value & TypeMask) == DirectoryType;

    public bool IsTransparent => !IsDirectory && (Value & StructureMask) == 0b001;

    public bool IsLinearFixed => !IsDirectory && (Value & StructureMask) == 0b010;
}
