package cardos.extended;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.Util;
import javacardx.apdu.ExtendedLength;

/** Commands and answers longer than 255 bytes. */
public final class Extended extends Applet implements ExtendedLength {
    private static final byte INS_KEEP = (byte) 0x10;
    private static final byte INS_SEND = (byte) 0x12;
    private static final byte INS_DESCRIBE = (byte) 0x14;

    private static final short SIZE = 1200;

    private final byte[] kept = new byte[SIZE];
    private short length;

    private Extended() {
        register();
    }

    public static void install(byte[] parameters, short offset, byte length) {
        new Extended();
    }

    public void process(APDU apdu) {
        if (selectingApplet()) {
            return;
        }
        byte[] buffer = apdu.getBuffer();
        switch (buffer[ISO7816.OFFSET_INS]) {
            case INS_KEEP: keep(apdu, buffer); return;
            case INS_SEND: send(apdu); return;
            case INS_DESCRIBE: describe(apdu, buffer); return;
            default: ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
        }
    }

    private void keep(APDU apdu, byte[] buffer) {
        short received = apdu.setIncomingAndReceive();
        short total = apdu.getIncomingLength();
        if (total > SIZE) {
            ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
        }
        short at = 0;
        short from = apdu.getOffsetCdata();
        while (received > 0) {
            at = Util.arrayCopyNonAtomic(buffer, from, kept, at, received);
            received = apdu.receiveBytes(from);
        }
        length = at;
        if (at != total) {
            ISOException.throwIt(ISO7816.SW_DATA_INVALID);
        }
    }

    private void send(APDU apdu) {
        short expected = apdu.setOutgoing();
        short sent = expected < length ? expected : length;
        apdu.setOutgoingLength(sent);
        apdu.sendBytesLong(kept, (short) 0, sent);
    }

    /** What the APDU object says of lengths and offset. */
    private static void describe(APDU apdu, byte[] buffer) {
        short first = apdu.getIncomingLength();
        short offset = apdu.getOffsetCdata();
        short received = first == 0 ? (short) 0 : apdu.setIncomingAndReceive();
        while (received > 0) {
            received = apdu.receiveBytes(offset);
        }
        short expected = apdu.setOutgoing();
        short at = Util.setShort(buffer, (short) 0, first);
        at = Util.setShort(buffer, at, offset);
        at = Util.setShort(buffer, at, expected);
        apdu.setOutgoingLength(at);
        apdu.sendBytes((short) 0, at);
    }
}
