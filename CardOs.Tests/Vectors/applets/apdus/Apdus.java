package cardos.apdus;

import javacard.framework.APDU;
import javacard.framework.APDUException;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.SystemException;
import javacard.framework.Util;

/**
 * The APDU object: states, wrong orders, lengths. INS 10 runs the scenario P1 and keeps a log of states, results and
 * exceptions; INS 12 reads the log. A log entry is one byte 5x for a state, or E and the class and reason of an exception,
 * or A and a short for a result.
 */
public final class Apdus extends Applet {
    private static final byte INS_RUN = (byte) 0x10;
    private static final byte INS_LOG = (byte) 0x12;
    private static final byte INS_BUFFER = (byte) 0x16;
    private static final byte INS_CLASS = (byte) 0x18;
    private static final byte INS_HOOKS = (byte) 0x1A;

    private final byte[] log = new byte[100];
    private final byte[] hooks = new byte[20];
    private short logged;
    private short hooked;
    private final byte[] payload = new byte[600];

    private Apdus() {
        for (short i = 0; i < payload.length; i++) {
            payload[i] = (byte) (i + 1);
        }
        register();
    }

    public static void install(byte[] parameters, short offset, byte length) {
        Apdus a = new Apdus();
        try {
            APDU.getCurrentAPDU();
            a.hook((byte) 0x11);
        } catch (SecurityException e) {
            a.hook((byte) 0x12);
        }
    }

    public boolean select() {
        hook((byte) 0x20);
        try {
            APDU.getCurrentAPDUBuffer();
            hook((byte) 0x21);
        } catch (SecurityException e) {
            hook((byte) 0x22);
        }
        hook(selectingApplet() ? (byte) 0x23 : (byte) 0x24);
        return true;
    }

    public void deselect() {
        hook((byte) 0x30);
        try {
            APDU.getCurrentAPDU();
            hook((byte) 0x31);
        } catch (SecurityException e) {
            hook((byte) 0x32);
        }
        hook(selectingApplet() ? (byte) 0x33 : (byte) 0x34);
    }

    private void hook(byte what) {
        if (hooked < hooks.length) {
            hooks[hooked++] = what;
        }
    }

    private void result(short value) {
        log[logged++] = (byte) 0x0A;
        logged = Util.setShort(log, logged, value);
    }

    private void state(APDU apdu) {
        log[logged++] = (byte) (0x50 | (apdu.getCurrentState() & 0x0F));
    }

    private void failure(byte kind, short reason) {
        log[logged++] = (byte) 0x0E;
        log[logged++] = kind;
        log[logged++] = (byte) reason;
    }

    public void process(APDU apdu) {
        byte[] buffer = apdu.getBuffer();
        if (selectingApplet()) {
            hook((byte) 0x40);
            if (apdu.getCurrentState() == APDU.STATE_INITIAL && buffer[ISO7816.OFFSET_INS] == ISO7816.INS_SELECT) {
                hook((byte) 0x41);
            }
            return;
        }
        switch (buffer[ISO7816.OFFSET_INS]) {
            case INS_RUN:
                byte scenario = buffer[ISO7816.OFFSET_P1];
                logged = 0;
                state(apdu);
                try {
                    run(scenario, apdu, buffer);
                } catch (APDUException e) {
                    failure((byte) 1, e.getReason());
                } catch (NullPointerException e) {
                    failure((byte) 2, (short) 0);
                } catch (ArrayIndexOutOfBoundsException e) {
                    failure((byte) 3, (short) 0);
                } catch (SecurityException e) {
                    failure((byte) 4, (short) 0);
                } catch (SystemException e) {
                    failure((byte) 5, e.getReason());
                }
                state(apdu);
                return;
            case INS_LOG:
                Util.arrayCopyNonAtomic(log, (short) 0, buffer, (short) 0, logged);
                apdu.setOutgoingAndSend((short) 0, logged);
                return;
            case INS_BUFFER:
                short received = apdu.setIncomingAndReceive();
                short size = (short) (5 + received);
                boolean clean = true;
                for (short i = (short) (size + 1); i < 100; i++) {
                    clean &= buffer[i] == 0;
                }
                buffer[size] = clean ? (byte) 1 : (byte) 0;
                apdu.setOutgoingAndSend((short) 0, (short) (size + 1));
                return;
            case INS_CLASS:
                buffer[5] = (byte) (apdu.isISOInterindustryCLA() ? 1 : 0);
                buffer[6] = (byte) (apdu.isSecureMessagingCLA() ? 1 : 0);
                buffer[7] = (byte) (apdu.isCommandChainingCLA() ? 1 : 0);
                buffer[8] = APDU.getCLAChannel();
                apdu.setOutgoingAndSend((short) 5, (short) 4);
                return;
            case INS_HOOKS:
                Util.arrayCopyNonAtomic(hooks, (short) 0, buffer, (short) 0, hooked);
                short length = hooked;
                hooked = 0;
                apdu.setOutgoingAndSend((short) 0, length);
                return;
            default:
                ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
        }
    }

    private void run(byte scenario, APDU apdu, byte[] buffer) {
        switch (scenario) {
            case 0: return;
            case 1: result(apdu.setIncomingAndReceive()); return;
            case 2: result(apdu.setIncomingAndReceive()); state(apdu); result(apdu.setIncomingAndReceive()); return;
            case 3: result(apdu.receiveBytes((short) 5)); return;
            case 4: result(apdu.setIncomingAndReceive()); result(apdu.receiveBytes((short) 5)); return;
            case 5: result(apdu.setOutgoing()); return;
            case 6: result(apdu.setOutgoing()); state(apdu); result(apdu.setOutgoing()); return;
            case 7: apdu.setOutgoingLength((short) 1); return;
            case 8: apdu.sendBytes((short) 0, (short) 1); return;
            case 9: result(apdu.setOutgoing()); apdu.setOutgoingLength((short) 4); state(apdu); apdu.sendBytes((short) 0, (short) 2); state(apdu); apdu.sendBytes((short) 2, (short) 2); return;
            case 10: apdu.setOutgoing(); apdu.setOutgoingLength((short) 4); apdu.sendBytes((short) 0, (short) 5); return;
            case 11: apdu.setOutgoing(); apdu.setOutgoingLength((short) 4); apdu.sendBytes((short) 0, (short) 4); apdu.sendBytes((short) 0, (short) 1); return;
            case 12: apdu.setOutgoing(); apdu.setOutgoingLength((short) 257); return;
            case 13: apdu.setOutgoing(); apdu.setOutgoingLength((short) -1); return;
            case 14: apdu.setOutgoing(); apdu.setOutgoingLength((short) 0); return;
            case 15: apdu.setOutgoing(); apdu.setOutgoingLength((short) 4); apdu.sendBytes((short) 0, (short) -1); return;
            case 16: apdu.setOutgoing(); apdu.setOutgoingLength((short) 4); apdu.sendBytes((short) -1, (short) 1); return;
            case 17: apdu.setOutgoing(); apdu.setOutgoingLength((short) 4); apdu.sendBytes((short) 2000, (short) 1); return;
            case 18: apdu.setOutgoing(); apdu.setOutgoingLength((short) 4); apdu.sendBytes((short) 0, (short) 2); return;
            case 19: apdu.setOutgoingAndSend((short) 0, (short) 0); return;
            case 20: apdu.setOutgoingAndSend((short) 0, (short) 4); state(apdu); apdu.setOutgoing(); return;
            case 21: apdu.setOutgoing(); apdu.setOutgoingLength((short) 200); apdu.sendBytesLong(payload, (short) 10, (short) 200); return;
            case 22: apdu.setOutgoing(); apdu.setOutgoingLength((short) 256); apdu.sendBytesLong(payload, (short) 0, (short) 256); return;
            case 23: apdu.setOutgoing(); apdu.setOutgoingLength((short) 5); apdu.sendBytesLong(null, (short) 0, (short) 5); return;
            case 24: apdu.setOutgoing(); apdu.setOutgoingLength((short) 5); apdu.sendBytesLong(payload, (short) 598, (short) 5); return;
            case 25: apdu.setOutgoing(); apdu.setOutgoingLength((short) 3); apdu.sendBytesLong(payload, (short) 0, (short) 4); return;
            case 26: result(apdu.setOutgoingNoChaining()); state(apdu); apdu.setOutgoingLength((short) 2); apdu.sendBytes((short) 0, (short) 2); return;
            case 27: apdu.setOutgoingNoChaining(); APDU.waitExtension(); return;
            case 28: APDU.waitExtension(); state(apdu); result((short) 1); return;
            case 29: result(apdu.setOutgoing()); result(apdu.setIncomingAndReceive()); return;
            case 30: result(apdu.setOutgoing()); result(apdu.receiveBytes((short) 5)); return;
            case 31: result(apdu.setIncomingAndReceive()); result(apdu.setOutgoing()); state(apdu); apdu.setOutgoingLength((short) 3); apdu.sendBytes((short) 5, (short) 3); return;
            case 32: apdu.setOutgoingAndSend((short) 0, (short) 4); ISOException.throwIt((short) 0x6A99);
            case 33: ISOException.throwIt(ISO7816.SW_NO_ERROR);
            case 34: ISOException.throwIt((short) 0x9101);
            case 35: apdu.setOutgoingAndSend((short) 0, (short) 4); throw new ArithmeticException();
            case 36: result((short) (APDU.getInBlockSize() > 0 ? 1 : 0)); result((short) (APDU.getOutBlockSize() > 0 ? 1 : 0)); result((short) (APDU.getProtocol() & 0x0F)); result((short) (buffer.length >= 133 ? 1 : 0)); return;
            case 37: result(apdu.getNAD()); return;
            case 38: result((short) (buffer == APDU.getCurrentAPDUBuffer() ? 1 : 0)); result((short) (apdu == APDU.getCurrentAPDU() ? 1 : 0)); return;
            case 39: result(apdu.getIncomingLength()); result(apdu.getOffsetCdata()); return;
            case 40: result(apdu.setIncomingAndReceive()); result(apdu.getIncomingLength()); result(apdu.getOffsetCdata()); return;
            case 42: ISOException.throwIt((short) 0x1234);
            case 43: result(apdu.setOutgoing()); apdu.setOutgoingLength((short) 300); return;
            case 44: apdu.setOutgoing(); apdu.setOutgoingLength((short) 6); apdu.sendBytes((short) 0, (short) 0); state(apdu); apdu.sendBytesLong(payload, (short) 0, (short) 6); return;
            case 45: apdu.setOutgoing(); apdu.setOutgoingLength((short) 3); apdu.setOutgoingLength((short) 2); return;
            case 46: buffer[0] = 0x7F; buffer[1] = 0x7E; result(apdu.setIncomingAndReceive()); apdu.setOutgoingAndSend((short) 0, (short) 7); return;
            default: ISOException.throwIt(ISO7816.SW_INCORRECT_P1P2);
        }
    }
}
