package cardos.multi;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.MultiSelectable;
import javacard.framework.Util;

/** May be active on several channels at once. Every call of the runtime is written into a diary of all instances. */
public final class SharedDiary extends Applet implements MultiSelectable {
    private static final byte INS_DIARY = (byte) 0x10;
    private static final byte INS_TRANSIENT = (byte) 0x12;
    private static final byte INS_CHANNEL = (byte) 0x14;

    private static final byte[] pages = new byte[80];
    private static short written;

    private final byte mark;
    private final byte[] whileSelected = JCSystem.makeTransientByteArray((short) 1, JCSystem.CLEAR_ON_DESELECT);

    private SharedDiary(byte[] parameters, short offset) {
        short at = (short) (offset + parameters[offset] + 1);
        at += (short) (parameters[at] + 1);
        mark = parameters[(short) (at + 1)];
        register(parameters, (short) (offset + 1), parameters[offset]);
    }

    public static void install(byte[] parameters, short offset, byte length) {
        new SharedDiary(parameters, offset);
    }

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

    public boolean select(boolean packageActive) {
        write(packageActive ? (byte) 0x61 : (byte) 0x60);
        return true;
    }

    public void deselect(boolean packageActive) {
        write(packageActive ? (byte) 0x71 : (byte) 0x70);
    }

    public void process(APDU apdu) {
        byte[] buffer = apdu.getBuffer();
        if (selectingApplet()) {
            write((byte) 0x50);
            return;
        }
        short length;
        switch (buffer[ISO7816.OFFSET_INS]) {
            case INS_DIARY:
                length = Util.arrayCopyNonAtomic(pages, (short) 0, buffer, (short) 0, written);
                written = 0;
                break;
            case INS_TRANSIENT:
                byte before = whileSelected[0];
                whileSelected[0] = buffer[ISO7816.OFFSET_P1];
                buffer[0] = before;
                length = 1;
                break;
            case INS_CHANNEL:
                buffer[0] = JCSystem.getAssignedChannel();
                buffer[1] = APDU.getCLAChannel();
                buffer[2] = JCSystem.isAppletActive(JCSystem.getAID()) ? (byte) 1 : (byte) 0;
                length = 3;
                break;
            default:
                ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
                return;
        }
        apdu.setOutgoingAndSend((short) 0, length);
    }
}
