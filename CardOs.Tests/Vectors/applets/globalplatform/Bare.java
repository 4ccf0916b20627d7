package cardos.globalplatform;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.Util;

/** Is personalised by a command as all others are. */
public class Bare extends Applet {
    private final byte[] kept = new byte[64];
    private short length;

    public static void install(byte[] parameters, short offset, byte length) {
        new Bare().register(parameters, (short) (offset + 1), parameters[offset]);
    }

    public void process(APDU apdu) {
        if (selectingApplet()) {
            return;
        }

        byte[] buffer = apdu.getBuffer();
        switch (buffer[ISO7816.OFFSET_INS]) {
            case (byte) 0xE2:
                length = apdu.setIncomingAndReceive();
                Util.arrayCopy(buffer, ISO7816.OFFSET_CDATA, kept, (short) 0, length);
                Util.arrayCopyNonAtomic(kept, (short) 0, buffer, (short) 0, length);
                apdu.setOutgoingAndSend((short) 0, length);
                return;
            case 0x10:
                Util.arrayCopyNonAtomic(kept, (short) 0, buffer, (short) 0, length);
                apdu.setOutgoingAndSend((short) 0, length);
                return;
            default:
                ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
        }
    }
}
