package cardos.server;

import cardos.leak.Failure;
import cardos.leak.Item;
import cardos.leak.Plain;
import cardos.leak.Service;
import javacard.framework.AID;
import javacard.framework.CardRuntimeException;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;

/** The shareable object. It is a plain interface's implementation too, which others must not get at. */
final class Desk implements Service, Plain {
    public byte field = 9;
    private final byte[] secret = { 11, 12, 13 };
    private final Item item = new Item();
    private byte[] kept;
    final byte[] whileSelected = JCSystem.makeTransientByteArray((short) 4, JCSystem.CLEAR_ON_DESELECT);

    public byte value() {
        return field;
    }

    public byte add(byte a, byte b) {
        return (byte) (a + b);
    }

    public short identities(byte[] buffer, short offset) {
        AID previous = JCSystem.getPreviousContextAID();
        AID own = JCSystem.getAID();
        byte n = previous == null ? (byte) 0 : previous.getBytes(buffer, (short) (offset + 1));
        buffer[offset] = n;
        offset += (short) (n + 1);
        n = own.getBytes(buffer, (short) (offset + 1));
        buffer[offset] = n;
        return (short) (offset + n + 1);
    }

    public byte[] privateArray() {
        return secret;
    }

    public Item privateItem() {
        return item;
    }

    public byte read(byte[] array, short index) {
        return array[index];
    }

    public void fail(byte how) {
        switch (how) {
            case 0: ISOException.throwIt((short) 0x6A77);
            case 1: throw new Failure((short) 3);
            case 2: throw new NullPointerException();
            case 3: secret[3] = 0; return;
            default: CardRuntimeException.throwIt((short) 4);
        }
    }

    public Object same(Object object) {
        return object;
    }

    public byte readDeselectArray() {
        return whileSelected[0];
    }

    public byte transientArray(byte kind) {
        return (byte) JCSystem.makeTransientByteArray((short) 2, kind).length;
    }

    public void keep(byte[] array) {
        kept = array;
    }

    public byte depth() {
        return JCSystem.getTransactionDepth();
    }

    public void finish(boolean commit) {
        if (commit) {
            JCSystem.commitTransaction();
        } else {
            JCSystem.abortTransaction();
        }
    }

    public short callBack(Service other) {
        return other.add((byte) 20, (byte) 1);
    }
}
