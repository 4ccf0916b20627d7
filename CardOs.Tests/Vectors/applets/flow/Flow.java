package cardos.flow;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.Util;

/** Switches of all four kinds, loops, near and wide branches. INS selects the case, the data are its operands. */
public final class Flow extends Applet {
    private static final byte INS_TABLE = (byte) 0x10;
    private static final byte INS_LOOKUP = (byte) 0x12;
    private static final byte INS_INT_TABLE = (byte) 0x14;
    private static final byte INS_INT_LOOKUP = (byte) 0x16;
    private static final byte INS_NESTED = (byte) 0x18;
    private static final byte INS_LOOPS = (byte) 0x1A;
    private static final byte INS_WIDE = (byte) 0x1C;
    private static final byte INS_WIDE_REFERENCES = (byte) 0x1E;
    private static final byte INS_LONG_LOOP = (byte) 0x20;
    private static final byte INS_CONDITIONS = (byte) 0x22;
    private static final byte INS_REFERENCES = (byte) 0x24;
    private static final byte INS_WIDE_SWITCH = (byte) 0x26;

    private static final short FIRST = ISO7816.OFFSET_CDATA;

    private final Object one = new Object();
    private final Object two = new Object();

    private Flow() {
        register();
    }

    public static void install(byte[] parameters, short offset, byte length) {
        new Flow();
    }

    public void process(APDU apdu) {
        if (selectingApplet()) {
            return;
        }
        byte[] buffer = apdu.getBuffer();
        apdu.setIncomingAndReceive();
        short a = Util.getShort(buffer, FIRST);
        short b = Util.getShort(buffer, (short) (FIRST + 2));
        int value = (a << 16) | (b & 0xFFFF);
        short result;
        switch (buffer[ISO7816.OFFSET_INS]) {
            case INS_TABLE: result = table(a); break;
            case INS_LOOKUP: result = lookup(a); break;
            case INS_INT_TABLE: result = table(value); break;
            case INS_INT_LOOKUP: result = lookup(value); break;
            case INS_NESTED: result = nested(a, b); break;
            case INS_LOOPS: result = loops(a, b); break;
            case INS_WIDE: result = wide(a, b); break;
            case INS_WIDE_REFERENCES: result = wideReferences(reference(a), reference(b)); break;
            case INS_LONG_LOOP: result = longLoop(a); break;
            case INS_CONDITIONS: result = conditions(a, b); break;
            case INS_REFERENCES: result = references(reference(a), reference(b)); break;
            case INS_WIDE_SWITCH: result = wideSwitch(a); break;
            default: ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED); return;
        }
        Util.setShort(buffer, (short) 0, result);
        apdu.setOutgoingAndSend((short) 0, (short) 2);
    }

    private Object reference(short which) {
        return which == 0 ? null : which == 1 ? one : two;
    }

    private static short table(short value) {
        switch (value) {
            case -2: return 1;
            case -1: return 2;
            case 0: return 3;
            case 1: return 4;
            case 3: return 5;
            case 4: return 6;
            default: return -1;
        }
    }

    private static short lookup(short value) {
        switch (value) {
            case -32768: return 1;
            case -300: return 2;
            case 0: return 3;
            case 77: return 4;
            case 5000: return 5;
            case 32767: return 6;
            default: return -1;
        }
    }

    private static short table(int value) {
        switch (value) {
            case 0x10000: return 1;
            case 0x10001: return 2;
            case 0x10002: return 3;
            case 0x10004: return 4;
            default: return -1;
        }
    }

    private static short lookup(int value) {
        switch (value) {
            case 0x80000000: return 1;
            case -70000: return 2;
            case 0: return 3;
            case 65536: return 4;
            case 0x7FFFFFFF: return 5;
            default: return -1;
        }
    }

    /** Cases that fall through, a switch in a switch, and a switch whose only case is the default. */
    private static short nested(short a, short b) {
        short result = 0;
        switch (a) {
            case 1:
                result += 1;
            case 2:
                result += 10;
                switch (b) {
                    case 1000: result += 100; break;
                    case 2000: result += 200;
                    default: result += 300;
                }
                break;
            case 3:
                result += 1000;
            default:
                result += 2000;
        }
        switch (b) {
            default: result += 7;
        }
        return result;
    }

    private static short loops(short a, short b) {
        short result = 0;
        outer:
        for (short i = 0; i < a; i++) {
            short j = 0;
            while (true) {
                if (++j > b) {
                    continue outer;
                }
                if ((short) (i * j) == 42) {
                    break outer;
                }
                result += i ^ j;
            }
        }
        do {
            result--;
        } while (result > 1000);
        return result;
    }

    private static short conditions(short a, short b) {
        boolean less = a < b;
        boolean both = less && a > 0;
        boolean either = less || b == 5;
        boolean exactly = less ^ either;
        boolean not = !both;
        short bits = (short) ((less ? 1 : 0) | (both ? 2 : 0) | (either ? 4 : 0) | (exactly ? 8 : 0) | (not ? 16 : 0));
        bits |= (less & not) ? 32 : 0;
        bits |= (less | not) ? 64 : 0;
        return (short) (bits + (a >= 10 ? b <= 20 ? 1000 : 2000 : 3000));
    }

    private static short references(Object a, Object b) {
        short bits = 0;
        if (a == b) bits |= 1;
        if (a != b) bits |= 2;
        if (a == null) bits |= 4;
        if (a != null) bits |= 8;
        return bits;
    }

    /** What the wide branches jump over: more bytes than a branch offset of one byte reaches. */
    private static short wide(short a, short b) {
        short x = 0;
        if (a == b) {
            x += 300; x *= 3; x ^= 0x1111; x += 301; x *= 5; x ^= 0x2222; x += 302; x *= 7; x ^= 0x3333; x += 303; x *= 9; x ^= 0x4444;
            x += 304; x *= 3; x ^= 0x5555; x += 305; x *= 5; x ^= 0x6666; x += 306; x *= 7; x ^= 0x7777; x += 307; x *= 9; x ^= 0x1234;
        }
        if (a != b) {
            x += 310; x *= 3; x ^= 0x1111; x += 311; x *= 5; x ^= 0x2222; x += 312; x *= 7; x ^= 0x3333; x += 313; x *= 9; x ^= 0x4444;
            x += 314; x *= 3; x ^= 0x5555; x += 315; x *= 5; x ^= 0x6666; x += 316; x *= 7; x ^= 0x7777; x += 317; x *= 9; x ^= 0x1234;
        }
        if (a < b) {
            x += 320; x *= 3; x ^= 0x1111; x += 321; x *= 5; x ^= 0x2222; x += 322; x *= 7; x ^= 0x3333; x += 323; x *= 9; x ^= 0x4444;
            x += 324; x *= 3; x ^= 0x5555; x += 325; x *= 5; x ^= 0x6666; x += 326; x *= 7; x ^= 0x7777; x += 327; x *= 9; x ^= 0x1234;
        }
        if (a >= b) {
            x += 330; x *= 3; x ^= 0x1111; x += 331; x *= 5; x ^= 0x2222; x += 332; x *= 7; x ^= 0x3333; x += 333; x *= 9; x ^= 0x4444;
            x += 334; x *= 3; x ^= 0x5555; x += 335; x *= 5; x ^= 0x6666; x += 336; x *= 7; x ^= 0x7777; x += 337; x *= 9; x ^= 0x1234;
        }
        if (a > b) {
            x += 340; x *= 3; x ^= 0x1111; x += 341; x *= 5; x ^= 0x2222; x += 342; x *= 7; x ^= 0x3333; x += 343; x *= 9; x ^= 0x4444;
            x += 344; x *= 3; x ^= 0x5555; x += 345; x *= 5; x ^= 0x6666; x += 346; x *= 7; x ^= 0x7777; x += 347; x *= 9; x ^= 0x1234;
        }
        if (a <= b) {
            x += 350; x *= 3; x ^= 0x1111; x += 351; x *= 5; x ^= 0x2222; x += 352; x *= 7; x ^= 0x3333; x += 353; x *= 9; x ^= 0x4444;
            x += 354; x *= 3; x ^= 0x5555; x += 355; x *= 5; x ^= 0x6666; x += 356; x *= 7; x ^= 0x7777; x += 357; x *= 9; x ^= 0x1234;
        }
        if (a == 0) {
            x += 360; x *= 3; x ^= 0x1111; x += 361; x *= 5; x ^= 0x2222; x += 362; x *= 7; x ^= 0x3333; x += 363; x *= 9; x ^= 0x4444;
            x += 364; x *= 3; x ^= 0x5555; x += 365; x *= 5; x ^= 0x6666; x += 366; x *= 7; x ^= 0x7777; x += 367; x *= 9; x ^= 0x1234;
        }
        if (a != 0) {
            x += 370; x *= 3; x ^= 0x1111; x += 371; x *= 5; x ^= 0x2222; x += 372; x *= 7; x ^= 0x3333; x += 373; x *= 9; x ^= 0x4444;
            x += 374; x *= 3; x ^= 0x5555; x += 375; x *= 5; x ^= 0x6666; x += 376; x *= 7; x ^= 0x7777; x += 377; x *= 9; x ^= 0x1234;
        }
        if (a < 0) {
            x += 380; x *= 3; x ^= 0x1111; x += 381; x *= 5; x ^= 0x2222; x += 382; x *= 7; x ^= 0x3333; x += 383; x *= 9; x ^= 0x4444;
            x += 384; x *= 3; x ^= 0x5555; x += 385; x *= 5; x ^= 0x6666; x += 386; x *= 7; x ^= 0x7777; x += 387; x *= 9; x ^= 0x1234;
        }
        if (a >= 0) {
            x += 390; x *= 3; x ^= 0x1111; x += 391; x *= 5; x ^= 0x2222; x += 392; x *= 7; x ^= 0x3333; x += 393; x *= 9; x ^= 0x4444;
            x += 394; x *= 3; x ^= 0x5555; x += 395; x *= 5; x ^= 0x6666; x += 396; x *= 7; x ^= 0x7777; x += 397; x *= 9; x ^= 0x1234;
        }
        if (a > 0) {
            x += 400; x *= 3; x ^= 0x1111; x += 401; x *= 5; x ^= 0x2222; x += 402; x *= 7; x ^= 0x3333; x += 403; x *= 9; x ^= 0x4444;
            x += 404; x *= 3; x ^= 0x5555; x += 405; x *= 5; x ^= 0x6666; x += 406; x *= 7; x ^= 0x7777; x += 407; x *= 9; x ^= 0x1234;
        }
        if (a <= 0) {
            x += 410; x *= 3; x ^= 0x1111; x += 411; x *= 5; x ^= 0x2222; x += 412; x *= 7; x ^= 0x3333; x += 413; x *= 9; x ^= 0x4444;
            x += 414; x *= 3; x ^= 0x5555; x += 415; x *= 5; x ^= 0x6666; x += 416; x *= 7; x ^= 0x7777; x += 417; x *= 9; x ^= 0x1234;
        }
        return x;
    }

    private static short wideReferences(Object a, Object b) {
        short x = 0;
        if (a == b) {
            x += 300; x *= 3; x ^= 0x1111; x += 301; x *= 5; x ^= 0x2222; x += 302; x *= 7; x ^= 0x3333; x += 303; x *= 9; x ^= 0x4444;
            x += 304; x *= 3; x ^= 0x5555; x += 305; x *= 5; x ^= 0x6666; x += 306; x *= 7; x ^= 0x7777; x += 307; x *= 9; x ^= 0x1234;
        } else {
            x += 310; x *= 3; x ^= 0x1111; x += 311; x *= 5; x ^= 0x2222; x += 312; x *= 7; x ^= 0x3333; x += 313; x *= 9; x ^= 0x4444;
            x += 314; x *= 3; x ^= 0x5555; x += 315; x *= 5; x ^= 0x6666; x += 316; x *= 7; x ^= 0x7777; x += 317; x *= 9; x ^= 0x1234;
        }
        if (a != b) {
            x += 320; x *= 3; x ^= 0x1111; x += 321; x *= 5; x ^= 0x2222; x += 322; x *= 7; x ^= 0x3333; x += 323; x *= 9; x ^= 0x4444;
            x += 324; x *= 3; x ^= 0x5555; x += 325; x *= 5; x ^= 0x6666; x += 326; x *= 7; x ^= 0x7777; x += 327; x *= 9; x ^= 0x1234;
        }
        if (a == null) {
            x += 330; x *= 3; x ^= 0x1111; x += 331; x *= 5; x ^= 0x2222; x += 332; x *= 7; x ^= 0x3333; x += 333; x *= 9; x ^= 0x4444;
            x += 334; x *= 3; x ^= 0x5555; x += 335; x *= 5; x ^= 0x6666; x += 336; x *= 7; x ^= 0x7777; x += 337; x *= 9; x ^= 0x1234;
        }
        if (a != null) {
            x += 340; x *= 3; x ^= 0x1111; x += 341; x *= 5; x ^= 0x2222; x += 342; x *= 7; x ^= 0x3333; x += 343; x *= 9; x ^= 0x4444;
            x += 344; x *= 3; x ^= 0x5555; x += 345; x *= 5; x ^= 0x6666; x += 346; x *= 7; x ^= 0x7777; x += 347; x *= 9; x ^= 0x1234;
        }
        return x;
    }

    /** The branch back is wide too. */
    private static short longLoop(short rounds) {
        short x = 1;
        for (short i = 0; i < rounds; i++) {
            if (x == 12345) {
                continue;
            }
            x += 300; x *= 3; x ^= 0x1111; x += 301; x *= 5; x ^= 0x2222; x += 302; x *= 7; x ^= 0x3333; x += 303; x *= 9; x ^= 0x4444;
            x += 304; x *= 3; x ^= 0x5555; x += 305; x *= 5; x ^= 0x6666; x += 306; x *= 7; x ^= 0x7777; x += 307; x *= 9; x ^= 0x1234;
        }
        return x;
    }

    private static short wideSwitch(short value) {
        short x = 1;
        switch (value) {
            case 0:
                x += 300; x *= 3; x ^= 0x1111; x += 301; x *= 5; x ^= 0x2222; x += 302; x *= 7; x ^= 0x3333; x += 303; x *= 9; x ^= 0x4444;
                x += 304; x *= 3; x ^= 0x5555; x += 305; x *= 5; x ^= 0x6666; x += 306; x *= 7; x ^= 0x7777; x += 307; x *= 9; x ^= 0x1234;
                break;
            case 1:
                x += 310; x *= 3; x ^= 0x1111; x += 311; x *= 5; x ^= 0x2222; x += 312; x *= 7; x ^= 0x3333; x += 313; x *= 9; x ^= 0x4444;
                x += 314; x *= 3; x ^= 0x5555; x += 315; x *= 5; x ^= 0x6666; x += 316; x *= 7; x ^= 0x7777; x += 317; x *= 9; x ^= 0x1234;
            case 2:
                x += 320; x *= 3; x ^= 0x1111; x += 321; x *= 5; x ^= 0x2222; x += 322; x *= 7; x ^= 0x3333; x += 323; x *= 9; x ^= 0x4444;
                x += 324; x *= 3; x ^= 0x5555; x += 325; x *= 5; x ^= 0x6666; x += 326; x *= 7; x ^= 0x7777; x += 327; x *= 9; x ^= 0x1234;
                break;
            default:
                x = 99;
        }
        return x;
    }
}
