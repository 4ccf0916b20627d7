package cardos.leak;

/** An ordinary object: no other context may touch it. */
public class Item implements Plain {
    public static short shared = 5;
    public byte field = 7;
    public Object reference;
    protected byte[] bytes = { 1, 2, 3 };

    public byte value() {
        return field;
    }

    public static short staticMethod(Item item) {
        return item == null ? shared : (short) (shared + 1);
    }

    /** Runs in the caller's context, whoever owns the object. */
    public static byte readField(Item item) {
        return item.field;
    }
}
