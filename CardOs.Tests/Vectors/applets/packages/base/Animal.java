package cardos.base;

/** Public, protected, package-visible and private members, for subclasses in this and in other packages. */
public abstract class Animal implements Named {
    public static short created;
    public static short[] limits;
    public static final byte LEGS = 4;

    public byte kind = 1;
    protected short age;
    short inner = 40;
    protected Object friend;
    private short own = 50;

    protected Animal(short age) {
        this.age = age;
        created++;
    }

    public short name() {
        return 1;
    }

    protected abstract short sound();

    /** Package-visible: another package cannot override it. */
    short hidden() {
        return (short) (inner + 2);
    }

    public short callHidden() {
        return hidden();
    }

    public short callSound() {
        return (short) (sound() + own);
    }

    protected short older(short years) {
        age += years;
        return age;
    }

    public Object friend() {
        return friend;
    }

    public final short fixed() {
        return (short) (name() * 100 + age);
    }

    public static short limit(short index) {
        return limits[index];
    }

    public short accept(Visitor visitor, short depth) {
        return visitor.visit(this, depth);
    }

    public static short fail(byte how) throws Checked {
        switch (how) {
            case 0: return 0;
            case 1: throw new BaseFailure((short) 0x1234, (short) 77);
            case 2: throw new Checked();
            case 3: return limits[how];
            case 4: throw new NullPointerException();
            default: BaseFailure.throwIt(how); return 1;
        }
    }

    /** Catches what the visitor of another package throws. */
    public short guarded(Visitor visitor, short depth) {
        try {
            return visitor.visit(this, depth);
        } catch (BaseFailure e) {
            return (short) (e.getReason() + e.detail);
        } catch (ArithmeticException e) {
            return -2;
        }
    }
}
