package cardos.leak;

import javacard.framework.Shareable;

/** What the server lets others call. */
public interface Service extends Shareable {
    byte add(byte a, byte b);

    /** Who calls, and as whom the method runs, into the caller's buffer if that is global. */
    short identities(byte[] buffer, short offset);

    byte[] privateArray();

    Item privateItem();

    /** Reads the array that the caller hands over. */
    byte read(byte[] array, short index);

    void fail(byte how);

    Object same(Object object);

    /** The server's CLEAR_ON_DESELECT array, from inside. */
    byte readDeselectArray();

    byte transientArray(byte kind);

    void keep(byte[] array);

    byte depth();

    void finish(boolean commit);

    short callBack(Service other);
}
