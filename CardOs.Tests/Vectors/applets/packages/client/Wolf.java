package cardos.client;

import cardos.base.Animal;
import cardos.base.BaseFailure;
import cardos.base.Dog;
import cardos.middle.Puppy;

/** The bottom of a tree over three packages. */
final class Wolf extends Puppy {
    short pack = 12;

    Wolf(Dog mother) {
        super(mother);
    }

    public short name() {
        return (short) (super.name() + 20);
    }

    public byte tag(byte prefix) {
        return (byte) (super.tag(prefix) + 1);
    }

    short hidden() {
        return -70;
    }

    public short callHidden() {
        return (short) (super.callHidden() + hidden());
    }

    public short growTwice() {
        grow((short) 2);
        return (short) (grow((short) 3) + weight - 70000);
    }

    public short visit(Animal animal, short depth) {
        if (depth == 200) {
            throw new BaseFailure((short) 300, animal.kind);
        }
        if (depth == 201) {
            return (short) (depth / (animal.kind - animal.kind));
        }
        if (depth == 202) {
            throw new Lost(pack);
        }
        return super.visit(animal, depth);
    }
}
