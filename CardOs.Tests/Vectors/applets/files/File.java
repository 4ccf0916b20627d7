package cardos.files;

import javacard.framework.APDU;
import javacard.framework.JCSystem;
import javacard.framework.Util;

/** Content and length change in one transaction. */
final class File {
    final short identifier;
    File next;
    private final byte[] content;
    private short used;

    File(short identifier, short size) {
        this.identifier = identifier;
        content = new byte[size];
    }

    short size() {
        return (short) content.length;
    }

    short used() {
        return used;
    }

    void write(byte[] source, short from, short offset, short length) {
        JCSystem.beginTransaction();
        Util.arrayCopy(source, from, content, offset, length);
        if ((short) (offset + length) > used) {
            used = (short) (offset + length);
        }
        JCSystem.commitTransaction();
    }

    void send(APDU apdu, short offset, short length) {
        apdu.sendBytesLong(content, offset, length);
    }
}
