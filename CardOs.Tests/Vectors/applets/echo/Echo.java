package cardos.echo;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.Util;

/** The smallest useful applet: it sends back what it is sent, and counts the commands it has served. */
public final class Echo extends Applet {
    private static final byte INS_ECHO = (byte) 0x02;
    private static final byte INS_COUNT = (byte) 0x04;
    private static final byte INS_AGAIN = (byte) 0x06;
    private static final short MAX_ECHO = 32;

    private final byte[] kept = new byte[MAX_ECHO];
    private short keptLength;
    private short served;

    private Echo() {
        register();
    }

    public static void install(byte[] parameters, short offset, byte length) {
        new Echo();
    }

    public void process(APDU apdu) {
        if (selectingApplet()) {
            return;
        }
        served++;
        byte[] buffer = apdu.getBuffer();
        switch (buffer[ISO7816.OFFSET_INS]) {
            case INS_ECHO:
                keep(apdu, buffer);
                send(apdu, buffer);
                return;
            case INS_AGAIN:
                send(apdu, buffer);
                return;
            case INS_COUNT:
                Util.setShort(buffer, (short) 0, served);
                apdu.setOutgoingAndSend((short) 0, (short) 2);
                return;
            default:
                ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
        }
    }

    /** What is kept stays over a reset: INS_AGAIN sends it again. */
    private void keep(APDU apdu, byte[] buffer) {
        short length = apdu.setIncomingAndReceive();
        if (length > MAX_ECHO) {
            ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
        }
        Util.arrayCopy(buffer, ISO7816.OFFSET_CDATA, kept, (short) 0, length);
        keptLength = length;
    }

    private void send(APDU apdu, byte[] buffer) {
        Util.arrayCopyNonAtomic(kept, (short) 0, buffer, (short) 0, keptLength);
        apdu.setOutgoingAndSend((short) 0, keptLength);
    }
}
