package cardos.globalplatform;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;
import org.globalplatform.GPSystem;
import org.globalplatform.Personalization;

/** Is personalised, and answers: what it got so far, the security level, and what it decrypts. */
public class Personal extends Applet implements Personalization {
    private final byte[] kept = new byte[64];
    private short length;

    public static void install(byte[] parameters, short offset, byte length) {
        new Personal().register(parameters, (short) (offset + 1), parameters[offset]);
    }

    public short processData(byte[] in, short inOffset, short inLength, byte[] out, short outOffset) {
        short start = (short) (inOffset + 5);
        short count = (short) (inLength - 5);
        if (count > 0 && in[start] == (byte) 0xEE) {
            ISOException.throwIt(Util.getShort(in, (short) (start + 1)));
        }

        if (count > 0 && in[start] == (byte) 0xDD) {
            JCSystem.beginTransaction();
            length = 0;
            return 0;
        }

        if (count > 0 && in[start] == (byte) 0xCC) {
            count = GPSystem.getSecureChannel().decryptData(in, (short) (start + 1), (short) (count - 1));
            Util.arrayCopyNonAtomic(in, (short) (start + 1), in, start, count);
        }

        Util.arrayCopy(in, start, kept, length, count);
        length += count;
        out[outOffset] = GPSystem.getSecureChannel().getSecurityLevel();
        Util.arrayCopyNonAtomic(kept, (short) 0, out, (short) (outOffset + 1), length);
        return (short) (length + 1);
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
