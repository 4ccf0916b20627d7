package test.toolkit;

import cardos.toolkit.Toolkit;
import cardos.toolkit.ToolkitInterface;
import javacard.framework.AID;
import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Shareable;
import javacard.framework.Util;

/** Greets the user, asks for a name, and keeps it: two commands in the middle of one method. */
public class GuestBook extends Applet implements ToolkitInterface {
    private static final byte[] ENTRY = {'G', 'u', 'e', 's', 't', 's'};

    // DISPLAY TEXT "Hi", wait for the user to clear it.
    private static final byte[] GREETING = {
        (byte) 0x81, 3, 1, 0x21, (byte) 0x80, (byte) 0x82, 2, (byte) 0x81, 2, (byte) 0x8D, 3, 4, 'H', 'i'};

    // GET INPUT "Name", 1 to 8 characters.
    private static final byte[] QUESTION = {
        (byte) 0x81, 3, 1, 0x23, 1, (byte) 0x82, 2, (byte) 0x81, (byte) 0x82, (byte) 0x8D, 5, 4, 'N', 'a', 'm', 'e', (byte) 0x91, 2, 1, 8};

    private static final byte TEXT_STRING = 0x0D;

    private final byte[] name = new byte[8];
    private byte nameLength;
    private short visits;
    private short missed;
    private byte item;

    private GuestBook() {
        item = Toolkit.addMenuEntry(ENTRY, (short) 0, (short) ENTRY.length);
        register();
    }

    public static void install(byte[] parameters, short offset, byte length) {
        new GuestBook();
    }

    public Shareable getShareableInterfaceObject(AID client, byte parameter) {
        return client == null && parameter == 1 ? this : null;
    }

    public void processToolkit(short event) {
        if (!Toolkit.isTerminalFree()) {
            missed++;
            Toolkit.waitForTerminal();
            return;
        }

        short before = visits;
        if (Toolkit.send(GREETING, (short) 0, (short) GREETING.length) == 0
            && Toolkit.send(QUESTION, (short) 0, (short) QUESTION.length) == 0) {
            byte[] answer = JCSystem.makeTransientByteArray((short) 64, JCSystem.CLEAR_ON_RESET);
            enter(answer, Toolkit.copyResponse(answer, (short) 0, (short) answer.length));
            visits = (short) (before + 1);
            JCSystem.requestObjectDeletion();
        }
    }

    public void process(APDU apdu) {
        if (selectingApplet()) {
            return;
        }

        byte[] buffer = apdu.getBuffer();
        switch (buffer[ISO7816.OFFSET_INS]) {
            case 0x01:
                short end = Util.setShort(buffer, (short) 0, visits);
                end = Util.setShort(buffer, end, missed);
                end = Util.arrayCopy(name, (short) 0, buffer, end, nameLength);
                apdu.setOutgoingAndSend((short) 0, end);
                break;
            case 0x02:
                Toolkit.removeMenuEntry(item);
                break;
            case 0x03:
                Toolkit.send(GREETING, (short) 0, (short) GREETING.length);
                break;
            default:
                ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
        }
    }

    // The text string of the answer, without its coding.
    private void enter(byte[] answer, short length) {
        short at = 0;
        while (at < length && (answer[at] & 0x7F) != TEXT_STRING) {
            at += (short) (2 + answer[(short) (at + 1)]);
        }

        if (at < length) {
            byte count = (byte) (answer[(short) (at + 1)] - 1);
            JCSystem.beginTransaction();
            Util.arrayCopy(answer, (short) (at + 3), name, (short) 0, count);
            nameLength = count;
            JCSystem.commitTransaction();
        }
    }
}
