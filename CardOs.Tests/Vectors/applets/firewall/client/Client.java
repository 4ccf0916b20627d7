package cardos.attacker;

import cardos.leak.Failure;
import cardos.leak.Item;
import cardos.leak.Leaks;
import cardos.leak.Plain;
import cardos.leak.Service;
import javacard.framework.AID;
import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.CardRuntimeException;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.PIN;
import javacard.framework.Shareable;
import javacard.framework.Util;

/**
 * Tries every kind of access to the objects of another context, one per P1. The response tells what came of it: 00 and a
 * value, or the exception: 01 SecurityException, 02 NullPointerException, 03 ClassCastException, 04 ISOException,
 * 05 the server's Failure, 06 ArrayStoreException, 07 another.
 */
public final class Client extends Applet implements Service {
    private static final byte INS_ACCESS = (byte) 0x10;
    private static final byte INS_SERVICE = (byte) 0x12;
    private static final byte INS_OWN = (byte) 0x14;
    private static final byte INS_IDENTITIES = (byte) 0x16;
    private static final byte INS_TYPES = (byte) 0x18;
    private static final byte INS_STORE = (byte) 0x1A;
    private static final byte INS_EXCEPTIONS = (byte) 0x1C;

    private static Object stolen;
    private static byte[] stolenBytes;

    private final byte[] serverAid = new byte[16];
    private final byte serverAidLength;
    private Object place;
    private final Object[] places = new Object[1];
    private final Object[] transientPlaces = JCSystem.makeTransientObjectArray((short) 1, JCSystem.CLEAR_ON_RESET);
    private final byte[] own = { 41, 42 };

    private Client(byte[] parameters, short offset) {
        short at = (short) (offset + parameters[offset] + 1);
        at += (short) (parameters[at] + 1);
        serverAidLength = parameters[at];
        Util.arrayCopy(parameters, (short) (at + 1), serverAid, (short) 0, serverAidLength);
        register();
    }

    public static void install(byte[] parameters, short offset, byte length) {
        new Client(parameters, offset);
    }

    public void process(APDU apdu) {
        if (selectingApplet()) {
            return;
        }
        byte[] buffer = apdu.getBuffer();
        byte p1 = buffer[ISO7816.OFFSET_P1];
        byte p2 = buffer[ISO7816.OFFSET_P2];
        byte kind = 0;
        short value = 0;
        try {
            switch (buffer[ISO7816.OFFSET_INS]) {
                case INS_ACCESS: value = access(p1); break;
                case INS_SERVICE: value = use(p1, p2, buffer); break;
                case INS_OWN: value = own(p1, apdu); break;
                case INS_IDENTITIES: apdu.setOutgoingAndSend((short) 0, server((byte) 0).identities(buffer, (short) 0)); return;
                case INS_TYPES: value = test(p1, foreign(p2)); break;
                case INS_STORE: value = store(p1, p2, apdu, buffer); break;
                case INS_EXCEPTIONS: value = exceptions(p1); break;
                default: ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
            }
        } catch (SecurityException e) {
            kind = 1;
        } catch (NullPointerException e) {
            kind = 2;
        } catch (ClassCastException e) {
            kind = 3;
        } catch (ISOException e) {
            kind = 4;
            value = e.getReason();
        } catch (Failure e) {
            kind = 5;
        } catch (ArrayStoreException e) {
            kind = 6;
        } catch (RuntimeException e) {
            kind = 7;
        }
        buffer[0] = kind;
        Util.setShort(buffer, (short) 1, value);
        apdu.setOutgoingAndSend((short) 0, (short) 3);
    }

    private Service server(byte parameter) {
        AID aid = JCSystem.lookupAID(serverAid, (short) 0, serverAidLength);
        return (Service) JCSystem.getAppletShareableInterfaceObject(aid, parameter);
    }

    /** Reads and writes of what statics of the server's package leak. */
    private short access(byte which) {
        switch (which) {
            case 0: return Leaks.sharedByte;
            case 1: Leaks.sharedByte++; return Leaks.sharedByte;
            case 2: return Leaks.bytes == null ? (short) 0 : (short) 1;
            case 3: return Leaks.bytes[0];
            case 4: Leaks.bytes[0] = 1; return 0;
            case 5: return (short) Leaks.bytes.length;
            case 6: return Leaks.resetArray[0];
            case 7: Leaks.resetArray[0] = 1; return 0;
            case 8: return Leaks.deselectArray[0];
            case 9: return (short) Leaks.deselectArray.length;
            case 10: return Leaks.objects[0] == null ? (short) 0 : (short) 1;
            case 11: Leaks.objects[1] = own; return 0;
            case 12: return (short) Leaks.objects.length;
            case 13: return Leaks.item.field;
            case 14: Leaks.item.field = 1; return 0;
            case 15: return Leaks.item.reference == null ? (short) 0 : (short) 1;
            case 16: Leaks.item.reference = null; return 0;
            case 17: return Leaks.item.value();
            case 18: return Leaks.plain.value();
            case 19: return Item.staticMethod(Leaks.item);
            case 20: return Item.readField(Leaks.item);
            case 21: return Leaks.item.equals(Leaks.item) ? (short) 1 : (short) 0;
            case 22: return Leaks.object.equals(own) ? (short) 1 : (short) 0;
            case 23: return Leaks.service.add((byte) 1, (byte) 2);
            case 24: return Leaks.service.equals(own) ? (short) 1 : (short) 0;
            case 25: return Leaks.pin.getTriesRemaining();
            case 26: return Leaks.pin.check(own, (short) 0, (byte) 2) ? (short) 1 : (short) 0;
            case 27: return ((Plain) Leaks.plainOfService).value();
            case 28: return Util.arrayCopy(Leaks.bytes, (short) 0, own, (short) 0, (short) 1);
            case 29: return Util.arrayCopy(own, (short) 0, Leaks.bytes, (short) 0, (short) 1);
            case 30: return Util.arrayCopyNonAtomic(Leaks.bytes, (short) 0, own, (short) 0, (short) 1);
            case 31: return Util.arrayFillNonAtomic(Leaks.bytes, (short) 0, (short) 1, (byte) 1);
            case 32: return Util.arrayCompare(Leaks.bytes, (short) 0, own, (short) 0, (short) 1);
            case 33: return Util.getShort(Leaks.bytes, (short) 0);
            case 34: return Util.setShort(Leaks.bytes, (short) 0, (short) 1);
            case 35: return JCSystem.isTransient(Leaks.resetArray);
            case 36: return Leaks.applet.equals(this) ? (short) 1 : (short) 0;
            case 37: return ((Applet) Leaks.applet).select() ? (short) 1 : (short) 0;
            case 38: return Leaks.item == Leaks.plain ? (short) 1 : (short) 0;
            case 39: Leaks.bytes = Leaks.bytes; return 1;
            default: return -1;
        }
    }

    private short use(byte which, byte parameter, byte[] buffer) {
        Service s = server(which == 0 ? parameter : (byte) 0);
        switch (which) {
            case 0:
                short depth = JCSystem.getTransactionDepth();
                if (depth != 0) {
                    JCSystem.abortTransaction();
                }
                return (short) ((s == null ? 0 : s == Leaks.service ? 1 : 2) + 10 * depth);
            case 1: return s.add((byte) 100, (byte) 23);
            case 2: return s.privateArray() == null ? (short) 0 : (short) 1;
            case 3: return s.privateArray()[0];
            case 4: return s.privateItem() == null ? (short) 0 : (short) 1;
            case 5: return s.privateItem().field;
            case 6: return s.privateItem().value();
            case 7: return s.read(own, (short) 0);
            case 8: return s.read(buffer, (short) 1);
            case 9: return s.read(null, (short) 0);
            case 10: return s.same(own) == own ? (short) 1 : (short) 0;
            case 11: return s.readDeselectArray();
            case 12: return s.transientArray(JCSystem.CLEAR_ON_RESET);
            case 13: return s.transientArray(JCSystem.CLEAR_ON_DESELECT);
            case 14: s.keep(own); return 1;
            case 15: s.keep(buffer); return 1;
            case 16: return s.depth();
            case 17:
                JCSystem.beginTransaction();
                own[1]++;
                short inside = s.depth();
                s.finish(parameter == 1);
                return (short) (inside * 1000 + JCSystem.getTransactionDepth() * 100 + own[1]);
            case 18: return s.callBack(this);
            case 19: return s.callBack(s);
            case 20: return JCSystem.getAppletShareableInterfaceObject(null, (byte) 0) == null ? (short) 0 : (short) 1;
            case 21: return JCSystem.getAppletShareableInterfaceObject(new AID(serverAid, (short) 0, serverAidLength), (byte) 0) == s ? (short) 1 : (short) 0;
            case 22: return JCSystem.getAppletShareableInterfaceObject(new AID(serverAid, (short) 0, (byte) 5), (byte) 0) == null ? (short) 0 : (short) 1;
            case 23: return JCSystem.lookupAID(serverAid, (short) 0, (byte) 5) == null ? (short) 0 : (short) 1;
            case 24: return s.callBack(null);
            default: return -1;
        }
    }

    /** What is this context's own, or the runtime's. */
    private short own(byte which, APDU apdu) {
        switch (which) {
            case 0: return apdu.getBuffer()[1];
            case 1: return apdu.equals(apdu) ? (short) 1 : (short) 0;
            case 2: return (Object) apdu instanceof APDU ? (short) 1 : (short) 0;
            case 3: return (Object) apdu.getBuffer() instanceof byte[] ? (short) 1 : (short) 0;
            case 4: return apdu.getBuffer().equals(own) ? (short) 1 : (short) 0;
            case 5: return JCSystem.getAID().equals(JCSystem.getAID()) ? (short) 1 : (short) 0;
            case 6: return JCSystem.getPreviousContextAID() == null ? (short) 1 : (short) 0;
            case 7: return JCSystem.lookupAID(serverAid, (short) 0, serverAidLength).equals(serverAid, (short) 0, serverAidLength) ? (short) 1 : (short) 0;
            case 8: return (Object) JCSystem.getAID() instanceof AID ? (short) 1 : (short) 0;
            case 9: return JCSystem.getAID() == JCSystem.getAID() ? (short) 1 : (short) 0;
            case 10: return apdu == APDU.getCurrentAPDU() ? (short) 1 : (short) 0;
            default: return -1;
        }
    }

    private Object foreign(byte which) {
        switch (which) {
            case 0: return null;
            case 1: return Leaks.bytes;
            case 2: return Leaks.item;
            case 3: return Leaks.service;
            case 4: return Leaks.object;
            case 5: return Leaks.applet;
            case 6: return Leaks.pin;
            case 7: return Leaks.objects;
            default: return this;
        }
    }

    private static short test(byte type, Object o) {
        Object result = null;
        switch (type) {
            case 0: return o instanceof byte[] ? (short) 1 : (short) 0;
            case 1: return o instanceof Item ? (short) 1 : (short) 0;
            case 2: return o instanceof Service ? (short) 1 : (short) 0;
            case 3: return o instanceof Shareable ? (short) 1 : (short) 0;
            case 4: return o instanceof Plain ? (short) 1 : (short) 0;
            case 5: return o instanceof Object[] ? (short) 1 : (short) 0;
            case 6: return o instanceof Applet ? (short) 1 : (short) 0;
            case 7: return o instanceof PIN ? (short) 1 : (short) 0;
            case 8: result = (byte[]) o; break;
            case 9: result = (Item) o; break;
            case 10: result = (Service) o; break;
            case 11: result = (Shareable) o; break;
            case 12: result = (Plain) o; break;
            case 13: result = (Object[]) o; break;
            default: result = (Applet) o; break;
        }
        return result == o ? (short) 2 : (short) 3;
    }

    /** Storing: foreign references may be kept, temporary entry points and global arrays may not. */
    private short store(byte where, byte what, APDU apdu, byte[] buffer) {
        Object o;
        switch (what) {
            case 0: o = apdu; break;
            case 1: o = buffer; break;
            case 2: o = JCSystem.getAID(); break;
            case 3: o = Leaks.item; break;
            case 4: o = Leaks.bytes; break;
            case 5: o = runtimeException(); break;
            case 6: o = null; break;
            default: o = new NullPointerException(); break;
        }
        switch (where) {
            case 0: stolen = o; return 1;
            case 1: place = o; return 1;
            case 2: places[0] = o; return 1;
            case 3: transientPlaces[0] = o; return 1;
            case 4: Object local = o; return local == o ? (short) 1 : (short) 0;
            case 5: stolenBytes = buffer; return 1;
            default: return -1;
        }
    }

    private static Object runtimeException() {
        try {
            byte[] nothing = null;
            nothing[0] = 1;
            return null;
        } catch (NullPointerException e) {
            return e;
        }
    }

    private short exceptions(byte how) {
        Service s = server((byte) 0);
        switch (how) {
            case 0:
            case 1:
            case 2:
            case 3:
            case 4:
                s.fail(how);
                return 0;
            case 5:
                try {
                    s.fail((byte) 1);
                } catch (CardRuntimeException e) {
                    return e.getReason();
                }
                return 0;
            case 6:
                try {
                    s.fail((byte) 0);
                } catch (ISOException e) {
                    e.setReason((short) 0x6A78);
                    return e.getReason();
                }
                return 0;
            case 7:
                try {
                    s.fail((byte) 4);
                } catch (CardRuntimeException e) {
                    return e.getReason();
                }
                return 0;
            case 8:
                try {
                    s.fail((byte) 1);
                } catch (CardRuntimeException e) {
                    throw e;
                }
                return 0;
            case 9:
                throw new Failure((short) 1);
            default: return -1;
        }
    }

    // The client's own service, for the way back.

    public byte add(byte a, byte b) {
        AID previous = JCSystem.getPreviousContextAID();
        return (byte) (a + b + own[0] + (previous != null && previous.equals(serverAid, (short) 0, serverAidLength) ? 1 : 0));
    }

    public short identities(byte[] buffer, short offset) {
        return offset;
    }

    public byte[] privateArray() {
        return own;
    }

    public Item privateItem() {
        return null;
    }

    public byte read(byte[] array, short index) {
        return 0;
    }

    public void fail(byte how) {
    }

    public Object same(Object object) {
        return object;
    }

    public byte readDeselectArray() {
        return 0;
    }

    public byte transientArray(byte kind) {
        return 0;
    }

    public void keep(byte[] array) {
    }

    public byte depth() {
        return 0;
    }

    public void finish(boolean commit) {
    }

    public short callBack(Service other) {
        return 0;
    }
}
