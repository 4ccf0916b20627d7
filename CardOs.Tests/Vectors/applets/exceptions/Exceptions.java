package cardos.exceptions;

import javacard.framework.APDU;
import javacard.framework.APDUException;
import javacard.framework.Applet;
import javacard.framework.CardException;
import javacard.framework.CardRuntimeException;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.PINException;
import javacard.framework.SystemException;
import javacard.framework.TransactionException;
import javacard.framework.UserException;
import javacard.framework.Util;
import javacard.security.CryptoException;

/** The order of handlers, nesting, rethrowing, unwinding, and who made the exception. The response is the path taken. */
public final class Exceptions extends Applet {
    private static final byte INS_ORDER = (byte) 0x10;
    private static final byte INS_NESTED = (byte) 0x12;
    private static final byte INS_UNWIND = (byte) 0x14;
    private static final byte INS_CONSTRUCTOR = (byte) 0x16;
    private static final byte INS_LOOP = (byte) 0x18;
    private static final byte INS_STACK = (byte) 0x1A;
    private static final byte INS_SAME = (byte) 0x1C;
    private static final byte INS_UNCAUGHT = (byte) 0x1E;

    private static class First extends Exception {
    }

    private static class Second extends First {
    }

    private static final class Third extends Second {
        final short value;

        Third(short value) {
            this.value = value;
        }
    }

    /** Throws from its constructor after a field was set in a static: the half-made object stays reachable. */
    private static final class Fragile {
        static Fragile last;
        short value;

        Fragile(short value) throws First {
            last = this;
            this.value = value;
            if (value == 3) {
                throw new First();
            }
            this.value = (short) (10 / value);
        }
    }

    private short path;

    private Exceptions() {
        register();
    }

    public static void install(byte[] parameters, short offset, byte length) {
        new Exceptions();
    }

    public void process(APDU apdu) {
        if (selectingApplet()) {
            return;
        }
        byte[] buffer = apdu.getBuffer();
        byte p1 = buffer[ISO7816.OFFSET_P1];
        path = 0;
        short result;
        switch (buffer[ISO7816.OFFSET_INS]) {
            case INS_ORDER: result = order(p1); break;
            case INS_NESTED: result = nested(p1); break;
            case INS_UNWIND: result = unwound(p1); break;
            case INS_CONSTRUCTOR: result = constructor(p1); break;
            case INS_LOOP: result = loop(p1); break;
            case INS_STACK: result = stack(p1); break;
            case INS_SAME: result = same(p1); break;
            case INS_UNCAUGHT: uncaught(p1); return;
            default: ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED); return;
        }
        Util.setShort(buffer, (short) 0, path);
        Util.setShort(buffer, (short) 2, result);
        apdu.setOutgoingAndSend((short) 0, (short) 4);
    }

    private void step(short n) {
        path = (short) (path * 10 + n);
    }

    private static void raise(byte which) throws First {
        switch (which) {
            case 1: throw new First();
            case 2: throw new Second();
            case 3: throw new Third((short) 33);
            case 4: throw new NullPointerException();
            case 5: throw new IndexOutOfBoundsException();
            case 6: throw new ArrayIndexOutOfBoundsException();
            case 7: throw new ArithmeticException();
            case 8: throw new CardRuntimeException((short) 8);
            default:
        }
    }

    /** The first handler that fits is taken, though a later one fits better. */
    private short order(byte which) {
        try {
            raise(which);
            return 0;
        } catch (Third e) {
            return e.value;
        } catch (Second e) {
            return 2;
        } catch (First e) {
            return 1;
        } catch (IndexOutOfBoundsException e) {
            return e instanceof ArrayIndexOutOfBoundsException ? (short) 56 : (short) 5;
        } catch (RuntimeException e) {
            return e instanceof CardRuntimeException ? ((CardRuntimeException) e).getReason() : (short) 4;
        }
    }

    private short nested(byte which) {
        try {
            step((short) 1);
            try {
                step((short) 2);
                try {
                    raise(which);
                    step((short) 3);
                } catch (Third e) {
                    step((short) 4);
                    throw new NullPointerException();
                }
                step((short) 5);
            } catch (Second e) {
                step((short) 6);
                throw e;
            } catch (NullPointerException e) {
                step((short) 7);
                raise((byte) 7);
            }
            step((short) 8);
        } catch (First e) {
            step((short) 9);
            return e instanceof Second ? (short) 2 : (short) 1;
        } catch (ArithmeticException e) {
            return 7;
        } catch (RuntimeException e) {
            return 8;
        }
        return 0;
    }

    private short unwound(byte depth) {
        try {
            return descend(depth, (short) 0);
        } catch (Third e) {
            return e.value;
        } catch (First e) {
            return -1;
        }
    }

    private short descend(byte depth, short sum) throws First {
        if (depth == 0) {
            throw new Third(sum);
        }
        try {
            return descend((byte) (depth - 1), (short) (sum + depth));
        } catch (NullPointerException e) {
            return -2;
        } catch (ArithmeticException e) {
            return -3;
        }
    }

    private short constructor(byte value) {
        Fragile.last = null;
        try {
            new Fragile(value);
            step((short) 1);
        } catch (First e) {
            step((short) 2);
        } catch (ArithmeticException e) {
            step((short) 3);
        }
        return Fragile.last.value;
    }

    private short loop(byte rounds) {
        short caught = 0;
        for (byte i = 0; i < rounds; i++) {
            try {
                raise((byte) (i % 9));
                step((short) 1);
            } catch (RuntimeException e) {
                caught += 100;
                continue;
            } catch (First e) {
                caught++;
            }
        }
        return caught;
    }

    /** Values on the operand stack when the exception comes are gone; locals are as they were. */
    private short stack(byte zero) {
        short a = 5;
        short b = 6;
        short result = 1000;
        try {
            result = (short) (a + (b + (a * (b + 100 / zero))));
        } catch (ArithmeticException e) {
            a += 100;
        }
        return (short) (result + a + b);
    }

    /** The runtime's exceptions may be one object each; those that an applet makes are its own. */
    private short same(byte which) {
        try {
            switch (which) {
                case 0: ISOException.throwIt((short) 0x1111);
                case 1: UserException.throwIt((short) 0x2222);
                case 2: CardException.throwIt((short) 0x3333);
                case 3: CardRuntimeException.throwIt((short) 0x4444);
                case 4: SystemException.throwIt((short) 0x5555);
                case 5: TransactionException.throwIt((short) 0x6666);
                case 6: PINException.throwIt((short) 0x7777);
                case 7: APDUException.throwIt((short) 0x1234);
                case 8: CryptoException.throwIt((short) 0x4321);
                case 9: throw new APDUException((short) 0x2345);
                default: return 0;
            }
        } catch (UserException e) {
            step((short) 1);
            return e.getReason();
        } catch (CardException e) {
            step((short) 2);
            return e.getReason();
        } catch (ISOException e) {
            step((short) 3);
            return e.getReason();
        } catch (SystemException e) {
            step((short) 4);
            return e.getReason();
        } catch (TransactionException e) {
            step((short) 5);
            return e.getReason();
        } catch (APDUException e) {
            step((short) 6);
            e.setReason((short) (e.getReason() + 1));
            return e.getReason();
        } catch (CryptoException e) {
            step((short) 7);
            return e.getReason();
        } catch (CardRuntimeException e) {
            step((short) (e instanceof PINException ? 8 : 9));
            return e.getReason();
        }
    }

    private static void uncaught(byte which) {
        switch (which) {
            case 0: throw new NullPointerException();
            case 1: throw new IndexOutOfBoundsException();
            case 2: throw new CardRuntimeException((short) 0x6A80);
            case 3: throw new ISOException((short) 0x6A81);
            case 4: ISOException.throwIt((short) 0x6A82);
            case 5: SystemException.throwIt((short) 5);
            case 6: throw new RuntimeException();
            case 7: throw new SecurityException();
            case 8: JCSystem.commitTransaction(); return;
            case 9: throw new ISOException((short) 0x9000);
            case 10: ISOException.throwIt((short) 0x6100);
            case 11: ISOException.throwIt((short) 0x6C10);
            case 12: ISOException.throwIt((short) 0x6200);
            default:
        }
    }
}
