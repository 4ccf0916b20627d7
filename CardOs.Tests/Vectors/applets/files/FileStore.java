package cardos.files;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;

/** A small file system: files in a list, made and deleted at run time, read and written with offsets. */
public final class FileStore extends Applet {
    private static final byte INS_CREATE = (byte) 0xE0;
    private static final byte INS_DELETE = (byte) 0xE4;
    private static final byte INS_SELECT_FILE = (byte) 0xA6;
    private static final byte INS_READ = (byte) 0xB0;
    private static final byte INS_UPDATE = (byte) 0xD6;
    private static final byte INS_APPEND = (byte) 0xE2;
    private static final byte INS_LIST = (byte) 0xF2;

    private static final short SW_EXISTS = (short) 0x6A89;
    private static final short SW_NO_FILE_SELECTED = (short) 0x6986;
    private static final short SW_OFFSET = (short) 0x6B00;

    private File first;
    private short count;
    /** The file selected in this session; forgotten when the applet is left. */
    private final Object[] current = JCSystem.makeTransientObjectArray((short) 1, JCSystem.CLEAR_ON_DESELECT);

    private FileStore() {
        register();
    }

    public static void install(byte[] parameters, short offset, byte length) {
        new FileStore();
    }

    public void process(APDU apdu) {
        if (selectingApplet()) {
            return;
        }
        byte[] buffer = apdu.getBuffer();
        short p1p2 = Util.getShort(buffer, ISO7816.OFFSET_P1);
        switch (buffer[ISO7816.OFFSET_INS]) {
            case INS_CREATE: create(apdu, buffer); return;
            case INS_DELETE: delete(p1p2); return;
            case INS_SELECT_FILE: select(apdu, buffer, p1p2); return;
            case INS_READ: read(apdu, buffer, p1p2); return;
            case INS_UPDATE: update(apdu, buffer, p1p2); return;
            case INS_APPEND: append(apdu, buffer); return;
            case INS_LIST: list(apdu, buffer); return;
            default: ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
        }
    }

    private File find(short identifier) {
        for (File file = first; file != null; file = file.next) {
            if (file.identifier == identifier) {
                return file;
            }
        }
        return null;
    }

    private File selected() {
        File file = (File) current[0];
        if (file == null) {
            ISOException.throwIt(SW_NO_FILE_SELECTED);
        }
        return file;
    }

    /** Data: identifier, size. The new file is put in front of the list and selected. */
    private void create(APDU apdu, byte[] buffer) {
        if (apdu.setIncomingAndReceive() != 4) {
            ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
        }
        short identifier = Util.getShort(buffer, ISO7816.OFFSET_CDATA);
        short size = Util.getShort(buffer, (short) (ISO7816.OFFSET_CDATA + 2));
        if (find(identifier) != null) {
            ISOException.throwIt(SW_EXISTS);
        }
        if (size <= 0) {
            ISOException.throwIt(ISO7816.SW_WRONG_DATA);
        }
        File file = new File(identifier, size);
        JCSystem.beginTransaction();
        file.next = first;
        first = file;
        count++;
        JCSystem.commitTransaction();
        current[0] = file;
    }

    private void delete(short identifier) {
        File before = null;
        File file = first;
        while (file != null && file.identifier != identifier) {
            before = file;
            file = file.next;
        }
        if (file == null) {
            ISOException.throwIt(ISO7816.SW_FILE_NOT_FOUND);
        }
        JCSystem.beginTransaction();
        if (before == null) {
            first = file.next;
        } else {
            before.next = file.next;
        }
        count--;
        JCSystem.commitTransaction();
        if (current[0] == file) {
            current[0] = null;
        }
        if (JCSystem.isObjectDeletionSupported()) {
            JCSystem.requestObjectDeletion();
        }
    }

    private void select(APDU apdu, byte[] buffer, short identifier) {
        File file = find(identifier);
        if (file == null) {
            ISOException.throwIt(ISO7816.SW_FILE_NOT_FOUND);
        }
        current[0] = file;
        short at = Util.setShort(buffer, (short) 0, file.size());
        at = Util.setShort(buffer, at, file.used());
        apdu.setOutgoingAndSend((short) 0, at);
    }

    private void read(APDU apdu, byte[] buffer, short offset) {
        File file = selected();
        if (offset < 0 || offset > file.used()) {
            ISOException.throwIt(SW_OFFSET);
        }
        short asked = apdu.setOutgoing();
        short left = (short) (file.used() - offset);
        short length = asked < left ? asked : left;
        apdu.setOutgoingLength(length);
        file.send(apdu, offset, length);
    }

    private void update(APDU apdu, byte[] buffer, short offset) {
        File file = selected();
        short length = apdu.setIncomingAndReceive();
        if (offset < 0 || offset > file.used()) {
            ISOException.throwIt(SW_OFFSET);
        }
        if (length > (short) (file.size() - offset)) {
            ISOException.throwIt(ISO7816.SW_FILE_FULL);
        }
        file.write(buffer, ISO7816.OFFSET_CDATA, offset, length);
    }

    private void append(APDU apdu, byte[] buffer) {
        File file = selected();
        short length = apdu.setIncomingAndReceive();
        if (length > (short) (file.size() - file.used())) {
            ISOException.throwIt(ISO7816.SW_FILE_FULL);
        }
        file.write(buffer, ISO7816.OFFSET_CDATA, file.used(), length);
    }

    private void list(APDU apdu, byte[] buffer) {
        short at = Util.setShort(buffer, (short) 0, count);
        for (File file = first; file != null; file = file.next) {
            at = Util.setShort(buffer, at, file.identifier);
            at = Util.setShort(buffer, at, file.used());
        }
        apdu.setOutgoingAndSend((short) 0, at);
    }
}
