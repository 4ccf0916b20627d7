package cardos.finallies;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.Util;

/** finally blocks as subroutines (jsr, ret): P1 selects how the try block ends; the path taken is the response. */
public final class Finally extends Applet {
    private static final byte INS_SIMPLE = (byte) 0x10;
    private static final byte INS_NESTED = (byte) 0x12;
    private static final byte INS_LOOP = (byte) 0x14;
    private static final byte INS_MANY_LOCALS = (byte) 0x16;

    private short path;

    private Finally() {
        register();
    }

    public static void install(byte[] parameters, short offset, byte length) {
        new Finally();
    }

    public void process(APDU apdu) {
        if (selectingApplet()) {
            return;
        }
        byte[] buffer = apdu.getBuffer();
        byte how = buffer[ISO7816.OFFSET_P1];
        path = 0;
        short result;
        try {
            switch (buffer[ISO7816.OFFSET_INS]) {
                case INS_SIMPLE: result = simple(how); break;
                case INS_NESTED: result = nested(how); break;
                case INS_LOOP: result = loop(how); break;
                case INS_MANY_LOCALS: result = manyLocals(how); break;
                default: ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED); return;
            }
        } catch (ArithmeticException e) {
            result = (short) 0xEEEE;
        }
        Util.setShort(buffer, (short) 0, path);
        Util.setShort(buffer, (short) 2, result);
        apdu.setOutgoingAndSend((short) 0, (short) 4);
    }

    private void step(short n) {
        path = (short) (path * 10 + n);
    }

    private short simple(byte how) {
        try {
            step((short) 1);
            if (how == 1) {
                return 11;
            }
            if (how == 2) {
                step((short) (1 / (how - 2)));
            }
            if (how == 3) {
                throw new NullPointerException();
            }
            step((short) 2);
        } catch (NullPointerException e) {
            step((short) 3);
            if (how == 3) {
                return 33;
            }
        } finally {
            step((short) 4);
        }
        step((short) 5);
        return 55;
    }

    private short nested(byte how) {
        try {
            try {
                step((short) 1);
                if (how == 1) {
                    return (short) (path + 100);
                }
                if (how == 2) {
                    throw new ArithmeticException();
                }
            } finally {
                step((short) 2);
                try {
                    if (how == 3) {
                        throw new NullPointerException();
                    }
                } finally {
                    step((short) 3);
                }
            }
        } catch (NullPointerException e) {
            step((short) 4);
        } finally {
            step((short) 5);
            if (how == 2) {
                return 222;
            }
        }
        return 0;
    }

    private short loop(byte how) {
        short count = 0;
        for (short i = 0; i < 4; i++) {
            try {
                if (i == how) {
                    continue;
                }
                if (i > how + 1) {
                    break;
                }
                count += 10;
            } finally {
                count++;
                step(i);
            }
        }
        return count;
    }

    private short manyLocals(byte how) {
        short a = 1, b = 2, c = 3, d = 4, e = 5;
        Object o = this;
        try {
            a += how;
            o = null;
            return (short) (a + b);
        } finally {
            c += a;
            d += c;
            e += d;
            path = o == null ? e : 0;
        }
    }
}
