package cardos.wallet;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.OwnerPIN;
import javacard.framework.Util;

/** An electronic wallet with a PIN and a cyclic log: balance and log change together or not at all. */
public final class Wallet extends Applet {
    private static final byte CLA_WALLET = (byte) 0xB0;
    private static final byte INS_VERIFY = (byte) 0x20;
    private static final byte INS_CREDIT = (byte) 0x30;
    private static final byte INS_DEBIT = (byte) 0x40;
    private static final byte INS_BALANCE = (byte) 0x50;
    private static final byte INS_LOG = (byte) 0x52;
    private static final byte INS_UNBLOCK = (byte) 0x2C;

    private static final short MAX_BALANCE = 0x7FFF;
    private static final short MAX_AMOUNT = 1000;
    private static final byte MAX_TRIES = 3;
    private static final byte MAX_PIN_SIZE = 8;
    private static final short RECORDS = 4;
    private static final short RECORD_SIZE = 5;

    private static final short SW_VERIFICATION_FAILED = (short) 0x63C0;
    private static final short SW_AMOUNT = (short) 0x6A83;
    private static final short SW_EXCEEDS_MAXIMUM = (short) 0x6A84;
    private static final short SW_NEGATIVE = (short) 0x6A85;

    private final OwnerPIN pin = new OwnerPIN(MAX_TRIES, MAX_PIN_SIZE);
    private final byte[] log = new byte[RECORDS * RECORD_SIZE];
    private short next;
    private short sequence;
    private short balance;

    /** The application data is the PIN. */
    private Wallet(byte[] parameters, short offset) {
        short at = (short) (offset + parameters[offset] + 1);
        at += (short) (parameters[at] + 1);
        byte length = parameters[at];
        if (length < 4 || length > MAX_PIN_SIZE) {
            ISOException.throwIt(ISO7816.SW_WRONG_DATA);
        }
        pin.update(parameters, (short) (at + 1), length);
        register(parameters, (short) (offset + 1), parameters[offset]);
    }

    public static void install(byte[] parameters, short offset, byte length) {
        new Wallet(parameters, offset);
    }

    public boolean select() {
        return pin.getTriesRemaining() != 0 || balance > 0;
    }

    public void deselect() {
        pin.reset();
    }

    public void process(APDU apdu) {
        if (selectingApplet()) {
            return;
        }
        byte[] buffer = apdu.getBuffer();
        if (buffer[ISO7816.OFFSET_CLA] != CLA_WALLET) {
            ISOException.throwIt(ISO7816.SW_CLA_NOT_SUPPORTED);
        }
        switch (buffer[ISO7816.OFFSET_INS]) {
            case INS_VERIFY: verify(apdu, buffer); return;
            case INS_CREDIT: credit(amount(apdu, buffer)); return;
            case INS_DEBIT: debit(amount(apdu, buffer)); return;
            case INS_BALANCE:
                Util.setShort(buffer, (short) 0, balance);
                apdu.setOutgoingAndSend((short) 0, (short) 2);
                return;
            case INS_LOG: readLog(apdu, buffer); return;
            case INS_UNBLOCK: pin.resetAndUnblock(); return;
            default: ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
        }
    }

    private void verify(APDU apdu, byte[] buffer) {
        byte length = (byte) apdu.setIncomingAndReceive();
        if (!pin.check(buffer, ISO7816.OFFSET_CDATA, length)) {
            ISOException.throwIt((short) (SW_VERIFICATION_FAILED | pin.getTriesRemaining()));
        }
    }

    private short amount(APDU apdu, byte[] buffer) {
        if (!pin.isValidated()) {
            ISOException.throwIt(ISO7816.SW_SECURITY_STATUS_NOT_SATISFIED);
        }
        if (apdu.setIncomingAndReceive() != 2) {
            ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
        }
        short amount = Util.getShort(buffer, ISO7816.OFFSET_CDATA);
        if (amount <= 0 || amount > MAX_AMOUNT) {
            ISOException.throwIt(SW_AMOUNT);
        }
        return amount;
    }

    private void credit(short amount) {
        if (amount > (short) (MAX_BALANCE - balance)) {
            ISOException.throwIt(SW_EXCEEDS_MAXIMUM);
        }
        book((byte) '+', amount, (short) (balance + amount));
    }

    private void debit(short amount) {
        if (amount > balance) {
            ISOException.throwIt(SW_NEGATIVE);
        }
        book((byte) '-', amount, (short) (balance - amount));
    }

    private void book(byte kind, short amount, short result) {
        JCSystem.beginTransaction();
        balance = result;
        sequence++;
        log[next] = kind;
        Util.setShort(log, (short) (next + 1), amount);
        Util.setShort(log, (short) (next + 3), sequence);
        next = (short) ((short) (next + RECORD_SIZE) % log.length);
        JCSystem.commitTransaction();
    }

    /** The newest record first. */
    private void readLog(APDU apdu, byte[] buffer) {
        short at = 0;
        short from = next;
        for (short i = 0; i < RECORDS; i++) {
            if (from == 0) {
                from = (short) log.length;
            }
            from -= RECORD_SIZE;
            if (log[from] != 0) {
                at = Util.arrayCopyNonAtomic(log, from, buffer, at, RECORD_SIZE);
            }
        }
        apdu.setOutgoingAndSend((short) 0, at);
    }
}
