package cardos.server;

import cardos.leak.Item;
import cardos.leak.Leaks;
import javacard.framework.AID;
import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.OwnerPIN;
import javacard.framework.Shareable;
import javacard.framework.Util;

/** Owns objects and lets references to them escape through statics, as a careless applet would. */
public final class Server extends Applet {
    private short asked;
    private byte lastParameter;
    private boolean askedByClient;

    private Server() {
        Leaks.bytes = new byte[] { 21, 22 };
        Leaks.resetArray = JCSystem.makeTransientByteArray((short) 2, JCSystem.CLEAR_ON_RESET);
        Desk desk = new Desk();
        Leaks.deselectArray = desk.whileSelected;
        Leaks.objects = new Object[] { Leaks.bytes, null };
        Leaks.item = new Item();
        Leaks.plain = Leaks.item;
        Leaks.service = desk;
        Leaks.plainOfService = desk;
        Leaks.pin = new OwnerPIN((byte) 3, (byte) 4);
        Leaks.object = new Object();
        Leaks.applet = this;
        register();
    }

    public static void install(byte[] parameters, short offset, byte length) {
        new Server();
    }

    public Shareable getShareableInterfaceObject(AID client, byte parameter) {
        asked++;
        lastParameter = parameter;
        askedByClient = client != null;
        switch (parameter) {
            case 0: return Leaks.service;
            case 1: return null;
            case 2: throw new NullPointerException();
            case 3: ISOException.throwIt((short) 0x6A01);
            case 4: JCSystem.beginTransaction(); return Leaks.service;
            default: return Leaks.service;
        }
    }

    public void process(APDU apdu) {
        if (selectingApplet()) {
            Leaks.deselectArray[0] = 33;
            return;
        }
        byte[] buffer = apdu.getBuffer();
        if (buffer[ISO7816.OFFSET_INS] != (byte) 0x10) {
            ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
        }
        short at = Util.setShort(buffer, (short) 0, asked);
        buffer[at++] = lastParameter;
        buffer[at++] = askedByClient ? (byte) 1 : (byte) 0;
        buffer[at++] = Leaks.bytes[0];
        buffer[at++] = Leaks.item.field;
        buffer[at++] = Leaks.resetArray[0];
        buffer[at++] = Leaks.deselectArray[0];
        apdu.setOutgoingAndSend((short) 0, at);
    }
}
