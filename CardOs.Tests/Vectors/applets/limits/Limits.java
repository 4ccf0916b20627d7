package cardos.limits;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.SystemException;
import javacard.framework.Util;

/** Uses memory up until it ends. The response is the reason of the exception, never how much there was. */
public final class Limits extends Applet {
    private static final byte INS_PERSISTENT = (byte) 0x10;
    private static final byte INS_TRANSIENT = (byte) 0x12;
    private static final byte INS_AFTER = (byte) 0x14;
    private static final byte INS_FREE = (byte) 0x16;
    private static final byte INS_DEEP = (byte) 0x18;

    /** A chain of memory, so that it stays until it is let go. */
    private static final class Link {
        Link next;
        byte[] bytes;
        Object[] references;
    }

    private Link chain;

    private Limits() {
        register();
    }

    public static void install(byte[] parameters, short offset, byte length) {
        new Limits();
    }

    public void process(APDU apdu) {
        if (selectingApplet()) {
            return;
        }
        byte[] buffer = apdu.getBuffer();
        byte p1 = buffer[ISO7816.OFFSET_P1];
        short result = 0;
        switch (buffer[ISO7816.OFFSET_INS]) {
            case INS_PERSISTENT: result = persistent(p1); break;
            case INS_TRANSIENT: result = transients(p1); break;
            case INS_AFTER:
                for (Link link = chain; link != null; link = link.next) {
                    if (link.bytes != null && link.bytes[0] != (byte) 0x5A) {
                        result++;
                    }
                }
                break;
            case INS_FREE:
                chain = null;
                JCSystem.requestObjectDeletion();
                break;
            case INS_DEEP: result = deep((short) (p1 & 0xFF)); break;
            default: ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
        }
        Util.setShort(buffer, (short) 0, result);
        apdu.setOutgoingAndSend((short) 0, (short) 2);
    }

    private short persistent(byte kind) {
        try {
            for (short i = 0; i < 30000; i++) {
                Link link = new Link();
                if (kind == 0) {
                    link.bytes = new byte[2000];
                    link.bytes[0] = (byte) 0x5A;
                } else {
                    link.references = new Object[500];
                }
                link.next = chain;
                chain = link;
            }
            return 0;
        } catch (SystemException e) {
            return e.getReason();
        }
    }

    private static short transients(byte event) {
        try {
            for (short i = 0; i < 30000; i++) {
                JCSystem.makeTransientByteArray((short) 200, event);
            }
            return 0;
        } catch (SystemException e) {
            return e.getReason();
        }
    }

    private static short deep(short depth) {
        return depth == 0 ? (short) 0 : (short) (1 + deep((short) (depth - 1)));
    }
}
