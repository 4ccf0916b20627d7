package cardos.base;

import javacard.framework.CardRuntimeException;

/** An exception class of a library, with a reason inherited from the framework and a field of its own. */
public class BaseFailure extends CardRuntimeException {
    public short detail;

    public BaseFailure(short reason, short detail) {
        super(reason);
        this.detail = detail;
    }
}
