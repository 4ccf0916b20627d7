package cardos.transactions;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;

/**
 * Transactions and exceptions in install(), select(), deselect(). The first byte of the application data is kept at
 * installation; P1 of a command sets what the next select() and deselect() do.
 */
public final class Moments extends Applet {
    private static final byte CALM = 0;
    private static final byte SELECT_LEAVES_OPEN = 1;
    private static final byte SELECT_REFUSES = 2;
    private static final byte SELECT_THROWS = 3;
    private static final byte DESELECT_LEAVES_OPEN = 4;
    private static final byte DESELECT_THROWS = 5;
    private static final byte SELECT_COMMITS = 6;
    private static final byte PROCESS_OF_SELECT_THROWS = 7;

    private static short selections;
    private static short installations;

    private byte behaviour;
    private short deselections;
    private short written;
    private final byte depthInInstall;

    private Moments(byte[] parameters, short offset) {
        depthInInstall = JCSystem.getTransactionDepth();
        installations++;
        short at = (short) (offset + parameters[offset] + 1);
        at += (short) (parameters[at] + 1);
        byte how = parameters[at] == 0 ? (byte) 0 : parameters[(short) (at + 1)];
        switch (how) {
            case 1: ISOException.throwIt((short) 0x6A22);
            case 2: return;
            case 3: throw new NullPointerException();
            default: break;
        }
        if (how == 4) {
            register(parameters, (short) (offset + 1), parameters[offset]);
        } else {
            register();
        }
    }

    public static void install(byte[] parameters, short offset, byte length) {
        new Moments(parameters, offset);
    }

    public boolean select() {
        selections++;
        byte b = behaviour;
        switch (b) {
            case SELECT_LEAVES_OPEN:
                behaviour = CALM;
                JCSystem.beginTransaction();
                written++;
                return true;
            case SELECT_REFUSES:
                behaviour = CALM;
                return false;
            case SELECT_THROWS:
                behaviour = CALM;
                ISOException.throwIt((short) 0x6A33);
            case SELECT_COMMITS:
                JCSystem.beginTransaction();
                written += 16;
                JCSystem.commitTransaction();
                return true;
            default:
                return true;
        }
    }

    public void deselect() {
        deselections++;
        switch (behaviour) {
            case DESELECT_LEAVES_OPEN:
                behaviour = CALM;
                JCSystem.beginTransaction();
                written++;
                return;
            case DESELECT_THROWS:
                written += 256;
                ISOException.throwIt((short) 0x6A44);
            default:
        }
    }

    public void process(APDU apdu) {
        byte[] buffer = apdu.getBuffer();
        if (selectingApplet()) {
            if (behaviour == PROCESS_OF_SELECT_THROWS) {
                behaviour = CALM;
                ISOException.throwIt((short) 0x6A55);
            }
            return;
        }
        if (buffer[ISO7816.OFFSET_INS] == (byte) 0x12) {
            buffer[0] = depthInInstall;
            apdu.setOutgoingAndSend((short) 0, (short) 1);
            return;
        }
        if (buffer[ISO7816.OFFSET_INS] != (byte) 0x10) {
            ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
        }
        short at = Util.setShort(buffer, (short) 0, selections);
        byte next = buffer[ISO7816.OFFSET_P1];
        at = Util.setShort(buffer, at, deselections);
        at = Util.setShort(buffer, at, written);
        at = Util.setShort(buffer, at, installations);
        buffer[at++] = behaviour;
        behaviour = next;
        apdu.setOutgoingAndSend((short) 0, at);
    }
}
