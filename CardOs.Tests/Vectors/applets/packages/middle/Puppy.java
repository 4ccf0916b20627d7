package cardos.middle;

import cardos.base.Dog;
import cardos.base.Visitor;

/** In a package between: inherits tables from one package and is inherited in another. */
public class Puppy extends Dog implements Visitor {
    protected int weight = 70000;
    private short visits;

    public Puppy(Dog mother) {
        friend = mother;
        age = 1;
    }

    public short name() {
        return (short) (super.name() + 10);
    }

    protected short sound() {
        return (short) (super.sound() * 2);
    }

    /** Not an override: the method of the same name is visible in its own package only. */
    short hidden() {
        return -7;
    }

    public short callMiddleHidden() {
        return hidden();
    }

    public short visit(cardos.base.Animal animal, short depth) {
        visits++;
        return depth == 0 ? visits : animal.accept(this, (short) (depth - 1));
    }

    protected short grow(short by) {
        weight += by;
        return older(by);
    }
}
