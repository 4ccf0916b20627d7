package cardos.pinvault;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.OwnerPIN;
import javacard.framework.Util;

/**
 * VERIFY, CHANGE and RESET RETRY COUNTER of ISO/IEC 7816-4 with a PIN and an unblocking code, padded with FF to eight bytes,
 * and a secret that only a verified holder reads and writes.
 */
public final class PinVault extends Applet {
    private static final byte INS_VERIFY = (byte) 0x20;
    private static final byte INS_CHANGE = (byte) 0x24;
    private static final byte INS_UNBLOCK = (byte) 0x2C;
    private static final byte INS_READ = (byte) 0xB0;
    private static final byte INS_WRITE = (byte) 0xD0;

    private static final byte SIZE = 8;
    private static final byte REFERENCE = (byte) 0x01;
    private static final short SW_BLOCKED = (short) 0x6983;
    private static final short SW_TRIES = (short) 0x63C0;
    private static final short SW_REFERENCE_NOT_FOUND = (short) 0x6A88;

    private static final byte[] INITIAL_PIN = {'1', '2', '3', '4', (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF};
    private static final byte[] INITIAL_PUK = {'1', '2', '3', '4', '5', '6', '7', '8'};

    private final OwnerPIN pin = new OwnerPIN((byte) 3, SIZE);
    private final OwnerPIN puk = new OwnerPIN((byte) 2, SIZE);
    private final byte[] secret = new byte[64];
    private short secretLength;

    private PinVault() {
        pin.update(INITIAL_PIN, (short) 0, SIZE);
        puk.update(INITIAL_PUK, (short) 0, SIZE);
        register();
    }

    public static void install(byte[] parameters, short offset, byte length) {
        new PinVault();
    }

    public void deselect() {
        pin.reset();
        puk.reset();
    }

    public void process(APDU apdu) {
        if (selectingApplet()) {
            return;
        }
        byte[] buffer = apdu.getBuffer();
        switch (buffer[ISO7816.OFFSET_INS]) {
            case INS_VERIFY: verify(apdu, buffer); return;
            case INS_CHANGE: change(apdu, buffer); return;
            case INS_UNBLOCK: unblock(apdu, buffer); return;
            case INS_READ:
                demandPin();
                Util.arrayCopyNonAtomic(secret, (short) 0, buffer, (short) 0, secretLength);
                apdu.setOutgoingAndSend((short) 0, secretLength);
                return;
            case INS_WRITE: write(apdu, buffer); return;
            default: ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
        }
    }

    private static short receive(APDU apdu, byte[] buffer, short expected) {
        if (buffer[ISO7816.OFFSET_P2] != REFERENCE) {
            ISOException.throwIt(SW_REFERENCE_NOT_FOUND);
        }
        short length = buffer[ISO7816.OFFSET_LC] == 0 ? (short) 0 : apdu.setIncomingAndReceive();
        if (length != 0 && length != expected || length == 0 && expected != SIZE) {
            ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
        }
        return length;
    }

    /** Without data the tries that are left are told. */
    private void verify(APDU apdu, byte[] buffer) {
        short length = receive(apdu, buffer, SIZE);
        if (length == 0) {
            if (pin.isValidated()) {
                return;
            }
            ISOException.throwIt(state(pin));
        }
        check(pin, buffer, ISO7816.OFFSET_CDATA);
    }

    private static short state(OwnerPIN code) {
        byte left = code.getTriesRemaining();
        return left == 0 ? SW_BLOCKED : (short) (SW_TRIES | left);
    }

    private static void check(OwnerPIN code, byte[] buffer, short at) {
        if (code.getTriesRemaining() == 0) {
            ISOException.throwIt(SW_BLOCKED);
        }
        if (!code.check(buffer, at, SIZE)) {
            ISOException.throwIt((short) (SW_TRIES | code.getTriesRemaining()));
        }
    }

    private void change(APDU apdu, byte[] buffer) {
        receive(apdu, buffer, (short) (2 * SIZE));
        check(pin, buffer, ISO7816.OFFSET_CDATA);
        pin.update(buffer, (short) (ISO7816.OFFSET_CDATA + SIZE), SIZE);
    }

    private void unblock(APDU apdu, byte[] buffer) {
        receive(apdu, buffer, (short) (2 * SIZE));
        check(puk, buffer, ISO7816.OFFSET_CDATA);
        puk.reset();
        pin.update(buffer, (short) (ISO7816.OFFSET_CDATA + SIZE), SIZE);
        pin.resetAndUnblock();
    }

    private void demandPin() {
        if (!pin.isValidated()) {
            ISOException.throwIt(ISO7816.SW_SECURITY_STATUS_NOT_SATISFIED);
        }
    }

    private void write(APDU apdu, byte[] buffer) {
        demandPin();
        short length = apdu.setIncomingAndReceive();
        if (length > secret.length) {
            ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
        }
        JCSystem.beginTransaction();
        Util.arrayCopy(buffer, ISO7816.OFFSET_CDATA, secret, (short) 0, length);
        secretLength = length;
        JCSystem.commitTransaction();
    }
}
