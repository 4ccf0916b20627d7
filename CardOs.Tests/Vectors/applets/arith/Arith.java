package cardos.arith;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.Util;

/**
 * Arithmetic of shorts and ints. INS selects the family, P1 the operation; the data are the operands.
 * A division by zero ends with SW 6A00.
 */
public final class Arith extends Applet {
    private static final byte INS_SHORT = (byte) 0x10;
    private static final byte INS_INT = (byte) 0x12;
    private static final byte INS_SHORT_COMPARE = (byte) 0x14;
    private static final byte INS_INT_COMPARE = (byte) 0x16;
    private static final byte INS_CONVERT = (byte) 0x18;
    private static final byte INS_INCREMENT = (byte) 0x1A;
    private static final byte INS_CONSTANTS = (byte) 0x1C;
    private static final byte INS_INT_ARRAY = (byte) 0x1E;
    private static final byte INS_BYTE_ARITHMETIC = (byte) 0x20;
    private static final byte INS_MIXED = (byte) 0x22;
    private static final byte INS_MANY_LOCALS = (byte) 0x24;
    private static final byte INS_INT_FIELDS = (byte) 0x26;

    private static final short SW_DIVISION_BY_ZERO = (short) 0x6A00;
    private static final short A = ISO7816.OFFSET_CDATA;

    private static int counter = 0x01020304;
    private int field;
    private int second = -1;

    private Arith() {
        register();
    }

    public static void install(byte[] parameters, short offset, byte length) {
        new Arith();
    }

    public void process(APDU apdu) {
        if (selectingApplet()) {
            return;
        }
        byte[] buffer = apdu.getBuffer();
        apdu.setIncomingAndReceive();
        byte operation = buffer[ISO7816.OFFSET_P1];
        short length = 2;
        try {
            switch (buffer[ISO7816.OFFSET_INS]) {
                case INS_SHORT:
                    Util.setShort(buffer, (short) 0,
                        shortOperation(operation, Util.getShort(buffer, A), Util.getShort(buffer, (short) (A + 2))));
                    break;
                case INS_INT:
                    length = putInt(buffer, (short) 0,
                        intOperation(operation, getInt(buffer, A), getInt(buffer, (short) (A + 4))));
                    break;
                case INS_SHORT_COMPARE:
                    Util.setShort(buffer, (short) 0,
                        compare(Util.getShort(buffer, A), Util.getShort(buffer, (short) (A + 2))));
                    break;
                case INS_INT_COMPARE:
                    Util.setShort(buffer, (short) 0, compare(getInt(buffer, A), getInt(buffer, (short) (A + 4))));
                    break;
                case INS_CONVERT:
                    length = convert(buffer, getInt(buffer, A));
                    break;
                case INS_INCREMENT:
                    length = increment(buffer, Util.getShort(buffer, A), getInt(buffer, (short) (A + 2)));
                    break;
                case INS_CONSTANTS:
                    length = constants(buffer);
                    break;
                case INS_INT_ARRAY:
                    length = intArray(buffer, getInt(buffer, A));
                    break;
                case INS_BYTE_ARITHMETIC:
                    Util.setShort(buffer, (short) 0,
                        byteOperation(operation, buffer[A], buffer[(short) (A + 1)]));
                    break;
                case INS_MIXED:
                    length = mixed(buffer, Util.getShort(buffer, A), Util.getShort(buffer, (short) (A + 2)));
                    break;
                case INS_MANY_LOCALS:
                    length = manyLocals(buffer, Util.getShort(buffer, A), getInt(buffer, (short) (A + 2)));
                    break;
                case INS_INT_FIELDS:
                    length = intFields(buffer, getInt(buffer, A));
                    break;
                default:
                    ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
            }
        } catch (ArithmeticException e) {
            ISOException.throwIt(SW_DIVISION_BY_ZERO);
        }
        apdu.setOutgoingAndSend((short) 0, length);
    }

    private static short shortOperation(byte operation, short a, short b) {
        switch (operation) {
            case 0: return (short) (a + b);
            case 1: return (short) (a - b);
            case 2: return (short) (a * b);
            case 3: return (short) (a / b);
            case 4: return (short) (a % b);
            case 5: return (short) -a;
            case 6: return (short) (a << b);
            case 7: return (short) (a >> b);
            case 8: return (short) (a >>> b);
            case 9: return (short) (a & b);
            case 10: return (short) (a | b);
            case 11: return (short) (a ^ b);
            case 12: return (short) ~a;
            default: ISOException.throwIt(ISO7816.SW_INCORRECT_P1P2); return 0;
        }
    }

    private static int intOperation(byte operation, int a, int b) {
        switch (operation) {
            case 0: return a + b;
            case 1: return a - b;
            case 2: return a * b;
            case 3: return a / b;
            case 4: return a % b;
            case 5: return -a;
            case 6: return a << b;
            case 7: return a >> b;
            case 8: return a >>> b;
            case 9: return a & b;
            case 10: return a | b;
            case 11: return a ^ b;
            case 12: return ~a;
            default: ISOException.throwIt(ISO7816.SW_INCORRECT_P1P2); return 0;
        }
    }

    /** The operands are sign extended; the result keeps what does not fit a byte. */
    private static short byteOperation(byte operation, byte a, byte b) {
        switch (operation) {
            case 0: return (short) (a + b);
            case 1: return (short) (a - b);
            case 2: return (short) (a * b);
            case 3: return (byte) (a * b);
            case 4: return (short) (a & 0xFF);
            case 5: return (byte) (a >> 1);
            case 6: return (byte) ((a & 0xFF) >>> 1);
            case 7: return (byte) (a << b);
            case 8: a += b; return a;
            case 9: a++; return a;
            case 10: a--; return a;
            case 11: a ^= (byte) 0x80; return a;
            default: ISOException.throwIt(ISO7816.SW_INCORRECT_P1P2); return 0;
        }
    }

    /** A bit per comparison: eq ne lt ge gt le, then the same with the second operand zero. */
    private static short compare(short a, short b) {
        short bits = 0;
        if (a == b) bits |= 0x001;
        if (a != b) bits |= 0x002;
        if (a < b) bits |= 0x004;
        if (a >= b) bits |= 0x008;
        if (a > b) bits |= 0x010;
        if (a <= b) bits |= 0x020;
        if (a == 0) bits |= 0x040;
        if (a != 0) bits |= 0x080;
        if (a < 0) bits |= 0x100;
        if (a >= 0) bits |= 0x200;
        if (a > 0) bits |= 0x400;
        if (a <= 0) bits |= 0x800;
        return bits;
    }

    private static short compare(int a, int b) {
        short bits = 0;
        if (a == b) bits |= 0x001;
        if (a != b) bits |= 0x002;
        if (a < b) bits |= 0x004;
        if (a >= b) bits |= 0x008;
        if (a > b) bits |= 0x010;
        if (a <= b) bits |= 0x020;
        if (a == 0) bits |= 0x040;
        if (a != 0) bits |= 0x080;
        if (a < 0) bits |= 0x100;
        if (a >= 0) bits |= 0x200;
        if (a > 0) bits |= 0x400;
        if (a <= 0) bits |= 0x800;
        return bits;
    }

    /** int to short and byte, short to byte, and each back to int. */
    private static short convert(byte[] buffer, int value) {
        short asShort = (short) value;
        byte asByte = (byte) value;
        byte fromShort = (byte) asShort;
        int widenedShort = asShort;
        int widenedByte = asByte;
        short at = Util.setShort(buffer, (short) 0, asShort);
        buffer[at++] = asByte;
        buffer[at++] = fromShort;
        at = putInt(buffer, at, widenedShort);
        at = putInt(buffer, at, widenedByte);
        at = putInt(buffer, at, asShort & 0xFFFF);
        at = putInt(buffer, at, asByte & 0xFF);
        return at;
    }

    /** sinc and iinc, also with constants that need a short. */
    private static short increment(byte[] buffer, short s, int i) {
        short at = 0;
        s++;
        at = Util.setShort(buffer, at, s);
        s -= 128;
        at = Util.setShort(buffer, at, s);
        s += 1000;
        at = Util.setShort(buffer, at, s);
        s -= 30000;
        at = Util.setShort(buffer, at, s);
        i++;
        at = putInt(buffer, at, i);
        i -= 128;
        at = putInt(buffer, at, i);
        i += 1000;
        at = putInt(buffer, at, i);
        i -= 30000;
        at = putInt(buffer, at, i);
        i += 100000;
        at = putInt(buffer, at, i);
        return at;
    }

    private static short constants(byte[] buffer) {
        short at = 0;
        at = Util.setShort(buffer, at, (short) -1);
        at = Util.setShort(buffer, at, (short) 0);
        at = Util.setShort(buffer, at, (short) 1);
        at = Util.setShort(buffer, at, (short) 2);
        at = Util.setShort(buffer, at, (short) 3);
        at = Util.setShort(buffer, at, (short) 4);
        at = Util.setShort(buffer, at, (short) 5);
        at = Util.setShort(buffer, at, (short) 6);
        at = Util.setShort(buffer, at, (short) -128);
        at = Util.setShort(buffer, at, (short) 127);
        at = Util.setShort(buffer, at, (short) 128);
        at = Util.setShort(buffer, at, (short) -32768);
        at = Util.setShort(buffer, at, (short) 32767);
        at = putInt(buffer, at, -1);
        at = putInt(buffer, at, 0);
        at = putInt(buffer, at, 1);
        at = putInt(buffer, at, 2);
        at = putInt(buffer, at, 3);
        at = putInt(buffer, at, 4);
        at = putInt(buffer, at, 5);
        at = putInt(buffer, at, -128);
        at = putInt(buffer, at, 127);
        at = putInt(buffer, at, 128);
        at = putInt(buffer, at, -32768);
        at = putInt(buffer, at, 32767);
        at = putInt(buffer, at, 32768);
        at = putInt(buffer, at, 0x80000000);
        at = putInt(buffer, at, 0x7FFFFFFF);
        at = putInt(buffer, at, 0x12345678);
        return at;
    }

    private static short intArray(byte[] buffer, int value) {
        int[] values = new int[5];
        int[] squares = { 1, 4, 9, 16, 0x7FFFFFFF };
        values[0] = value;
        values[1] = values[0] + 1;
        values[2] += 7;
        values[3] = values[2]++;
        values[4] = --values[3];
        squares[1] <<= 3;
        squares[4] += squares[0];
        short at = 0;
        for (short i = 0; i < values.length; i++) {
            at = putInt(buffer, at, values[i]);
            at = putInt(buffer, at, squares[i]);
        }
        return at;
    }

    /** Expressions of shorts whose intermediate results need an int. */
    private static short mixed(byte[] buffer, short a, short b) {
        short at = 0;
        at = Util.setShort(buffer, at, (short) ((a + b) >> 1));
        at = Util.setShort(buffer, at, (short) ((a * b) >> 16));
        at = Util.setShort(buffer, at, (short) ((a * b) / 3));
        at = Util.setShort(buffer, at, (short) (a + b + a + b));
        at = putInt(buffer, at, a * b);
        at = putInt(buffer, at, (a << 16) | (b & 0xFFFF));
        at = putInt(buffer, at, a + b > 32767 ? 1 : 0);
        return at;
    }

    /** Locals past the four that have opcodes of their own, and past 127 in a frame it would take a longer name. */
    private static short manyLocals(byte[] buffer, short s, int i) {
        short s0 = s;
        int i0 = i;
        short s1 = (short) (s0 + 1);
        int i1 = i0 + 1;
        short s2 = (short) (s1 * 2);
        int i2 = i1 * 2;
        short s3 = (short) (s2 - s0);
        int i3 = i2 - i0;
        byte[] other = buffer;
        short at = 0;
        at = Util.setShort(other, at, s0);
        at = Util.setShort(other, at, s1);
        at = Util.setShort(other, at, s2);
        at = Util.setShort(other, at, s3);
        at = putInt(other, at, i0);
        at = putInt(other, at, i1);
        at = putInt(other, at, i2);
        at = putInt(other, at, i3);
        return at;
    }

    private short intFields(byte[] buffer, int value) {
        field = value;
        counter += field;
        second ^= field;
        short at = putInt(buffer, (short) 0, field++);
        at = putInt(buffer, at, field);
        at = putInt(buffer, at, counter);
        at = putInt(buffer, at, second);
        Arith other = this;
        other.field = counter;
        at = putInt(buffer, at, other.field);
        return at;
    }

    private static int getInt(byte[] from, short at) {
        return (Util.getShort(from, at) << 16) | (Util.getShort(from, (short) (at + 2)) & 0xFFFF);
    }

    private static short putInt(byte[] to, short at, int value) {
        at = Util.setShort(to, at, (short) (value >>> 16));
        return Util.setShort(to, at, (short) value);
    }
}
