package cardos.classic3;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.CardRuntimeException;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.OwnerPIN;
import javacard.framework.OwnerPINBuilder;
import javacard.framework.OwnerPINx;
import javacard.framework.OwnerPINxWithPredecrement;
import javacard.framework.PIN;
import javacard.framework.SensitiveArrays;
import javacard.framework.Util;

/**
 * What javacard.framework got in Java Card 3.0.4 and 3.0.5: PINs by a builder, sensitive arrays, global arrays,
 * Util.arrayFill, isValidCLA and reSelectingApplet. 00 and the result, or 01 and the reason of an exception; 02 index,
 * 03 null, 04 security, 05 another.
 */
public final class Classic3 extends Applet {
    private static final byte INS_PIN = (byte) 0x10;
    private static final byte INS_SENSITIVE = (byte) 0x12;
    private static final byte INS_GLOBAL = (byte) 0x14;
    private static final byte INS_FILL = (byte) 0x16;
    private static final byte INS_APDU = (byte) 0x18;
    private static final byte INS_SYSTEM = (byte) 0x1A;
    private static final byte INS_RESELECTED = (byte) 0x1C;

    private PIN pin;
    private byte[] sensitive;
    private byte[] global;
    private final byte[] work = new byte[8];
    private byte selections;
    private byte reselections;

    private Classic3() {
        register();
    }

    public static void install(byte[] parameters, short offset, byte length) {
        new Classic3();
    }

    public boolean select() {
        selections++;
        if (reSelectingApplet()) {
            reselections++;
        }
        return true;
    }

    public void process(APDU apdu) {
        if (selectingApplet()) {
            return;
        }
        byte[] buffer = apdu.getBuffer();
        byte p1 = buffer[ISO7816.OFFSET_P1];
        byte p2 = buffer[ISO7816.OFFSET_P2];
        byte lc = buffer[ISO7816.OFFSET_LC];
        byte kind = 0;
        short result = 0;
        try {
            switch (buffer[ISO7816.OFFSET_INS]) {
                case INS_PIN:
                    short length = lc == 0 ? (short) 0 : apdu.setIncomingAndReceive();
                    result = pin(p1, p2, buffer, (byte) length);
                    break;
                case INS_SENSITIVE: result = sensitive(p1); break;
                case INS_GLOBAL: result = global(p1, buffer); break;
                case INS_FILL: result = fill(p1); break;
                case INS_APDU: result = apdu.isValidCLA() ? (short) 1 : (short) 0; break;
                case INS_SYSTEM: result = system(p1); break;
                case INS_RESELECTED: result = Util.makeShort(selections, reselections); break;
                default: ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
            }
        } catch (ISOException e) {
            throw e;
        } catch (CardRuntimeException e) {
            kind = 1;
            result = e.getReason();
        } catch (ArrayIndexOutOfBoundsException e) {
            kind = 2;
        } catch (NullPointerException e) {
            kind = 3;
        } catch (SecurityException e) {
            kind = 4;
        } catch (RuntimeException e) {
            kind = 5;
        }
        buffer[0] = kind;
        Util.setShort(buffer, (short) 1, result);
        apdu.setOutgoingAndSend((short) 0, (short) 3);
    }

    private short state() {
        return (short) (pin.getTriesRemaining() << 4 | (pin.isValidated() ? 1 : 0));
    }

    private short pin(byte which, byte p2, byte[] buffer, byte length) {
        switch (which) {
            case 0: pin = OwnerPINBuilder.buildOwnerPIN((byte) 3, (byte) 8, p2); return 1;
            case 1:
                if (pin instanceof OwnerPIN) {
                    ((OwnerPIN) pin).update(buffer, ISO7816.OFFSET_CDATA, length);
                } else {
                    ((OwnerPINx) pin).update(buffer, ISO7816.OFFSET_CDATA, length);
                }
                return state();
            case 2: return (short) ((pin.check(buffer, ISO7816.OFFSET_CDATA, length) ? 0x100 : 0) | state());
            case 3: pin.reset(); return state();
            case 4: return ((OwnerPINx) pin).getTryLimit();
            case 5: ((OwnerPINx) pin).setTryLimit(p2); return state();
            case 6: ((OwnerPINx) pin).setTriesRemaining(p2); return state();
            case 7: return ((OwnerPINxWithPredecrement) pin).decrementTriesRemaining();
            case 8: return (short) ((pin instanceof OwnerPIN ? 1 : 0) | (pin instanceof OwnerPINx ? 2 : 0) | (pin instanceof OwnerPINxWithPredecrement ? 4 : 0));
            case 9: return state();
            default: return -1;
        }
    }

    private short sensitive(byte which) {
        switch (which) {
            case 0: return SensitiveArrays.isIntegritySensitiveArraysSupported() ? (short) 1 : (short) 0;
            case 1:
                sensitive = (byte[]) SensitiveArrays.makeIntegritySensitiveArray(JCSystem.ARRAY_TYPE_BYTE, JCSystem.CLEAR_ON_RESET, (short) 8);
                return (short) sensitive.length;
            case 2: return SensitiveArrays.isIntegritySensitive(sensitive) ? (short) 1 : (short) 0;
            case 3: return SensitiveArrays.isIntegritySensitive(work) ? (short) 1 : (short) 0;
            case 4: sensitive[3] = 7; SensitiveArrays.assertIntegrity(sensitive); return sensitive[3];
            case 5: return (short) (SensitiveArrays.clearArray(sensitive) * 100 + sensitive[3]);
            case 6: SensitiveArrays.assertIntegrity(work); return 1;
            default: return -1;
        }
    }

    private short global(byte which, byte[] buffer) {
        switch (which) {
            case 0:
                byte[] made = (byte[]) JCSystem.makeGlobalArray(JCSystem.ARRAY_TYPE_BYTE, (short) 10);
                made[9] = 5;
                return (short) (made.length * 100 + JCSystem.isTransient(made) * 10 + made[9]);
            case 1: global = (byte[]) JCSystem.makeGlobalArray(JCSystem.ARRAY_TYPE_BYTE, (short) 10); return 1;
            case 2: return (short) ((short[]) JCSystem.makeGlobalArray(JCSystem.ARRAY_TYPE_SHORT, (short) 4)).length;
            case 3: return (short) ((Object[]) JCSystem.makeGlobalArray(JCSystem.ARRAY_TYPE_OBJECT, (short) 4)).length;
            case 4: return JCSystem.makeGlobalArray((byte) 9, (short) 4) == null ? (short) 0 : (short) 1;
            case 5: return (short) ((byte[]) JCSystem.makeGlobalArray(JCSystem.ARRAY_TYPE_BYTE, (short) -1)).length;
            default: return -1;
        }
    }

    private short fill(byte which) {
        Util.arrayFillNonAtomic(work, (short) 0, (short) 8, (byte) 0);
        switch (which) {
            case 0: return (short) (Util.arrayFill(work, (short) 2, (short) 3, (byte) 9) * 100 + work[1] + work[2] + work[4] + work[5]);
            case 1:
                JCSystem.beginTransaction();
                Util.arrayFill(work, (short) 0, (short) 8, (byte) 9);
                JCSystem.abortTransaction();
                return work[3];
            case 2: return Util.arrayFill(work, (short) 6, (short) 3, (byte) 9);
            case 3: return Util.arrayFill(null, (short) 0, (short) 0, (byte) 9);
            case 4: return Util.arrayFill(work, (short) 0, (short) -1, (byte) 9);
            default: return -1;
        }
    }

    private static short system(byte which) {
        switch (which) {
            case 0: return JCSystem.getVersion();
            case 1:
                short[] memory = new short[2];
                JCSystem.getAvailableMemory(memory, (short) 0, JCSystem.MEMORY_TYPE_PERSISTENT);
                return memory[0] > 0 || memory[1] != 0 ? (short) 1 : (short) 0;
            default: return -1;
        }
    }
}
