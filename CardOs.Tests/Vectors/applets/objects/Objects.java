package cardos.objects;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.Util;

/** Fields, arrays, inheritance, the four kinds of calls, type tests and exceptions. INS selects the case. */
public final class Objects extends Applet {
    private static final byte INS_VIRTUAL = (byte) 0x10;
    private static final byte INS_INTERFACE = (byte) 0x12;
    private static final byte INS_FIELDS = (byte) 0x14;
    private static final byte INS_ARRAYS = (byte) 0x16;
    private static final byte INS_STATICS = (byte) 0x18;
    private static final byte INS_TYPES = (byte) 0x1A;
    private static final byte INS_CAST = (byte) 0x1C;
    private static final byte INS_EXCEPTION = (byte) 0x1E;
    private static final byte INS_LIST = (byte) 0x20;
    private static final byte INS_RECURSION = (byte) 0x22;
    private static final byte INS_STORE = (byte) 0x24;
    private static final byte INS_EQUALS = (byte) 0x26;

    private static byte[] table = { 1, -2, 127, -128 };
    private static short[] shorts = { 1, -2, 32767, -32768 };
    private static boolean[] flags = { true, false, true };
    private static int[] ints = { 1, -2, 0x7FFFFFFF, 0x80000000 };
    private static final byte[] EMPTY = {};
    private static byte aByte = (byte) 0x81;
    private static boolean aBoolean = true;
    private static short aShort = (short) 0x8182;
    private static int anInt = 0x81828384;
    private static byte plainByte;
    private static short plainShort;
    private static Object plainReference;

    private final Figure[] figures = new Figure[3];
    private Square list;
    private byte[] bytes = new byte[3];
    private boolean[] booleans = new boolean[2];
    private Object anything;
    private boolean toggled;
    private int wide = 0x01020304;
    private byte narrow = -5;

    private Objects() {
        figures[0] = new Polygon((short) 1, (short) 5);
        figures[1] = new Square((short) 2);
        figures[2] = new Bent((short) 3);
        register();
    }

    public static void install(byte[] parameters, short offset, byte length) {
        new Objects();
    }

    public void process(APDU apdu) {
        if (selectingApplet()) {
            return;
        }
        byte[] buffer = apdu.getBuffer();
        byte p1 = buffer[ISO7816.OFFSET_P1];
        short length;
        switch (buffer[ISO7816.OFFSET_INS]) {
            case INS_VIRTUAL: length = virtual(buffer, figures[p1]); break;
            case INS_INTERFACE: length = throughInterface(buffer, figures[p1]); break;
            case INS_FIELDS: length = fields(buffer); break;
            case INS_ARRAYS: length = arrays(buffer, p1); break;
            case INS_STATICS: length = statics(buffer); break;
            case INS_TYPES: length = Util.setShort(buffer, (short) 0, types(make(p1))); break;
            case INS_CAST: length = Util.setShort(buffer, (short) 0, cast(buffer[ISO7816.OFFSET_P2], make(p1))); break;
            case INS_EXCEPTION: length = Util.setShort(buffer, (short) 0, raise(p1)); break;
            case INS_LIST: length = chain(buffer, p1); break;
            case INS_RECURSION: length = Util.setShort(buffer, (short) 0, sumTo((short) (p1 & 0xFF))); break;
            case INS_STORE: length = Util.setShort(buffer, (short) 0, store(p1)); break;
            case INS_EQUALS: length = equalities(buffer); break;
            default: ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED); return;
        }
        apdu.setOutgoingAndSend((short) 0, length);
    }

    private static short virtual(byte[] buffer, Figure figure) {
        buffer[0] = figure.name();
        buffer[1] = figure.tag;
        short at = Util.setShort(buffer, (short) 2, figure.edges());
        at = Util.setShort(buffer, at, figure.weight());
        at = Util.setShort(buffer, at, figure.serialAndEdges());
        at = Util.setShort(buffer, at, figure.callHidden());
        return Util.setShort(buffer, at, ((Polygon) figure).callOwnHidden());
    }

    private static short throughInterface(byte[] buffer, Figure figure) {
        Named named = figure;
        buffer[0] = named.name();
        Shape shape = (Shape) named;
        buffer[1] = shape.name();
        short at = Util.setShort(buffer, (short) 2, shape.area());
        at = Util.setShort(buffer, at, shape.scaled((short) 3));
        buffer[at++] = named instanceof Coloured ? ((Coloured) named).colour() : (byte) 0;
        return at;
    }

    private short fields(byte[] buffer) {
        toggled = !toggled;
        wide++;
        narrow--;
        aShort += 2;
        Square square = (Square) figures[1];
        square.fill(toggled).companion = figures[0];
        square.serial += 5;
        square.total -= 0x20000;
        buffer[0] = toggled ? (byte) 1 : (byte) 0;
        buffer[1] = narrow;
        short at = Util.setShort(buffer, (short) 2, (short) (wide >>> 16));
        at = Util.setShort(buffer, at, (short) wide);
        at = Util.setShort(buffer, at, square.serial);
        at = Util.setShort(buffer, at, (short) (square.total >> 16));
        at = Util.setShort(buffer, at, (short) square.total);
        at = Util.setShort(buffer, at, ((Figure) square.companion).edges());
        buffer[at++] = square.colour();
        return Util.setShort(buffer, at, square.weight());
    }

    private short arrays(byte[] buffer, byte index) {
        short at = 0;
        bytes[index] += 0x7F;
        bytes[(short) (index ^ 1)] = (byte) (bytes[index]-- + 1);
        booleans[index] = !booleans[index];
        Object[] rows = new Object[2];
        rows[index] = new short[] { 10, 20, 30 };
        Object[] mixed = { bytes, rows[0], rows[1], figures, booleans };
        for (short i = 0; i < bytes.length; i++) {
            buffer[at++] = bytes[i];
        }
        for (short i = 0; i < booleans.length; i++) {
            buffer[at++] = booleans[i] ? (byte) 1 : (byte) 0;
        }
        buffer[at++] = mixed[(short) (1 + index)] == rows[index] ? (byte) 1 : (byte) 0;
        buffer[at++] = mixed[(short) (2 - index)] == null ? (byte) 1 : (byte) 0;
        at = Util.setShort(buffer, at, ((short[]) rows[index])[2]);
        return Util.setShort(buffer, at, (short) ((Object[]) mixed[3]).length);
    }

    private static short statics(byte[] buffer) {
        short at = 0;
        for (short i = 0; i < table.length; i++) {
            buffer[at++] = table[i];
        }
        for (short i = 0; i < shorts.length; i++) {
            at = Util.setShort(buffer, at, shorts[i]);
        }
        for (short i = 0; i < flags.length; i++) {
            buffer[at++] = flags[i] ? (byte) 1 : (byte) 0;
        }
        for (short i = 0; i < ints.length; i++) {
            at = Util.setShort(buffer, at, (short) (ints[i] >> 16));
            at = Util.setShort(buffer, at, (short) ints[i]);
        }
        buffer[at++] = (byte) EMPTY.length;
        buffer[at++] = aByte;
        buffer[at++] = aBoolean ? (byte) 1 : (byte) 0;
        at = Util.setShort(buffer, at, aShort);
        at = Util.setShort(buffer, at, (short) (anInt >> 16));
        at = Util.setShort(buffer, at, (short) anInt);
        buffer[at++] = plainByte++;
        at = Util.setShort(buffer, at, plainShort--);
        buffer[at++] = plainReference == null ? (byte) 0 : (byte) 1;
        plainReference = table;
        table[0]++;
        aBoolean = !aBoolean;
        anInt++;
        return Util.setShort(buffer, at, Square.made);
    }

    private Object make(byte kind) {
        switch (kind) {
            case 0: return null;
            case 1: return new Object();
            case 2: return figures[0];
            case 3: return figures[1];
            case 4: return figures[2];
            case 5: return new byte[1];
            case 6: return new boolean[1];
            case 7: return new short[1];
            case 8: return new int[1];
            case 9: return new Object[1];
            case 10: return new Figure[1];
            case 11: return new Square[1];
            case 12: return new Shape[1];
            case 13: return new NullPointerException();
            case 14: return new Stop((short) 1);
            default: return this;
        }
    }

    /** A bit per type of which the object is an instance. */
    private static short types(Object o) {
        short bits = 0;
        if (o instanceof Figure) bits |= 0x0001;
        if (o instanceof Square) bits |= 0x0002;
        if (o instanceof Shape) bits |= 0x0004;
        if (o instanceof Coloured) bits |= 0x0008;
        if (o instanceof byte[]) bits |= 0x0010;
        if (o instanceof boolean[]) bits |= 0x0020;
        if (o instanceof short[]) bits |= 0x0040;
        if (o instanceof int[]) bits |= 0x0080;
        if (o instanceof Object[]) bits |= 0x0100;
        if (o instanceof Figure[]) bits |= 0x0200;
        if (o instanceof Shape[]) bits |= 0x0400;
        if (o instanceof Object) bits |= 0x0800;
        if (o instanceof RuntimeException) bits |= 0x1000;
        if (o instanceof Applet) bits |= 0x2000;
        if (o instanceof Named[]) bits |= 0x4000;
        return bits;
    }

    /** The same types by casting: 1 when the cast is allowed, the applet's catch gives 0. */
    private static short cast(byte type, Object o) {
        Object result;
        try {
            switch (type) {
                case 0: result = (Figure) o; break;
                case 1: result = (Square) o; break;
                case 2: result = (Shape) o; break;
                case 3: result = (Coloured) o; break;
                case 4: result = (byte[]) o; break;
                case 5: result = (boolean[]) o; break;
                case 6: result = (short[]) o; break;
                case 7: result = (int[]) o; break;
                case 8: result = (Object[]) o; break;
                case 9: result = (Figure[]) o; break;
                case 10: result = (Shape[]) o; break;
                case 11: result = (RuntimeException) o; break;
                default: result = (Named[]) o; break;
            }
        } catch (ClassCastException e) {
            return 0;
        }
        return result == o ? (short) 1 : (short) 2;
    }

    private static final class Bent extends Polygon {
        Bent(short serial) {
            super(serial, (short) 6);
        }

        short edges() {
            return 66;
        }
    }

    private static final class Stop extends Exception {
        final short depth;

        Stop(short depth) {
            this.depth = depth;
        }
    }

    private short raise(byte which) {
        try {
            return (short) (1000 + provoke(which));
        } catch (NullPointerException e) {
            return 1;
        } catch (ArrayIndexOutOfBoundsException e) {
            return 2;
        } catch (NegativeArraySizeException e) {
            return 3;
        } catch (ArrayStoreException e) {
            return 4;
        } catch (ClassCastException e) {
            return 5;
        } catch (ArithmeticException e) {
            return 6;
        } catch (Stop stop) {
            return (short) (100 + stop.depth);
        }
    }

    private short provoke(byte which) throws Stop {
        Square none = null;
        short[] nothing = null;
        short zero = 0;
        short minus = -1;
        Object[] squares = new Square[1];
        Object figure = figures[0];
        switch (which) {
            case 0: return 0;
            case 1: return none.serial;
            case 2: return none.weight();
            case 3: return nothing[0];
            case 4: return (short) nothing.length;
            case 5: return table[minus];
            case 6: return table[4];
            case 7: table[minus] = 1; return 0;
            case 8: return (short) new byte[minus].length;
            case 9: squares[0] = figure; return 0;
            case 10: return ((Square) figure).weight();
            case 11: return (short) (1 / zero);
            case 12: return (short) (1 % zero);
            case 13: return deep((short) 10);
            case 14: throw null;
            case 15: none.serial = 1; return 0;
            case 16: return ((Shape) (Object) none).area();
            case 17: return (short) new Square[minus].length;
            case 18: return (short) EMPTY[0];
            case 19: squares[0] = null; return 19;
            case 20: squares[0] = figures[1]; return 20;
            case 21: return (short) (ints[0] / zero);
            case 22: return (short) ints[ints.length];
            case 23: squares[1] = figure; return 0;
            default: return -1;
        }
    }

    private short deep(short depth) throws Stop {
        if (depth == 0) {
            throw new Stop((short) 55);
        }
        return (short) (deep((short) (depth - 1)) + 1);
    }

    /** A list that grows with every command and stays after a reset. */
    private short chain(byte[] buffer, byte serial) {
        Square square = new Square(serial);
        square.next = list;
        list = square;
        short at = 0;
        for (Square s = list; s != null; s = s.next) {
            at = Util.setShort(buffer, at, s.serial);
        }
        return at;
    }

    private static short sumTo(short n) {
        return n == 0 ? (short) 0 : (short) (n + sumTo((short) (n - 1)));
    }

    /** The same reference field takes objects of every kind. */
    private short store(byte kind) {
        Object before = anything;
        anything = make(kind);
        return (short) ((before == null ? 0 : 1) + (anything == null ? 0 : 2) + (before == anything ? 4 : 0));
    }

    private short equalities(byte[] buffer) {
        Object first = new Square((short) 9);
        Object second = new Square((short) 9);
        buffer[0] = first.equals(second) ? (byte) 1 : (byte) 0;
        buffer[1] = first == second ? (byte) 1 : (byte) 0;
        buffer[2] = table.equals(table) ? (byte) 1 : (byte) 0;
        buffer[3] = table.equals(EMPTY) ? (byte) 1 : (byte) 0;
        buffer[4] = figures[0].equals(null) ? (byte) 1 : (byte) 0;
        buffer[5] = first.equals(figures[0]) ? (byte) 1 : (byte) 0;
        return 6;
    }
}
