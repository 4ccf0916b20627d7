package cardos.lifecycle;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.AppletEvent;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;

/** One instance per channel at a time. Every call of the runtime is written into a diary that all instances share. */
public final class Diary extends Applet implements AppletEvent {
    private static final byte INS_DIARY = (byte) 0x10;
    private static final byte INS_TRANSIENT = (byte) 0x12;
    private static final byte INS_CHANNEL = (byte) 0x14;
    private static final byte INS_GARBAGE = (byte) 0x16;
    private static final byte INS_KEEP = (byte) 0x18;

    private static final byte[] pages = new byte[60];
    private static short written;
    private static Object keptByPackage;

    private final byte mark;
    private final byte[] whileSelected = JCSystem.makeTransientByteArray((short) 1, JCSystem.CLEAR_ON_DESELECT);
    private byte[] garbage;

    /** The application data is the mark of the instance. */
    private Diary(byte[] parameters, short offset) {
        short at = (short) (offset + parameters[offset] + 1);
        at += (short) (parameters[at] + 1);
        mark = parameters[(short) (at + 1)];
        register(parameters, (short) (offset + 1), parameters[offset]);
        write((byte) 0x10);
    }

    public static void install(byte[] parameters, short offset, byte length) {
        new Diary(parameters, offset);
    }

    /** A full diary starts again. */
    private void write(byte what) {
        if (written > (short) (pages.length - 2)) {
            written = 0;
        }
        pages[written++] = mark;
        pages[written++] = what;
    }

    public boolean select() {
        write((byte) 0x20);
        return true;
    }

    public void deselect() {
        write((byte) 0x30);
    }

    public void uninstall() {
        write((byte) 0x40);
    }

    public void process(APDU apdu) {
        byte[] buffer = apdu.getBuffer();
        if (selectingApplet()) {
            write((byte) 0x50);
            return;
        }
        byte p1 = buffer[ISO7816.OFFSET_P1];
        short length;
        switch (buffer[ISO7816.OFFSET_INS]) {
            case INS_DIARY:
                length = Util.arrayCopyNonAtomic(pages, (short) 0, buffer, (short) 0, written);
                written = 0;
                break;
            case INS_TRANSIENT:
                buffer[0] = whileSelected[0];
                whileSelected[0] = p1;
                length = 1;
                break;
            case INS_CHANNEL:
                buffer[0] = JCSystem.getAssignedChannel();
                buffer[1] = APDU.getCLAChannel();
                buffer[2] = JCSystem.isAppletActive(JCSystem.getAID()) ? (byte) 1 : (byte) 0;
                length = 3;
                break;
            case INS_GARBAGE:
                garbage = new byte[1000];
                garbage[999] = p1;
                JCSystem.requestObjectDeletion();
                buffer[0] = garbage[999];
                length = 1;
                break;
            case INS_KEEP:
                buffer[0] = keptByPackage == null ? (byte) 0 : keptByPackage == this ? (byte) 1 : (byte) 2;
                keptByPackage = p1 == 0 ? null : this;
                length = 1;
                break;
            default:
                ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
                return;
        }
        apdu.setOutgoingAndSend((short) 0, length);
    }
}
