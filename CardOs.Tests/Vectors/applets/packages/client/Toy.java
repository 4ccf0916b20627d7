package cardos.client;

import cardos.base.Tagged;

/** Nothing but an interface of another package. */
final class Toy implements Tagged {
    public short name() {
        return 500;
    }

    public byte tag(byte prefix) {
        return (byte) -prefix;
    }

    public short age() {
        return 9;
    }
}
