namespace CardOs.Apdu.LoadFiles;

/// <summary>The instructions of the Java Card virtual machine: JCVM 7.5. The names are the mnemonics, cased as words.</summary>
public enum OpCode : byte
{
    /// <summary><c>nop</c>.</summary>
    Nop = 0,
    /// <summary><c>aconst_null</c>.</summary>
    AconstNull = 1,
    /// <summary><c>sconst_m1</c>.</summary>
    SconstM1 = 2,
    /// <summary><c>sconst_0</c>.</summary>
    Sconst0 = 3,
    /// <summary><c>sconst_1</c>.</summary>
    Sconst1 = 4,
    /// <summary><c>sconst_2</c>.</summary>
    Sconst2 = 5,
    /// <summary><c>sconst_3</c>.</summary>
    Sconst3 = 6,
    /// <summary><c>sconst_4</c>.</summary>
    Sconst4 = 7,
    /// <summary><c>sconst_5</c>.</summary>
    Sconst5 = 8,
    /// <summary><c>iconst_m1</c>.</summary>
    IconstM1 = 9,
    /// <summary><c>iconst_0</c>.</summary>
    Iconst0 = 10,
    /// <summary><c>iconst_1</c>.</summary>
    Iconst1 = 11,
    /// <summary><c>iconst_2</c>.</summary>
    Iconst2 = 12,
    /// <summary><c>iconst_3</c>.</summary>
    Iconst3 = 13,
    /// <summary><c>iconst_4</c>.</summary>
    Iconst4 = 14,
    /// <summary><c>iconst_5</c>.</summary>
    Iconst5 = 15,

    /// <summary><c>bspush</c>.</summary>
    Bspush = 16,
    /// <summary><c>sspush</c>.</summary>
    Sspush = 17,
    /// <summary><c>bipush</c>.</summary>
    Bipush = 18,
    /// <summary><c>sipush</c>.</summary>
    Sipush = 19,
    /// <summary><c>iipush</c>.</summary>
    Iipush = 20,
    /// <summary><c>aload</c>.</summary>
    Aload = 21,
    /// <summary><c>sload</c>.</summary>
    Sload = 22,
    /// <summary><c>iload</c>.</summary>
    Iload = 23,
    /// <summary><c>aload_0</c>.</summary>
    Aload0 = 24,
    /// <summary><c>aload_1</c>.</summary>
    Aload1 = 25,
    /// <summary><c>aload_2</c>.</summary>
    Aload2 = 26,
    /// <summary><c>aload_3</c>.</summary>
    Aload3 = 27,
    /// <summary><c>sload_0</c>.</summary>
    Sload0 = 28,
    /// <summary><c>sload_1</c>.</summary>
    Sload1 = 29,
    /// <summary><c>sload_2</c>.</summary>
    Sload2 = 30,
    /// <summary><c>sload_3</c>.</summary>
    Sload3 = 31,

    /// <summary><c>iload_0</c>.</summary>
    Iload0 = 32,
    /// <summary><c>iload_1</c>.</summary>
    Iload1 = 33,
    /// <summary><c>iload_2</c>.</summary>
    Iload2 = 34,
    /// <summary><c>iload_3</c>.</summary>
    Iload3 = 35,
    /// <summary><c>aaload</c>.</summary>
    Aaload = 36,
    /// <summary><c>baload</c>.</summary>
    Baload = 37,
    /// <summary><c>saload</c>.</summary>
    Saload = 38,
    /// <summary><c>iaload</c>.</summary>
    Iaload = 39,
    /// <summary><c>astore</c>.</summary>
    Astore = 40,
    /// <summary><c>sstore</c>.</summary>
    Sstore = 41,
    /// <summary><c>istore</c>.</summary>
    Istore = 42,
    /// <summary><c>astore_0</c>.</summary>
    Astore0 = 43,
    /// <summary><c>astore_1</c>.</summary>
    Astore1 = 44,
    /// <summary><c>astore_2</c>.</summary>
    Astore2 = 45,
    /// <summary><c>astore_3</c>.</summary>
    Astore3 = 46,
    /// <summary><c>sstore_0</c>.</summary>
    Sstore0 = 47,

    /// <summary><c>sstore_1</c>.</summary>
    Sstore1 = 48,
    /// <summary><c>sstore_2</c>.</summary>
    Sstore2 = 49,
    /// <summary><c>sstore_3</c>.</summary>
    Sstore3 = 50,
    /// <summary><c>istore_0</c>.</summary>
    Istore0 = 51,
    /// <summary><c>istore_1</c>.</summary>
    Istore1 = 52,
    /// <summary><c>istore_2</c>.</summary>
    Istore2 = 53,
    /// <summary><c>istore_3</c>.</summary>
    Istore3 = 54,
    /// <summary><c>aastore</c>.</summary>
    Aastore = 55,
    /// <summary><c>bastore</c>.</summary>
    Bastore = 56,
    /// <summary><c>sastore</c>.</summary>
    Sastore = 57,
    /// <summary><c>iastore</c>.</summary>
    Iastore = 58,
    /// <summary><c>pop</c>.</summary>
    Pop = 59,
    /// <summary><c>pop2</c>.</summary>
    Pop2 = 60,
    /// <summary><c>dup</c>.</summary>
    Dup = 61,
    /// <summary><c>dup2</c>.</summary>
    Dup2 = 62,
    /// <summary><c>dup_x</c>.</summary>
    DupX = 63,

    /// <summary><c>swap_x</c>.</summary>
    SwapX = 64,
    /// <summary><c>sadd</c>.</summary>
    Sadd = 65,
    /// <summary><c>iadd</c>.</summary>
    Iadd = 66,
    /// <summary><c>ssub</c>.</summary>
    Ssub = 67,
    /// <summary><c>isub</c>.</summary>
    Isub = 68,
    /// <summary><c>smul</c>.</summary>
    Smul = 69,
    /// <summary><c>imul</c>.</summary>
    Imul = 70,
    /// <summary><c>sdiv</c>.</summary>
    Sdiv = 71,
    /// <summary><c>idiv</c>.</summary>
    Idiv = 72,
    /// <summary><c>srem</c>.</summary>
    Srem = 73,
    /// <summary><c>irem</c>.</summary>
    Irem = 74,
    /// <summary><c>sneg</c>.</summary>
    Sneg = 75,
    /// <summary><c>ineg</c>.</summary>
    Ineg = 76,
    /// <summary><c>sshl</c>.</summary>
    Sshl = 77,
    /// <summary><c>ishl</c>.</summary>
    Ishl = 78,
    /// <summary><c>sshr</c>.</summary>
    Sshr = 79,

    /// <summary><c>ishr</c>.</summary>
    Ishr = 80,
    /// <summary><c>sushr</c>.</summary>
    Sushr = 81,
    /// <summary><c>iushr</c>.</summary>
    Iushr = 82,
    /// <summary><c>sand</c>.</summary>
    Sand = 83,
    /// <summary><c>iand</c>.</summary>
    Iand = 84,
    /// <summary><c>sor</c>.</summary>
    Sor = 85,
    /// <summary><c>ior</c>.</summary>
    Ior = 86,
    /// <summary><c>sxor</c>.</summary>
    Sxor = 87,
    /// <summary><c>ixor</c>.</summary>
    Ixor = 88,
    /// <summary><c>sinc</c>.</summary>
    Sinc = 89,
    /// <summary><c>iinc</c>.</summary>
    Iinc = 90,
    /// <summary><c>s2b</c>.</summary>
    S2b = 91,
    /// <summary><c>s2i</c>.</summary>
    S2i = 92,
    /// <summary><c>i2b</c>.</summary>
    I2b = 93,
    /// <summary><c>i2s</c>.</summary>
    I2s = 94,
    /// <summary><c>icmp</c>.</summary>
    Icmp = 95,

    /// <summary><c>ifeq</c>.</summary>
    IfEq = 96,
    /// <summary><c>ifne</c>.</summary>
    IfNe = 97,
    /// <summary><c>iflt</c>.</summary>
    IfLt = 98,
    /// <summary><c>ifge</c>.</summary>
    IfGe = 99,
    /// <summary><c>ifgt</c>.</summary>
    IfGt = 100,
    /// <summary><c>ifle</c>.</summary>
    IfLe = 101,
    /// <summary><c>ifnull</c>.</summary>
    IfNull = 102,
    /// <summary><c>ifnonnull</c>.</summary>
    IfNonNull = 103,
    /// <summary><c>if_acmpeq</c>.</summary>
    IfAcmpEq = 104,
    /// <summary><c>if_acmpne</c>.</summary>
    IfAcmpNe = 105,
    /// <summary><c>if_scmpeq</c>.</summary>
    IfScmpEq = 106,
    /// <summary><c>if_scmpne</c>.</summary>
    IfScmpNe = 107,
    /// <summary><c>if_scmplt</c>.</summary>
    IfScmpLt = 108,
    /// <summary><c>if_scmpge</c>.</summary>
    IfScmpGe = 109,
    /// <summary><c>if_scmpgt</c>.</summary>
    IfScmpGt = 110,
    /// <summary><c>if_scmple</c>.</summary>
    IfScmpLe = 111,

    /// <summary><c>goto</c>.</summary>
    Goto = 112,
    /// <summary><c>jsr</c>.</summary>
    Jsr = 113,
    /// <summary><c>ret</c>.</summary>
    Ret = 114,
    /// <summary><c>stableswitch</c>.</summary>
    StableSwitch = 115,
    /// <summary><c>itableswitch</c>.</summary>
    ItableSwitch = 116,
    /// <summary><c>slookupswitch</c>.</summary>
    SlookupSwitch = 117,
    /// <summary><c>ilookupswitch</c>.</summary>
    IlookupSwitch = 118,
    /// <summary><c>areturn</c>.</summary>
    Areturn = 119,
    /// <summary><c>sreturn</c>.</summary>
    Sreturn = 120,
    /// <summary><c>ireturn</c>.</summary>
    Ireturn = 121,
    /// <summary><c>return</c>.</summary>
    Return = 122,
    /// <summary><c>getstatic_a</c>.</summary>
    GetStaticA = 123,
    /// <summary><c>getstatic_b</c>.</summary>
    GetStaticB = 124,
    /// <summary><c>getstatic_s</c>.</summary>
    GetStaticS = 125,
    /// <summary><c>getstatic_i</c>.</summary>
    GetStaticI = 126,
    /// <summary><c>putstatic_a</c>.</summary>
    PutStaticA = 127,

    /// <summary><c>putstatic_b</c>.</summary>
    PutStaticB = 128,
    /// <summary><c>putstatic_s</c>.</summary>
    PutStaticS = 129,
    /// <summary><c>putstatic_i</c>.</summary>
    PutStaticI = 130,
    /// <summary><c>getfield_a</c>.</summary>
    GetFieldA = 131,
    /// <summary><c>getfield_b</c>.</summary>
    GetFieldB = 132,
    /// <summary><c>getfield_s</c>.</summary>
    GetFieldS = 133,
    /// <summary><c>getfield_i</c>.</summary>
    GetFieldI = 134,
    /// <summary><c>putfield_a</c>.</summary>
    PutFieldA = 135,
    /// <summary><c>putfield_b</c>.</summary>
    PutFieldB = 136,
    /// <summary><c>putfield_s</c>.</summary>
    PutFieldS = 137,
    /// <summary><c>putfield_i</c>.</summary>
    PutFieldI = 138,
    /// <summary><c>invokevirtual</c>.</summary>
    InvokeVirtual = 139,
    /// <summary><c>invokespecial</c>.</summary>
    InvokeSpecial = 140,
    /// <summary><c>invokestatic</c>.</summary>
    InvokeStatic = 141,
    /// <summary><c>invokeinterface</c>.</summary>
    InvokeInterface = 142,
    /// <summary><c>new</c>.</summary>
    New = 143,

    /// <summary><c>newarray</c>.</summary>
    NewArray = 144,
    /// <summary><c>anewarray</c>.</summary>
    AnewArray = 145,
    /// <summary><c>arraylength</c>.</summary>
    ArrayLength = 146,
    /// <summary><c>athrow</c>.</summary>
    Athrow = 147,
    /// <summary><c>checkcast</c>.</summary>
    CheckCast = 148,
    /// <summary><c>instanceof</c>.</summary>
    InstanceOf = 149,
    /// <summary><c>sinc_w</c>.</summary>
    SincW = 150,
    /// <summary><c>iinc_w</c>.</summary>
    IincW = 151,
    /// <summary><c>ifeq_w</c>.</summary>
    IfEqW = 152,
    /// <summary><c>ifne_w</c>.</summary>
    IfNeW = 153,
    /// <summary><c>iflt_w</c>.</summary>
    IfLtW = 154,
    /// <summary><c>ifge_w</c>.</summary>
    IfGeW = 155,
    /// <summary><c>ifgt_w</c>.</summary>
    IfGtW = 156,
    /// <summary><c>ifle_w</c>.</summary>
    IfLeW = 157,
    /// <summary><c>ifnull_w</c>.</summary>
    IfNullW = 158,
    /// <summary><c>ifnonnull_w</c>.</summary>
    IfNonNullW = 159,

    /// <summary><c>if_acmpeq_w</c>.</summary>
    IfAcmpEqW = 160,
    /// <summary><c>if_acmpne_w</c>.</summary>
    IfAcmpNeW = 161,
    /// <summary><c>if_scmpeq_w</c>.</summary>
    IfScmpEqW = 162,
    /// <summary><c>if_scmpne_w</c>.</summary>
    IfScmpNeW = 163,
    /// <summary><c>if_scmplt_w</c>.</summary>
    IfScmpLtW = 164,
    /// <summary><c>if_scmpge_w</c>.</summary>
    IfScmpGeW = 165,
    /// <summary><c>if_scmpgt_w</c>.</summary>
    IfScmpGtW = 166,
    /// <summary><c>if_scmple_w</c>.</summary>
    IfScmpLeW = 167,
    /// <summary><c>goto_w</c>.</summary>
    GotoW = 168,
    /// <summary><c>getfield_a_w</c>.</summary>
    GetFieldAW = 169,
    /// <summary><c>getfield_b_w</c>.</summary>
    GetFieldBW = 170,
    /// <summary><c>getfield_s_w</c>.</summary>
    GetFieldSW = 171,
    /// <summary><c>getfield_i_w</c>.</summary>
    GetFieldIW = 172,
    /// <summary><c>getfield_a_this</c>.</summary>
    GetFieldAThis = 173,
    /// <summary><c>getfield_b_this</c>.</summary>
    GetFieldBThis = 174,
    /// <summary><c>getfield_s_this</c>.</summary>
    GetFieldSThis = 175,

    /// <summary><c>getfield_i_this</c>.</summary>
    GetFieldIThis = 176,
    /// <summary><c>putfield_a_w</c>.</summary>
    PutFieldAW = 177,
    /// <summary><c>putfield_b_w</c>.</summary>
    PutFieldBW = 178,
    /// <summary><c>putfield_s_w</c>.</summary>
    PutFieldSW = 179,
    /// <summary><c>putfield_i_w</c>.</summary>
    PutFieldIW = 180,
    /// <summary><c>putfield_a_this</c>.</summary>
    PutFieldAThis = 181,
    /// <summary><c>putfield_b_this</c>.</summary>
    PutFieldBThis = 182,
    /// <summary><c>putfield_s_this</c>.</summary>
    PutFieldSThis = 183,
    /// <summary><c>putfield_i_this</c>.</summary>
    PutFieldIThis = 184,

    /// <summary><c>impdep1</c>, left to the implementation; not allowed in a CAP file.</summary>
    Impdep1 = 254,
    /// <summary><c>impdep2</c>, left to the implementation; not allowed in a CAP file.</summary>
    Impdep2 = 255,
}
