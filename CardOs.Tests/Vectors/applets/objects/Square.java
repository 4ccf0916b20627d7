package cardos.objects;

/** At the bottom: a field that hides nothing, an overridden interface method, one more interface. */
final class Square extends Polygon implements Coloured {
    static short made;
    private boolean filled;
    Square next;

    Square(short serial) {
        super(serial, (short) 4);
        made++;
    }

    public byte name() {
        return (byte) 'S';
    }

    public short area() {
        return (short) (super.area() + 1000);
    }

    public byte colour() {
        return filled ? (byte) 1 : (byte) 2;
    }

    short weight() {
        return filled ? super.weight() : (short) -1;
    }

    Square fill(boolean on) {
        filled = on;
        return this;
    }

    public boolean equals(Object other) {
        return other instanceof Square && ((Square) other).serial == serial;
    }
}
