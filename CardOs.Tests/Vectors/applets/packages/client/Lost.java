package cardos.client;

import cardos.base.BaseFailure;

/** Extends an exception of another package that extends one of the framework. */
final class Lost extends BaseFailure {
    Lost(short where) {
        super(where, (short) 5);
        setReason((short) (getReason() + 1));
    }
}
