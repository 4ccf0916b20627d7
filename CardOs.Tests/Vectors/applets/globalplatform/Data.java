package cardos.globalplatform;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;
import org.globalplatform.Application;

/** Is personalised without an answer, by the older interface. */
public class Data extends Applet implements Application {
    private final byte[] kept = new byte[64];
    private final byte[] selected = JCSystem.makeTransientByteArray((short) 4, JCSystem.CLEAR_ON_DESELECT);
    private short length;

    public static void install(byte[] parameters, short offset, byte length) {
        new Data().register(parameters, (short) (offset + 1), parameters[offset]);
    }

    public void processData(byte[] data, short offset, short count) {
        if (count > 5 && data[(short) (offset + 5)] == (byte) 0xEE) {
            selected[0] = 1;
        }

        Util.arrayCopy(data, offset, kept, (short) 0, count);
        length = count;
    }

    public void process(APDU apdu) {
        if (selectingApplet()) {
            return;
        }

        byte[] buffer = apdu.getBuffer();
        if (buffer[ISO7816.OFFSET_INS] != 0x10) {
            ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
        }

        Util.arrayCopyNonAtomic(kept, (short) 0, buffer, (short) 0, length);
        apdu.setOutgoingAndSend((short) 0, length);
    }
}
