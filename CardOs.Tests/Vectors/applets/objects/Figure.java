package cardos.objects;

/** The root of the class tree: a reference field among primitives, an abstract, a final, a package-visible and a private method. */
abstract class Figure implements Named {
    protected byte tag;
    protected Object companion;
    protected short serial;
    private short secret = 7;

    protected Figure(short serial) {
        this.serial = serial;
        tag = name();
    }

    abstract short edges();

    public byte name() {
        return (byte) 'F';
    }

    /** Package-visible: dispatched through the other method table. */
    short weight() {
        return (short) (serial + 1);
    }

    final short serialAndEdges() {
        return (short) (serial * 10 + edges());
    }

    private short hidden() {
        return secret;
    }

    short callHidden() {
        return hidden();
    }
}
