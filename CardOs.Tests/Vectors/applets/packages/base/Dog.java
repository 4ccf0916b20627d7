package cardos.base;

/** A subclass in the same package: it does override the package-visible method. */
public class Dog extends Animal implements Tagged {
    private byte[] names = { 5, 6, 7 };

    public Dog() {
        super((short) 3);
        kind = 2;
    }

    protected short sound() {
        return names[1];
    }

    short hidden() {
        return (short) (super.hidden() + 1000);
    }

    public byte tag(byte prefix) {
        return (byte) (prefix + names[2]);
    }

    public short age() {
        return age;
    }
}
