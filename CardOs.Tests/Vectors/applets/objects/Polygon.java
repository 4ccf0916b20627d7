package cardos.objects;

/** In the middle: overrides through super, and brings in a second interface. */
class Polygon extends Figure implements Shape {
    private final short count;
    int total;
    private byte[] marks;

    Polygon(short serial, short count) {
        super(serial);
        this.count = count;
        marks = new byte[count];
        total = 0x10000 + count;
    }

    short edges() {
        return count;
    }

    public byte name() {
        return (byte) (super.name() + 1);
    }

    public short area() {
        return (short) (count * count);
    }

    public short scaled(short factor) {
        return (short) (area() * factor);
    }

    short weight() {
        return (short) (super.weight() + 100);
    }

    short mark(short index) {
        return ++marks[index];
    }

    /** Private with the name of the parent's private method: neither overrides the other. */
    private short hidden() {
        return 9;
    }

    short callOwnHidden() {
        return (short) (hidden() * 10 + callHidden());
    }
}
