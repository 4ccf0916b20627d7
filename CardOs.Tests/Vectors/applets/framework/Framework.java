package cardos.framework;

import javacard.framework.AID;
import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.CardException;
import javacard.framework.CardRuntimeException;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.OwnerPIN;
import javacard.framework.PINException;
import javacard.framework.SystemException;
import javacard.framework.UserException;
import javacard.framework.Util;

/**
 * Util, AID, OwnerPIN, JCSystem and the exception classes. The response is 00 and the result, or a byte for the
 * exception and its reason: 01 null, 02 index, 03 security, 04 negative size, 05 PINException, 06 SystemException,
 * 07 UserException, 08 CardException, 09 CardRuntimeException, 0A ISOException.
 */
public final class Framework extends Applet {
    private static final byte INS_UTIL = (byte) 0x10;
    private static final byte INS_AID = (byte) 0x12;
    private static final byte INS_PIN = (byte) 0x14;
    private static final byte INS_SYSTEM = (byte) 0x16;
    private static final byte INS_TRANSIENT = (byte) 0x18;
    private static final byte INS_EXCEPTION = (byte) 0x1A;
    private static final byte INS_COMPARE = (byte) 0x1C;

    private final byte[] work = new byte[16];
    private OwnerPIN pin;
    private byte[] onReset;
    private byte[] onDeselect;
    private short[] shorts;
    private boolean[] booleans;
    private Object[] objects;

    private Framework() {
        register();
    }

    public static void install(byte[] parameters, short offset, byte length) {
        new Framework();
    }

    public void process(APDU apdu) {
        if (selectingApplet()) {
            return;
        }
        byte[] buffer = apdu.getBuffer();
        byte ins = buffer[ISO7816.OFFSET_INS];
        byte p1 = buffer[ISO7816.OFFSET_P1];
        byte p2 = buffer[ISO7816.OFFSET_P2];
        short received = buffer[ISO7816.OFFSET_LC] == 0 ? (short) 0 : apdu.setIncomingAndReceive();
        byte kind = 0;
        short result = 0;
        try {
            switch (ins) {
                case INS_UTIL: result = util(p1, buffer, received); break;
                case INS_AID: result = aid(p1, buffer, received); break;
                case INS_PIN: result = pin(p1, p2, buffer, received); break;
                case INS_SYSTEM: result = system(p1); break;
                case INS_TRANSIENT: result = transients(p1, p2); break;
                case INS_EXCEPTION: result = exception(p1); break;
                case INS_COMPARE:
                    result = Util.arrayCompare(buffer, (short) 5, buffer, (short) (5 + p1), p2);
                    break;
                default: ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
            }
        } catch (NullPointerException e) {
            kind = 1;
        } catch (ArrayIndexOutOfBoundsException e) {
            kind = 2;
        } catch (SecurityException e) {
            kind = 3;
        } catch (NegativeArraySizeException e) {
            kind = 4;
        } catch (PINException e) {
            kind = 5;
            result = e.getReason();
        } catch (SystemException e) {
            kind = 6;
            result = e.getReason();
        } catch (UserException e) {
            kind = 7;
            result = e.getReason();
        } catch (CardException e) {
            kind = 8;
            result = e.getReason();
        } catch (ISOException e) {
            kind = (byte) 0x0A;
            result = e.getReason();
        } catch (CardRuntimeException e) {
            kind = 9;
            result = e.getReason();
        }
        buffer[0] = kind;
        short at = Util.setShort(buffer, (short) 1, result);
        if (ins == INS_UTIL || ins == INS_AID) {
            at = Util.arrayCopyNonAtomic(work, (short) 0, buffer, at, (short) work.length);
        }
        apdu.setOutgoingAndSend((short) 0, at);
    }

    private short util(byte which, byte[] buffer, short received) {
        if (which < 20) {
            for (byte i = 0; i < work.length; i++) {
                work[i] = i;
            }
        }
        switch (which) {
            case 0: return Util.arrayCopy(work, (short) 0, work, (short) 4, (short) 8);
            case 1: return Util.arrayCopy(work, (short) 4, work, (short) 0, (short) 8);
            case 2: return Util.arrayCopyNonAtomic(work, (short) 0, work, (short) 2, (short) 10);
            case 3: return Util.arrayCopy(buffer, (short) 0, work, (short) 0, (short) 4);
            case 4: return Util.arrayCopy(work, (short) 0, work, (short) 10, (short) 8);
            case 5: return Util.arrayCopy(work, (short) 10, work, (short) 0, (short) 8);
            case 6: return Util.arrayCopy(work, (short) -1, work, (short) 0, (short) 1);
            case 7: return Util.arrayCopy(work, (short) 0, work, (short) 0, (short) -1);
            case 8: return Util.arrayCopy(null, (short) 0, work, (short) 0, (short) 0);
            case 9: return Util.arrayCopy(work, (short) 16, work, (short) 16, (short) 0);
            case 10: return Util.arrayCopy(work, (short) 17, work, (short) 0, (short) 0);
            case 11: return Util.arrayFillNonAtomic(work, (short) 3, (short) 5, (byte) 0xAA);
            case 12: return Util.arrayFillNonAtomic(work, (short) 12, (short) 5, (byte) 0xAA);
            case 13: return Util.arrayFillNonAtomic(work, (short) 12, (short) -1, (byte) 0xAA);
            case 14: return Util.getShort(work, (short) 14);
            case 15: return Util.getShort(work, (short) 15);
            case 16: return Util.setShort(work, (short) 14, (short) 0x8081);
            case 17: return Util.setShort(work, (short) 15, (short) 0x8081);
            case 18: return Util.makeShort((byte) 0x81, (byte) 0x82);
            case 19: return Util.makeShort((byte) 0x01, (byte) 0xFF);
            case 20: return Util.arrayCopyNonAtomic(work, (short) 12, work, (short) 0, (short) 5);
            case 21: return Util.arrayCompare(work, (short) 0, work, (short) 0, (short) 17);
            case 22: return Util.arrayCompare(work, (short) 0, null, (short) 0, (short) 0);
            case 23: return Util.arrayCompare(work, (short) 0, work, (short) 3, (short) 0);
            case 24: return Util.getShort(null, (short) 0);
            case 25: return Util.arrayCompare(work, (short) 0, work, (short) 0, (short) -1);
            case 26: return Util.arrayCopy(buffer, (short) 5, work, (short) 0, received);
            default: return -1;
        }
    }

    private short aid(byte which, byte[] buffer, short received) {
        AID own = JCSystem.getAID();
        Util.arrayFillNonAtomic(work, (short) 0, (short) 16, (byte) 0);
        switch (which) {
            case 0: return own.getBytes(work, (short) 0);
            case 1: return own.equals(buffer, (short) 5, (byte) received) ? (short) 1 : (short) 0;
            case 2: return own.partialEquals(buffer, (short) 5, (byte) received) ? (short) 1 : (short) 0;
            case 3: return new AID(buffer, (short) 5, (byte) received).getBytes(work, (short) 0);
            case 4: return own.RIDEquals(new AID(buffer, (short) 5, (byte) received)) ? (short) 1 : (short) 0;
            case 5: return own.getPartialBytes((short) 2, work, (short) 0, (byte) 3);
            case 6: return own.getPartialBytes((short) 2, work, (short) 0, (byte) 0);
            case 7: return own.getPartialBytes((short) 6, work, (short) 0, (byte) 9);
            case 8: return own.getBytes(work, (short) 10);
            case 9: return own.equals((Object) null) ? (short) 1 : (short) 0;
            case 10: return own.equals((Object) new AID(buffer, (short) 5, (byte) received)) ? (short) 1 : (short) 0;
            case 11: return own.equals(null, (short) 0, (byte) 0) ? (short) 1 : (short) 0;
            case 12: return own.RIDEquals(null) ? (short) 1 : (short) 0;
            case 13: return own.equals((Object) work) ? (short) 1 : (short) 0;
            case 14: return JCSystem.lookupAID(buffer, (short) 5, (byte) received) == own ? (short) 1 : (short) 0;
            case 15: return JCSystem.lookupAID(buffer, (short) 5, (byte) received) == null ? (short) 1 : (short) 0;
            case 16: return own.partialEquals(null, (short) 0, (byte) 0) ? (short) 1 : (short) 0;
            default: return -1;
        }
    }

    private short pin(byte which, byte parameter, byte[] buffer, short received) {
        switch (which) {
            case 0: pin = new OwnerPIN(parameter, (byte) 8); return 1;
            case 1: pin = new OwnerPIN((byte) 3, parameter); return 1;
            case 2: pin.update(buffer, (short) 5, (byte) received); return 1;
            case 3: return (short) ((pin.check(buffer, (short) 5, (byte) received) ? 0x100 : 0) | state());
            case 4: return state();
            case 5: pin.reset(); return state();
            case 6: pin.resetAndUnblock(); return state();
            case 7: return pin.check(null, (short) 0, (byte) 4) ? (short) 1 : (short) 0;
            case 8: return pin.check(work, (short) 14, (byte) 4) ? (short) 1 : (short) 0;
            case 9: return pin.check(work, (short) -1, (byte) 4) ? (short) 1 : (short) 0;
            case 10: return pin.check(work, (short) 0, (byte) -1) ? (short) 1 : (short) 0;
            case 11: pin.update(null, (short) 0, (byte) 4); return 1;
            case 12: pin.update(work, (short) 14, (byte) 4); return 1;
            case 13: pin.update(work, (short) 0, parameter); return 1;
            default: return -1;
        }
    }

    private short state() {
        return (short) (pin.getTriesRemaining() << 4 | (pin.isValidated() ? 1 : 0));
    }

    private short system(byte which) {
        switch (which) {
            case 0: return (short) (JCSystem.getVersion() >> 8);
            case 1: return JCSystem.getTransactionDepth();
            case 2: return JCSystem.isTransient(work);
            case 3: return JCSystem.isTransient(null);
            case 4: return JCSystem.isTransient(this);
            case 5: return JCSystem.isTransient(JCSystem.makeTransientShortArray((short) 1, JCSystem.CLEAR_ON_RESET));
            case 6: return JCSystem.isTransient(JCSystem.makeTransientShortArray((short) 1, JCSystem.CLEAR_ON_DESELECT));
            case 7: return (short) JCSystem.makeTransientByteArray((short) -1, JCSystem.CLEAR_ON_RESET).length;
            case 8: return (short) JCSystem.makeTransientByteArray((short) 1, (byte) 0).length;
            case 9: return (short) JCSystem.makeTransientByteArray((short) 1, (byte) 3).length;
            case 10: return (short) JCSystem.makeTransientByteArray((short) 0, JCSystem.CLEAR_ON_RESET).length;
            case 11: return JCSystem.isObjectDeletionSupported() ? (short) 1 : (short) 0;
            case 12: JCSystem.requestObjectDeletion(); return 1;
            case 13: return JCSystem.getAvailableMemory(JCSystem.MEMORY_TYPE_PERSISTENT) > 0 ? (short) 1 : (short) 0;
            case 14: return JCSystem.getAvailableMemory(JCSystem.MEMORY_TYPE_TRANSIENT_RESET) > 0 ? (short) 1 : (short) 0;
            case 15: return JCSystem.getAvailableMemory(JCSystem.MEMORY_TYPE_TRANSIENT_DESELECT) > 0 ? (short) 1 : (short) 0;
            case 16: return JCSystem.getAvailableMemory((byte) 7);
            case 17: return JCSystem.getAssignedChannel();
            case 18: return JCSystem.isAppletActive(JCSystem.getAID()) ? (short) 1 : (short) 0;
            case 19: return JCSystem.getPreviousContextAID() == null ? (short) 1 : (short) 0;
            case 20: return selectingApplet() ? (short) 1 : (short) 0;
            case 21: register(); return 1;
            default: return -1;
        }
    }

    /** P1 0: make, 1: write, 2: read and sum up. P2 is what is written. */
    private short transients(byte what, byte value) {
        switch (what) {
            case 0:
                onReset = JCSystem.makeTransientByteArray((short) 4, JCSystem.CLEAR_ON_RESET);
                onDeselect = JCSystem.makeTransientByteArray((short) 4, JCSystem.CLEAR_ON_DESELECT);
                shorts = JCSystem.makeTransientShortArray((short) 3, JCSystem.CLEAR_ON_RESET);
                booleans = JCSystem.makeTransientBooleanArray((short) 3, JCSystem.CLEAR_ON_DESELECT);
                objects = JCSystem.makeTransientObjectArray((short) 2, JCSystem.CLEAR_ON_DESELECT);
                return 1;
            case 1:
                onReset[3] = value;
                onDeselect[3] = value;
                shorts[2] = value;
                booleans[1] = true;
                objects[1] = this;
                return 2;
            default:
                return (short) ((onReset[3] == value ? 1 : 0) | (onDeselect[3] == value ? 2 : 0) | (shorts[2] == value ? 4 : 0)
                    | (booleans[1] ? 8 : 0) | (objects[1] == this ? 16 : 0) | (objects.length << 8));
        }
    }

    private short exception(byte which) throws UserException, CardException {
        switch (which) {
            case 0: UserException.throwIt((short) 0x1234);
            case 1: throw new UserException();
            case 2: CardException.throwIt((short) 0x2345);
            case 3: throw new CardException((short) 0x3456);
            case 4: CardRuntimeException.throwIt((short) 0x4567);
            case 5: throw new ISOException((short) 0x5678);
            case 6: PINException.throwIt((short) 0x6789);
            case 7: SystemException.throwIt((short) 0x789A);
            case 8:
                UserException e = new UserException((short) 1);
                e.setReason((short) (e.getReason() + 0x700));
                throw e;
            case 9: return new byte[(short) -5].length == 0 ? (short) 1 : (short) 2;
            default: return 0;
        }
    }
}
