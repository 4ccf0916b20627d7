package cardos.leak;

import javacard.framework.CardRuntimeException;

/** An exception object that the server owns. */
public class Failure extends CardRuntimeException {
    public Failure(short reason) {
        super(reason);
    }
}
