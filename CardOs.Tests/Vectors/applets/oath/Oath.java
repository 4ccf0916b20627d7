package cardos.oath;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;
import javacard.security.MessageDigest;

/**
 * One-time passwords: HOTP of RFC 4226 with a counter on the card, TOTP of RFC 6238 with the time step from outside. HMAC is
 * built on SHA-1, which more cards have than HMAC itself. A code is sent as decimal digits in ASCII.
 */
public final class Oath extends Applet {
    private static final byte INS_PUT_KEY = (byte) 0x01;
    private static final byte INS_HOTP = (byte) 0x02;
    private static final byte INS_TOTP = (byte) 0x03;
    private static final byte INS_COUNTER = (byte) 0x04;
    private static final byte INS_HMAC = (byte) 0x05;

    private static final short BLOCK = 64;
    private static final short HASH = 20;
    private static final short COUNTER_SIZE = 8;
    private static final short MAX_DIGITS = 8;
    private static final byte INNER = (byte) 0x36;
    private static final byte OUTER = (byte) 0x5C;

    private final byte[] key = new byte[BLOCK];
    private boolean hasKey;
    private final byte[] counter = new byte[COUNTER_SIZE];
    private final byte[] pad = JCSystem.makeTransientByteArray(BLOCK, JCSystem.CLEAR_ON_DESELECT);
    private final byte[] hash = JCSystem.makeTransientByteArray(HASH, JCSystem.CLEAR_ON_DESELECT);
    private final MessageDigest sha = MessageDigest.getInstance(MessageDigest.ALG_SHA, false);

    private Oath() {
        register();
    }

    public static void install(byte[] parameters, short offset, byte length) {
        new Oath();
    }

    public void process(APDU apdu) {
        if (selectingApplet()) {
            return;
        }
        byte[] buffer = apdu.getBuffer();
        byte ins = buffer[ISO7816.OFFSET_INS];
        byte digits = buffer[ISO7816.OFFSET_P1];
        short length = ins == INS_HOTP || ins == INS_COUNTER ? (short) 0 : apdu.setIncomingAndReceive();
        switch (ins) {
            case INS_PUT_KEY: putKey(buffer, length); return;
            case INS_HOTP:
                demandKey(digits);
                Util.arrayCopyNonAtomic(counter, (short) 0, buffer, ISO7816.OFFSET_CDATA, COUNTER_SIZE);
                count();
                hmac(buffer, ISO7816.OFFSET_CDATA, COUNTER_SIZE);
                sendCode(apdu, buffer, digits);
                return;
            case INS_TOTP:
                demandKey(digits);
                if (length != COUNTER_SIZE) {
                    ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
                }
                hmac(buffer, ISO7816.OFFSET_CDATA, COUNTER_SIZE);
                sendCode(apdu, buffer, digits);
                return;
            case INS_COUNTER:
                Util.arrayCopyNonAtomic(counter, (short) 0, buffer, (short) 0, COUNTER_SIZE);
                apdu.setOutgoingAndSend((short) 0, COUNTER_SIZE);
                return;
            case INS_HMAC:
                demandKey((byte) 6);
                hmac(buffer, ISO7816.OFFSET_CDATA, length);
                Util.arrayCopyNonAtomic(hash, (short) 0, buffer, (short) 0, HASH);
                apdu.setOutgoingAndSend((short) 0, HASH);
                return;
            default: ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
        }
    }

    /** A new key starts the counter again. */
    private void putKey(byte[] buffer, short length) {
        JCSystem.beginTransaction();
        for (short i = 0; i < BLOCK; i++) {
            key[i] = 0;
        }
        if (length > BLOCK) {
            sha.reset();
            sha.doFinal(buffer, ISO7816.OFFSET_CDATA, length, hash, (short) 0);
            Util.arrayCopy(hash, (short) 0, key, (short) 0, HASH);
        } else {
            Util.arrayCopy(buffer, ISO7816.OFFSET_CDATA, key, (short) 0, length);
        }
        for (short i = 0; i < COUNTER_SIZE; i++) {
            counter[i] = 0;
        }
        hasKey = true;
        JCSystem.commitTransaction();
    }

    private void demandKey(byte digits) {
        if (!hasKey) {
            ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
        }
        if (digits < 6 || digits > MAX_DIGITS) {
            ISOException.throwIt(ISO7816.SW_INCORRECT_P1P2);
        }
    }

    private void count() {
        JCSystem.beginTransaction();
        for (short i = (short) (COUNTER_SIZE - 1); i >= 0; i--) {
            counter[i]++;
            if (counter[i] != 0) {
                break;
            }
        }
        JCSystem.commitTransaction();
    }

    private void hmac(byte[] message, short offset, short length) {
        xorPad(INNER);
        sha.reset();
        sha.update(pad, (short) 0, BLOCK);
        sha.doFinal(message, offset, length, hash, (short) 0);
        xorPad(OUTER);
        sha.update(pad, (short) 0, BLOCK);
        sha.doFinal(hash, (short) 0, HASH, hash, (short) 0);
    }

    private void xorPad(byte with) {
        for (short i = 0; i < BLOCK; i++) {
            pad[i] = (byte) (key[i] ^ with);
        }
    }

    /** The truncated 31 bits are divided by ten digit by digit, two bytes at a time: a card need not have ints. */
    private void sendCode(APDU apdu, byte[] buffer, byte digits) {
        short at = (short) (hash[HASH - 1] & 0x0F);
        short high = (short) (Util.getShort(hash, at) & 0x7FFF);
        short low = Util.getShort(hash, (short) (at + 2));
        for (short i = (short) (digits - 1); i >= 0; i--) {
            short remainder = (short) (high % 10);
            high /= 10;
            short upper = (short) ((remainder << 8) | ((low >> 8) & 0xFF));
            remainder = (short) (upper % 10);
            upper /= 10;
            short lower = (short) ((remainder << 8) | (low & 0xFF));
            remainder = (short) (lower % 10);
            lower /= 10;
            low = (short) ((upper << 8) | lower);
            buffer[i] = (byte) ('0' + remainder);
        }
        apdu.setOutgoingAndSend((short) 0, digits);
    }
}
