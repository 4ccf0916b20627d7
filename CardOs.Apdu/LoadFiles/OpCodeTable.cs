namespace CardOs.Apdu.LoadFiles;

/// <summary>One row for each instruction, in the order of their codes: JCVM 7.5.</summary>
/// <remarks>
/// <code>
/// 31     30     29    28     27    26      14 13     5 4      0
/// +------+------+-----+------+-----+---------+--------+--------+
/// |varies|throws|calls| jumps| ends| pushes  | pops   | layout |
/// +------+------+-----+------+-----+---------+--------+--------+
/// </code>
/// Pushes and pops are kinds of three bits, the deepest one lowest. In the names: R reference, S short, I int, A return address,
/// X reference or return address, W any one cell.
/// </remarks>
internal static class OpCodeTable
{
    public const int KindLength = 3;
    public const uint KindMask = 0b111;
    public const uint LayoutMask = 0b1_1111;
    public const int PopsShift = 5;
    public const int PushesShift = 14;
    public const int MaxPops = 3;
    public const int MaxPushes = 4;

    public const uint Ends = 1u << 27;
    public const uint Jumps = 1u << 28;
    public const uint Calls = 1u << 29;
    public const uint Throws = 1u << 30;
    public const uint Varies = 1u << 31;

    private const uint S = (uint)CellKind.Short;
    private const uint I = (uint)CellKind.Int;
    private const uint R = (uint)CellKind.Reference;
    private const uint A = (uint)CellKind.ReturnAddress;
    private const uint X = (uint)CellKind.Returnable;
    private const uint W = (uint)CellKind.Cell;

    private const uint None = (uint)OperandLayout.None;
    private const uint Byte = (uint)OperandLayout.Byte;
    private const uint Short = (uint)OperandLayout.Short;
    private const uint Int = (uint)OperandLayout.Int;
    private const uint Local = (uint)OperandLayout.Local;
    private const uint LocalAndByte = (uint)OperandLayout.LocalAndByte;
    private const uint LocalAndShort = (uint)OperandLayout.LocalAndShort;
    private const uint Branch = (uint)OperandLayout.Branch;
    private const uint WideBranch = (uint)OperandLayout.WideBranch;
    private const uint ShortTable = (uint)OperandLayout.ShortTable;
    private const uint IntTable = (uint)OperandLayout.IntTable;
    private const uint ShortLookup = (uint)OperandLayout.ShortLookup;
    private const uint IntLookup = (uint)OperandLayout.IntLookup;
    private const uint NarrowConstant = (uint)OperandLayout.NarrowConstant;
    private const uint Constant = (uint)OperandLayout.Constant;
    private const uint InterfaceCall = (uint)OperandLayout.InterfaceCall;
    private const uint ArrayType = (uint)OperandLayout.ArrayType;
    private const uint TypeCheck = (uint)OperandLayout.TypeCheck;
    private const uint NibblePair = (uint)OperandLayout.NibblePair;

    private const uint PopI = (I << 5);
    private const uint PopR = (R << 5);
    private const uint PopS = (S << 5);
    private const uint PopW = (W << 5);
    private const uint PopX = (X << 5);
    private const uint PopII = (I << 5) | (I << 8);
    private const uint PopRI = (R << 5) | (I << 8);
    private const uint PopRR = (R << 5) | (R << 8);
    private const uint PopRS = (R << 5) | (S << 8);
    private const uint PopSS = (S << 5) | (S << 8);
    private const uint PopWW = (W << 5) | (W << 8);
    private const uint PopRSI = (R << 5) | (S << 8) | (I << 11);
    private const uint PopRSR = (R << 5) | (S << 8) | (R << 11);
    private const uint PopRSS = (R << 5) | (S << 8) | (S << 11);
    private const uint PushA = (A << 14);
    private const uint PushI = (I << 14);
    private const uint PushR = (R << 14);
    private const uint PushS = (S << 14);
    private const uint PushWW = (W << 14) | (W << 17);
    private const uint PushWWWW = (W << 14) | (W << 17) | (W << 20) | (W << 23);

    // An array: a span of constants wider than a byte allocates where code is not optimised.
    public static readonly uint[] Rows =
    [
        None, // nop
        None | PushR, // aconst_null
        None | PushS, // sconst_m1
        None | PushS, // sconst_0
        None | PushS, // sconst_1
        None | PushS, // sconst_2
        None | PushS, // sconst_3
        None | PushS, // sconst_4
        None | PushS, // sconst_5
        None | PushI, // iconst_m1
        None | PushI, // iconst_0
        None | PushI, // iconst_1
        None | PushI, // iconst_2
        None | PushI, // iconst_3
        None | PushI, // iconst_4
        None | PushI, // iconst_5
        Byte | PushS, // bspush
        Short | PushS, // sspush
        Byte | PushI, // bipush
        Short | PushI, // sipush
        Int | PushI, // iipush
        Local | PushR, // aload
        Local | PushS, // sload
        Local | PushI, // iload
        None | PushR, // aload_0
        None | PushR, // aload_1
        None | PushR, // aload_2
        None | PushR, // aload_3
        None | PushS, // sload_0
        None | PushS, // sload_1
        None | PushS, // sload_2
        None | PushS, // sload_3
        None | PushI, // iload_0
        None | PushI, // iload_1
        None | PushI, // iload_2
        None | PushI, // iload_3
        None | PopRS | PushR | Throws, // aaload
        None | PopRS | PushS | Throws, // baload
        None | PopRS | PushS | Throws, // saload
        None | PopRS | PushI | Throws, // iaload
        Local | PopX, // astore
        Local | PopS, // sstore
        Local | PopI, // istore
        None | PopX, // astore_0
        None | PopX, // astore_1
        None | PopX, // astore_2
        None | PopX, // astore_3
        None | PopS, // sstore_0
        None | PopS, // sstore_1
        None | PopS, // sstore_2
        None | PopS, // sstore_3
        None | PopI, // istore_0
        None | PopI, // istore_1
        None | PopI, // istore_2
        None | PopI, // istore_3
        None | PopRSR | Throws, // aastore
        None | PopRSS | Throws, // bastore
        None | PopRSS | Throws, // sastore
        None | PopRSI | Throws, // iastore
        None | PopW, // pop
        None | PopWW, // pop2
        None | PopW | PushWW, // dup
        None | PopWW | PushWWWW, // dup2
        NibblePair | Varies, // dup_x
        NibblePair | Varies, // swap_x
        None | PopSS | PushS, // sadd
        None | PopII | PushI, // iadd
        None | PopSS | PushS, // ssub
        None | PopII | PushI, // isub
        None | PopSS | PushS, // smul
        None | PopII | PushI, // imul
        None | PopSS | PushS | Throws, // sdiv
        None | PopII | PushI | Throws, // idiv
        None | PopSS | PushS | Throws, // srem
        None | PopII | PushI | Throws, // irem
        None | PopS | PushS, // sneg
        None | PopI | PushI, // ineg
        None | PopSS | PushS, // sshl
        None | PopII | PushI, // ishl
        None | PopSS | PushS, // sshr
        None | PopII | PushI, // ishr
        None | PopSS | PushS, // sushr
        None | PopII | PushI, // iushr
        None | PopSS | PushS, // sand
        None | PopII | PushI, // iand
        None | PopSS | PushS, // sor
        None | PopII | PushI, // ior
        None | PopSS | PushS, // sxor
        None | PopII | PushI, // ixor
        LocalAndByte, // sinc
        LocalAndByte, // iinc
        None | PopS | PushS, // s2b
        None | PopS | PushI, // s2i
        None | PopI | PushS, // i2b
        None | PopI | PushS, // i2s
        None | PopII | PushS, // icmp
        Branch | PopS | Jumps, // ifeq
        Branch | PopS | Jumps, // ifne
        Branch | PopS | Jumps, // iflt
        Branch | PopS | Jumps, // ifge
        Branch | PopS | Jumps, // ifgt
        Branch | PopS | Jumps, // ifle
        Branch | PopR | Jumps, // ifnull
        Branch | PopR | Jumps, // ifnonnull
        Branch | PopRR | Jumps, // if_acmpeq
        Branch | PopRR | Jumps, // if_acmpne
        Branch | PopSS | Jumps, // if_scmpeq
        Branch | PopSS | Jumps, // if_scmpne
        Branch | PopSS | Jumps, // if_scmplt
        Branch | PopSS | Jumps, // if_scmpge
        Branch | PopSS | Jumps, // if_scmpgt
        Branch | PopSS | Jumps, // if_scmple
        Branch | Jumps | Ends, // goto
        WideBranch | PushA | Jumps, // jsr
        Local | Ends, // ret
        ShortTable | PopS | Jumps | Ends, // stableswitch
        IntTable | PopI | Jumps | Ends, // itableswitch
        ShortLookup | PopS | Jumps | Ends, // slookupswitch
        IntLookup | PopI | Jumps | Ends, // ilookupswitch
        None | PopR | Ends, // areturn
        None | PopS | Ends, // sreturn
        None | PopI | Ends, // ireturn
        None | Ends, // return
        Constant | PushR, // getstatic_a
        Constant | PushS, // getstatic_b
        Constant | PushS, // getstatic_s
        Constant | PushI, // getstatic_i
        Constant | PopR | Throws, // putstatic_a
        Constant | PopS, // putstatic_b
        Constant | PopS, // putstatic_s
        Constant | PopI, // putstatic_i
        NarrowConstant | PopR | PushR | Throws, // getfield_a
        NarrowConstant | PopR | PushS | Throws, // getfield_b
        NarrowConstant | PopR | PushS | Throws, // getfield_s
        NarrowConstant | PopR | PushI | Throws, // getfield_i
        NarrowConstant | PopRR | Throws, // putfield_a
        NarrowConstant | PopRS | Throws, // putfield_b
        NarrowConstant | PopRS | Throws, // putfield_s
        NarrowConstant | PopRI | Throws, // putfield_i
        Constant | Throws | Calls | Varies, // invokevirtual
        Constant | Throws | Calls | Varies, // invokespecial
        Constant | Throws | Calls | Varies, // invokestatic
        InterfaceCall | Throws | Calls | Varies, // invokeinterface
        Constant | PushR | Throws, // new
        ArrayType | PopS | PushR | Throws, // newarray
        Constant | PopS | PushR | Throws, // anewarray
        None | PopR | PushS | Throws, // arraylength
        None | PopR | Throws | Ends, // athrow
        TypeCheck | PopR | PushR | Throws, // checkcast
        TypeCheck | PopR | PushS | Throws, // instanceof
        LocalAndShort, // sinc_w
        LocalAndShort, // iinc_w
        WideBranch | PopS | Jumps, // ifeq_w
        WideBranch | PopS | Jumps, // ifne_w
        WideBranch | PopS | Jumps, // iflt_w
        WideBranch | PopS | Jumps, // ifge_w
        WideBranch | PopS | Jumps, // ifgt_w
        WideBranch | PopS | Jumps, // ifle_w
        WideBranch | PopR | Jumps, // ifnull_w
        WideBranch | PopR | Jumps, // ifnonnull_w
        WideBranch | PopRR | Jumps, // if_acmpeq_w
        WideBranch | PopRR | Jumps, // if_acmpne_w
        WideBranch | PopSS | Jumps, // if_scmpeq_w
        WideBranch | PopSS | Jumps, // if_scmpne_w
        WideBranch | PopSS | Jumps, // if_scmplt_w
        WideBranch | PopSS | Jumps, // if_scmpge_w
        WideBranch | PopSS | Jumps, // if_scmpgt_w
        WideBranch | PopSS | Jumps, // if_scmple_w
        WideBranch | Jumps | Ends, // goto_w
        Constant | PopR | PushR | Throws, // getfield_a_w
        Constant | PopR | PushS | Throws, // getfield_b_w
        Constant | PopR | PushS | Throws, // getfield_s_w
        Constant | PopR | PushI | Throws, // getfield_i_w
        NarrowConstant | PushR | Throws, // getfield_a_this
        NarrowConstant | PushS | Throws, // getfield_b_this
        NarrowConstant | PushS | Throws, // getfield_s_this
        NarrowConstant | PushI | Throws, // getfield_i_this
        Constant | PopRR | Throws, // putfield_a_w
        Constant | PopRS | Throws, // putfield_b_w
        Constant | PopRS | Throws, // putfield_s_w
        Constant | PopRI | Throws, // putfield_i_w
        NarrowConstant | PopR | Throws, // putfield_a_this
        NarrowConstant | PopS | Throws, // putfield_b_this
        NarrowConstant | PopS | Throws, // putfield_s_this
        NarrowConstant | PopI | Throws, // putfield_i_this
    ];
}
