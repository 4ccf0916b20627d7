package cardos.client;

import cardos.base.Animal;
import cardos.base.BaseFailure;
import cardos.base.Checked;
import cardos.base.Dog;
import cardos.base.Named;
import cardos.base.Tagged;
import cardos.base.Visitor;
import cardos.middle.Puppy;
import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.CardRuntimeException;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.Util;

/** Uses classes, interfaces, statics and exceptions of two library packages. */
public final class Client extends Applet {
    private static final byte INS_DISPATCH = (byte) 0x10;
    private static final byte INS_INTERFACE = (byte) 0x12;
    private static final byte INS_STATICS = (byte) 0x14;
    private static final byte INS_TYPES = (byte) 0x16;
    private static final byte INS_FAILURES = (byte) 0x18;
    private static final byte INS_CALLBACK = (byte) 0x1A;
    private static final byte INS_PROTECTED = (byte) 0x1C;
    private static final byte INS_UNCAUGHT = (byte) 0x1E;
    private static final byte INS_HIDDEN = (byte) 0x20;

    private final Animal[] animals = new Animal[3];
    private final Wolf wolf;

    private Client() {
        Animal.limits = new short[] { 10, -20, 30 };
        Dog dog = new Dog();
        animals[0] = dog;
        animals[1] = new Puppy(dog);
        animals[2] = wolf = new Wolf(dog);
        register();
    }

    public static void install(byte[] parameters, short offset, byte length) {
        new Client();
    }

    public void process(APDU apdu) {
        if (selectingApplet()) {
            return;
        }
        byte[] buffer = apdu.getBuffer();
        byte p1 = buffer[ISO7816.OFFSET_P1];
        byte p2 = buffer[ISO7816.OFFSET_P2];
        short length;
        switch (buffer[ISO7816.OFFSET_INS]) {
            case INS_DISPATCH: length = dispatch(buffer, animals[p1]); break;
            case INS_INTERFACE: length = throughInterfaces(buffer, p1 < 3 ? (Tagged) animals[p1] : new Toy()); break;
            case INS_STATICS: length = statics(buffer); break;
            case INS_TYPES: length = Util.setShort(buffer, (short) 0, types(object(p1))); break;
            case INS_FAILURES: length = failures(buffer, p1); break;
            case INS_CALLBACK:
                length = Util.setShort(buffer, (short) 0, callback(animals[p1], (short) (p2 & 0xFF)));
                break;
            case INS_PROTECTED: length = Util.setShort(buffer, (short) 0, wolf.growTwice()); break;
            case INS_HIDDEN: length = hidden(buffer, animals[p1]); break;
            case INS_UNCAUGHT: uncaught(p1); return;
            default: ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED); return;
        }
        apdu.setOutgoingAndSend((short) 0, length);
    }

    private static short dispatch(byte[] buffer, Animal animal) {
        short at = Util.setShort(buffer, (short) 0, animal.name());
        at = Util.setShort(buffer, at, animal.callSound());
        at = Util.setShort(buffer, at, animal.fixed());
        buffer[at++] = animal.kind;
        buffer[at++] = animal.friend() == null ? (byte) 0 : (byte) 1;
        return at;
    }

    /** Methods of one name, each visible in its own package only: none overrides another's. */
    private static short hidden(byte[] buffer, Animal animal) {
        short at = Util.setShort(buffer, (short) 0, animal.callHidden());
        if (animal instanceof Puppy) {
            at = Util.setShort(buffer, at, ((Puppy) animal).callMiddleHidden());
        }
        return at;
    }

    private static short throughInterfaces(byte[] buffer, Tagged tagged) {
        Named named = tagged;
        short at = Util.setShort(buffer, (short) 0, named.name());
        at = Util.setShort(buffer, at, tagged.name());
        buffer[at++] = tagged.tag((byte) 40);
        return Util.setShort(buffer, at, tagged.age());
    }

    private static short statics(byte[] buffer) {
        Animal.created += 100;
        Animal.limits[1]++;
        short at = Util.setShort(buffer, (short) 0, Animal.created);
        at = Util.setShort(buffer, at, Animal.limits[1]);
        at = Util.setShort(buffer, at, Animal.limit((short) 1));
        at = Util.setShort(buffer, at, (short) (Animal.LEGS + Visitor.START));
        return at;
    }

    private Object object(byte which) {
        switch (which) {
            case 0: return animals[0];
            case 1: return animals[1];
            case 2: return animals[2];
            case 3: return new Toy();
            case 4: return new Lost((short) 1);
            case 5: return animals;
            case 6: return new Tagged[1];
            default: return new Wolf[1];
        }
    }

    private static short types(Object o) {
        short bits = 0;
        if (o instanceof Animal) bits |= 0x001;
        if (o instanceof Dog) bits |= 0x002;
        if (o instanceof Puppy) bits |= 0x004;
        if (o instanceof Wolf) bits |= 0x008;
        if (o instanceof Named) bits |= 0x010;
        if (o instanceof Tagged) bits |= 0x020;
        if (o instanceof Visitor) bits |= 0x040;
        if (o instanceof BaseFailure) bits |= 0x080;
        if (o instanceof CardRuntimeException) bits |= 0x100;
        if (o instanceof Animal[]) bits |= 0x200;
        if (o instanceof Named[]) bits |= 0x400;
        if (o instanceof Puppy[]) bits |= 0x800;
        return bits;
    }

    private static short failures(byte[] buffer, byte how) {
        short kind;
        short reason = 0;
        try {
            Animal.fail(how);
            kind = 0;
        } catch (BaseFailure e) {
            kind = 1;
            reason = (short) (e.getReason() + e.detail);
        } catch (Checked e) {
            kind = 2;
        } catch (ArrayIndexOutOfBoundsException e) {
            kind = 3;
        } catch (CardRuntimeException e) {
            kind = 4;
            reason = e.getReason();
        } catch (RuntimeException e) {
            kind = e instanceof NullPointerException ? (short) 5 : (short) 6;
        }
        short at = Util.setShort(buffer, (short) 0, kind);
        return Util.setShort(buffer, at, reason);
    }

    private short callback(Animal animal, short depth) {
        try {
            return animal.guarded(wolf, depth);
        } catch (Lost e) {
            return -1;
        }
    }

    private static void uncaught(byte how) {
        try {
            Animal.fail(how);
        } catch (Checked e) {
            ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
        }
    }
}
