package cardos.transactions;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.CardRuntimeException;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.OwnerPIN;
import javacard.framework.TransactionException;
import javacard.framework.Util;

/** Transactions: what commit keeps and abort takes back, errors of nesting, and what is outside of them. */
public final class Transactions extends Applet {
    private static final byte INS_WRITE = (byte) 0x10;
    private static final byte INS_STATE = (byte) 0x12;
    private static final byte INS_MISUSE = (byte) 0x14;
    private static final byte INS_LEAVE_OPEN = (byte) 0x16;
    private static final byte INS_OBJECTS = (byte) 0x18;
    private static final byte INS_PIN = (byte) 0x1A;
    private static final byte INS_FULL = (byte) 0x1C;
    private static final byte INS_NON_ATOMIC = (byte) 0x1E;
    private static final byte INS_SEE_INSIDE = (byte) 0x20;

    private static final byte COMMIT = 0;
    private static final byte ABORT = 1;
    private static final byte NONE = 2;

    private static short counter;
    private static boolean flag;
    private static Object link;

    private byte aByte;
    private short aShort;
    private int anInt;
    private Object reference;
    private final byte[] bytes = new byte[8];
    private final short[] shorts = new short[2];
    private final int[] ints = new int[2];
    private final boolean[] booleans = new boolean[2];
    private final Object[] objects = new Object[2];
    private final byte[] transients = JCSystem.makeTransientByteArray((short) 4, JCSystem.CLEAR_ON_RESET);
    private final byte[] large = new byte[2000];
    private final byte[] source = new byte[2000];
    private final OwnerPIN pin = new OwnerPIN((byte) 3, (byte) 4);

    private Transactions() {
        pin.update(new byte[] { 1, 2, 3, 4 }, (short) 0, (byte) 4);
        register();
    }

    public static void install(byte[] parameters, short offset, byte length) {
        new Transactions();
    }

    public void process(APDU apdu) {
        if (selectingApplet()) {
            return;
        }
        byte[] buffer = apdu.getBuffer();
        byte p1 = buffer[ISO7816.OFFSET_P1];
        byte p2 = buffer[ISO7816.OFFSET_P2];
        short length;
        switch (buffer[ISO7816.OFFSET_INS]) {
            case INS_WRITE: length = write(buffer, p1, p2); break;
            case INS_STATE: length = state(buffer); break;
            case INS_MISUSE: length = Util.setShort(buffer, (short) 0, misuse(p1)); break;
            case INS_LEAVE_OPEN: length = leaveOpen(buffer, p1, p2); break;
            case INS_OBJECTS: length = objects(buffer, p1); break;
            case INS_PIN: length = pin(buffer, p1); break;
            case INS_FULL: length = full(buffer); break;
            case INS_NON_ATOMIC: length = nonAtomic(buffer, p1); break;
            case INS_SEE_INSIDE: length = seeInside(buffer); break;
            default: ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED); return;
        }
        apdu.setOutgoingAndSend((short) 0, length);
    }

    private void change(byte value) {
        aByte = value;
        aShort = (short) (value * 257);
        anInt = value * 65537;
        reference = value == 0 ? null : bytes;
        counter = value;
        flag = value != 0;
        link = value == 0 ? null : shorts;
        bytes[0] = value;
        bytes[0]++;
        shorts[1] = value;
        ints[1] = -value;
        booleans[0] = value != 0;
        objects[1] = value == 0 ? null : this;
        transients[1] = value;
        Util.setShort(bytes, (short) 2, value);
        source[0] = value;
        source[1] = (byte) ~value;
        Util.arrayCopy(source, (short) 0, bytes, (short) 4, (short) 2);
    }

    private short state(byte[] buffer) {
        buffer[0] = aByte;
        short at = Util.setShort(buffer, (short) 1, aShort);
        at = Util.setShort(buffer, at, (short) (anInt >> 16));
        at = Util.setShort(buffer, at, (short) anInt);
        buffer[at++] = reference == bytes ? (byte) 1 : (byte) 0;
        at = Util.setShort(buffer, at, counter);
        buffer[at++] = flag ? (byte) 1 : (byte) 0;
        buffer[at++] = link == shorts ? (byte) 1 : (byte) 0;
        at = Util.arrayCopyNonAtomic(bytes, (short) 0, buffer, at, (short) 8);
        at = Util.setShort(buffer, at, shorts[1]);
        at = Util.setShort(buffer, at, (short) ints[1]);
        buffer[at++] = booleans[0] ? (byte) 1 : (byte) 0;
        buffer[at++] = objects[1] == this ? (byte) 1 : (byte) 0;
        buffer[at++] = transients[1];
        buffer[at++] = JCSystem.getTransactionDepth();
        return at;
    }

    private short write(byte[] buffer, byte how, byte value) {
        if (how != NONE) {
            JCSystem.beginTransaction();
        }
        change((byte) (value + 1));
        change(value);
        if (how == COMMIT) {
            JCSystem.commitTransaction();
        } else if (how == ABORT) {
            JCSystem.abortTransaction();
        }
        return state(buffer);
    }

    /** The transaction's own writes are seen before it ends. */
    private short seeInside(byte[] buffer) {
        JCSystem.beginTransaction();
        change((byte) 0x55);
        short at = state(buffer);
        JCSystem.abortTransaction();
        return at;
    }

    private short misuse(byte which) {
        try {
            switch (which) {
                case 0: JCSystem.commitTransaction(); break;
                case 1: JCSystem.abortTransaction(); break;
                case 2:
                    JCSystem.beginTransaction();
                    counter = 77;
                    JCSystem.beginTransaction();
                    break;
                case 3:
                    JCSystem.beginTransaction();
                    JCSystem.commitTransaction();
                    JCSystem.commitTransaction();
                    break;
                case 4:
                    JCSystem.beginTransaction();
                    JCSystem.abortTransaction();
                    JCSystem.abortTransaction();
                    break;
                case 5: return JCSystem.getMaxCommitCapacity() > 0 ? (short) 1 : (short) 0;
                case 6: return JCSystem.getUnusedCommitCapacity() == JCSystem.getMaxCommitCapacity() ? (short) 1 : (short) 0;
                case 7: TransactionException.throwIt((short) 9); break;
                default: return -1;
            }
        } catch (TransactionException e) {
            short result = (short) (e.getReason() * 10 + JCSystem.getTransactionDepth());
            if (JCSystem.getTransactionDepth() != 0) {
                JCSystem.commitTransaction();
            }
            return (short) (result + counter * 100);
        }
        return 0;
    }

    private short leaveOpen(byte[] buffer, byte how, byte value) {
        JCSystem.beginTransaction();
        change(value);
        switch (how) {
            case 1: ISOException.throwIt((short) 0x6A11);
            case 2: throw new NullPointerException();
            case 3: CardRuntimeException.throwIt((short) 3);
            case 4: ISOException.throwIt(ISO7816.SW_NO_ERROR);
            default: return state(buffer);
        }
    }

    /** Objects made in a transaction: after abort by the runtime no reference to them is left. */
    private short objects(byte[] buffer, byte what) {
        switch (what) {
            case 0:
                JCSystem.beginTransaction();
                reference = new byte[20];
                objects[0] = new Object();
                JCSystem.commitTransaction();
                break;
            case 1:
                JCSystem.beginTransaction();
                reference = new byte[30];
                objects[0] = new Object();
                link = reference;
                return 0;
            default:
                break;
        }
        short length = reference instanceof byte[] ? (short) ((byte[]) reference).length : (short) 0;
        short at = Util.setShort(buffer, (short) 0, length);
        buffer[at++] = objects[0] != null ? (byte) 1 : (byte) 0;
        buffer[at++] = link != null ? (byte) 1 : (byte) 0;
        return at;
    }

    private short pin(byte[] buffer, byte what) {
        byte[] wrong = { 9, 9, 9, 9 };
        byte[] right = { 1, 2, 3, 4 };
        JCSystem.beginTransaction();
        boolean answer = false;
        switch (what) {
            case 0: answer = pin.check(wrong, (short) 0, (byte) 4); break;
            case 1: answer = pin.check(right, (short) 0, (byte) 4); break;
            case 2: pin.update(wrong, (short) 0, (byte) 4); break;
            case 3: pin.resetAndUnblock(); break;
            case 4: pin.reset(); break;
            default: break;
        }
        JCSystem.abortTransaction();
        buffer[0] = answer ? (byte) 1 : (byte) 0;
        buffer[1] = pin.getTriesRemaining();
        buffer[2] = pin.isValidated() ? (byte) 1 : (byte) 0;
        return 3;
    }

    /** More than the commit buffer takes; a machine that takes it all answers 0. Nothing stays in either case. */
    private short full(byte[] buffer) {
        short reason = 0;
        Util.arrayFillNonAtomic(large, (short) 0, (short) large.length, (byte) 0x11);
        Util.arrayFillNonAtomic(source, (short) 0, (short) source.length, (byte) 0x22);
        JCSystem.beginTransaction();
        try {
            for (short i = 0; i < 100; i++) {
                Util.arrayCopy(source, (short) (i * 20), large, (short) (i * 20), (short) 20);
            }
        } catch (TransactionException e) {
            reason = e.getReason();
        }
        buffer[2] = JCSystem.getTransactionDepth();
        JCSystem.abortTransaction();
        buffer[3] = large[0];
        buffer[4] = large[1999];
        Util.setShort(buffer, (short) 0, reason);
        return 5;
    }

    private short nonAtomic(byte[] buffer, byte how) {
        Util.arrayFillNonAtomic(bytes, (short) 0, (short) 8, (byte) 1);
        source[0] = 5;
        JCSystem.beginTransaction();
        switch (how) {
            case 0:
                Util.arrayCopyNonAtomic(source, (short) 0, bytes, (short) 0, (short) 1);
                bytes[1] = 5;
                break;
            case 1:
                Util.arrayFillNonAtomic(bytes, (short) 0, (short) 2, (byte) 5);
                bytes[2] = 5;
                break;
            default:
                Util.arrayCopy(source, (short) 0, transients, (short) 0, (short) 1);
                transients[2] = 6;
                break;
        }
        JCSystem.abortTransaction();
        short at = Util.arrayCopyNonAtomic(bytes, (short) 0, buffer, (short) 0, (short) 4);
        return Util.arrayCopyNonAtomic(transients, (short) 0, buffer, at, (short) 4);
    }
}
