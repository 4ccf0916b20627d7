package cardos.utilities;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.CardRuntimeException;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.SystemException;
import javacard.framework.Util;
import javacardx.framework.math.BCDUtil;
import javacardx.framework.math.BigNumber;
import javacardx.framework.math.ParityBit;
import javacardx.framework.tlv.BERTLV;
import javacardx.framework.tlv.BERTag;
import javacardx.framework.tlv.ConstructedBERTLV;
import javacardx.framework.tlv.ConstructedBERTag;
import javacardx.framework.tlv.PrimitiveBERTLV;
import javacardx.framework.tlv.PrimitiveBERTag;
import javacardx.framework.tlv.TLVException;
import javacardx.framework.util.intx.JCint;

/**
 * javacardx.framework: ints in byte arrays, BCD, big numbers, parity, BER-TLV. The response is 00, the result and what was
 * written, or a byte for the exception and its reason: 01 TLVException, 02 SystemException, 03 another with a reason,
 * 04 ArithmeticException, 05 index, 06 null, 07 another.
 */
public final class Utilities extends Applet {
    private static final byte INS_INT = (byte) 0x10;
    private static final byte INS_BCD = (byte) 0x12;
    private static final byte INS_BIG = (byte) 0x14;
    private static final byte INS_PARITY = (byte) 0x16;
    private static final byte INS_TAG = (byte) 0x18;
    private static final byte INS_TLV = (byte) 0x1A;
    private static final byte INS_TLV_OBJECTS = (byte) 0x1C;

    private static final short DATA = ISO7816.OFFSET_CDATA;

    private final byte[] out = new byte[64];
    private short written;
    private final BigNumber number = new BigNumber((short) 8);

    private Utilities() {
        register();
    }

    public static void install(byte[] parameters, short offset, byte length) {
        new Utilities();
    }

    public void process(APDU apdu) {
        if (selectingApplet()) {
            return;
        }
        byte[] buffer = apdu.getBuffer();
        byte p1 = buffer[ISO7816.OFFSET_P1];
        byte p2 = buffer[ISO7816.OFFSET_P2];
        short length = buffer[ISO7816.OFFSET_LC] == 0 ? (short) 0 : apdu.setIncomingAndReceive();
        written = 0;
        byte kind = 0;
        short result = 0;
        try {
            switch (buffer[ISO7816.OFFSET_INS]) {
                case INS_INT: result = integers(p1, buffer); break;
                case INS_BCD: result = bcd(p1, buffer, length); break;
                case INS_BIG: result = big(p1, p2, buffer, length); break;
                case INS_PARITY:
                    ParityBit.set(buffer, DATA, length, p1 != 0);
                    put(buffer, DATA, length);
                    break;
                case INS_TAG: result = tag(p1, p2, buffer); break;
                case INS_TLV: result = tlv(p1, p2, buffer, length); break;
                case INS_TLV_OBJECTS: result = tlvObjects(p1, buffer, length); break;
                default: ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
            }
        } catch (TLVException e) {
            kind = 1;
            result = e.getReason();
        } catch (SystemException e) {
            kind = 2;
            result = e.getReason();
        } catch (CardRuntimeException e) {
            kind = 3;
            result = e.getReason();
        } catch (ArithmeticException e) {
            kind = 4;
        } catch (ArrayIndexOutOfBoundsException e) {
            kind = 5;
        } catch (NullPointerException e) {
            kind = 6;
        } catch (RuntimeException e) {
            kind = 7;
        }
        buffer[0] = kind;
        short at = Util.setShort(buffer, (short) 1, result);
        at = Util.arrayCopyNonAtomic(out, (short) 0, buffer, at, written);
        apdu.setOutgoingAndSend((short) 0, at);
    }

    private void put(byte[] from, short offset, short length) {
        written = Util.arrayCopyNonAtomic(from, offset, out, written, length);
    }

    private short integers(byte which, byte[] buffer) {
        switch (which) {
            case 0: written = JCint.setInt(out, (short) 0, JCint.getInt(buffer, DATA)); return written;
            case 1: written = JCint.setInt(out, (short) 0, JCint.makeInt((byte) 0x81, (byte) 0x02, (byte) 0xFF, (byte) 0x80)); return 1;
            case 2: written = JCint.setInt(out, (short) 0, JCint.makeInt((short) 0x8102, (short) 0xFF80)); return 2;
            case 3:
                int[] values = JCint.makeTransientIntArray((short) 3, JCSystem.CLEAR_ON_RESET);
                values[2] = JCint.getInt(buffer, DATA);
                values[1] = values[2] * 3;
                written = JCint.setInt(out, (short) 0, values[1]);
                return (short) (values.length * 10 + JCSystem.isTransient(values));
            case 4: return (short) JCint.getInt(out, (short) 61);
            case 5: return JCint.setInt(out, (short) 61, 1);
            case 6: return (short) JCint.makeTransientIntArray((short) 1, (byte) 5).length;
            case 7: return (short) JCint.getInt(null, (short) 0);
            default: return -1;
        }
    }

    private short bcd(byte which, byte[] buffer, short length) {
        switch (which) {
            case 0: return BCDUtil.isBCDFormat(buffer, DATA, length) ? (short) 1 : (short) 0;
            case 1: written = BCDUtil.convertToHex(buffer, DATA, length, out, (short) 0); return written;
            case 2: written = BCDUtil.convertToBCD(buffer, DATA, length, out, (short) 0); return written;
            case 3: return BCDUtil.getMaxBytesSupported() >= 8 ? (short) 1 : (short) 0;
            default: return -1;
        }
    }

    /** P2 is the format. The number stays from one command to the next. */
    private short big(byte which, byte format, byte[] buffer, short length) {
        switch (which) {
            case 0: number.init(buffer, DATA, length, format); break;
            case 1: number.add(buffer, DATA, length, format); break;
            case 2: number.subtract(buffer, DATA, length, format); break;
            case 3: number.multiply(buffer, DATA, length, format); break;
            case 4: return number.compareTo(buffer, DATA, length, format);
            case 5: number.reset(); break;
            case 6: number.setMaximum(buffer, DATA, length, format); break;
            case 7: return BigNumber.getMaxBytesSupported() >= 8 ? (short) 1 : (short) 0;
            case 8:
                BigNumber other = new BigNumber((short) 8);
                other.init(buffer, DATA, length, format);
                return number.compareTo(other);
            case 9: number.toBytes(out, (short) 0, format, BigNumber.FORMAT_HEX); written = format; return format;
            default: break;
        }
        short size = number.getByteLength(BigNumber.FORMAT_HEX);
        number.toBytes(out, (short) 0, size, BigNumber.FORMAT_HEX);
        short decimals = number.getByteLength(BigNumber.FORMAT_BCD);
        number.toBytes(out, size, decimals, BigNumber.FORMAT_BCD);
        written = (short) (size + decimals);
        return size;
    }

    private short tag(byte which, byte p2, byte[] buffer) {
        switch (which) {
            case 0: return BERTag.verifyFormat(buffer, DATA) ? (short) 1 : (short) 0;
            case 1: return BERTag.size(buffer, DATA);
            case 2: return BERTag.tagNumber(buffer, DATA);
            case 3: return BERTag.isConstructed(buffer, DATA) ? (short) 1 : (short) 0;
            case 4: return BERTag.tagClass(buffer, DATA);
            case 5: written = BERTag.toBytes(p2, true, Util.getShort(buffer, DATA), out, (short) 0); return written;
            case 6: written = BERTag.toBytes(p2, false, Util.getShort(buffer, DATA), out, (short) 0); return written;
            case 7:
                BERTag tag = BERTag.getInstance(buffer, DATA);
                written = tag.toBytes(out, (short) 0);
                return (short) (tag.size() * 1000 + (tag.isConstructed() ? 100 : 0) + tag.tagClass() * 10 + (tag instanceof ConstructedBERTag ? 1 : 0));
            case 8: return new PrimitiveBERTag().size();
            case 9:
                ConstructedBERTag made = new ConstructedBERTag();
                made.init(p2, Util.getShort(buffer, DATA));
                written = made.toBytes(out, (short) 0);
                return made.equals(BERTag.getInstance(out, (short) 0)) ? (short) 1 : (short) 0;
            default: return -1;
        }
    }

    /** The static methods on bytes. P2 is a length for those that take two TLVs. */
    private short tlv(byte which, byte p2, byte[] buffer, short length) {
        short second = (short) (DATA + p2);
        switch (which) {
            case 0: return BERTLV.verifyFormat(buffer, DATA, length) ? (short) 1 : (short) 0;
            case 1: written = BERTLV.getTag(buffer, DATA, out, (short) 0); return written;
            case 2: return BERTLV.getLength(buffer, DATA);
            case 3: return (short) (PrimitiveBERTLV.getValueOffset(buffer, DATA) - DATA);
            case 4: return (short) (ConstructedBERTLV.find(buffer, DATA, buffer, second) - DATA);
            case 5:
                short at = ConstructedBERTLV.find(buffer, DATA, buffer, second);
                return (short) (ConstructedBERTLV.findNext(buffer, DATA, at, buffer, second) - DATA);
            case 6: return (short) (ConstructedBERTLV.find(buffer, DATA, null, (short) 0) - DATA);
            case 7:
                Util.arrayCopyNonAtomic(buffer, second, out, (short) 0, (short) (length - p2));
                written = ConstructedBERTLV.append(buffer, DATA, out, (short) 0);
                return written;
            case 8:
                Util.arrayCopyNonAtomic(buffer, second, out, (short) 0, (short) (length - p2));
                written = PrimitiveBERTLV.appendValue(out, (short) 0, buffer, DATA, p2);
                return written;
            case 9:
                written = PrimitiveBERTLV.toBytes(buffer, DATA, buffer, second, (short) (length - p2), out, (short) 0);
                return written;
            default: return -1;
        }
    }

    private short tlvObjects(byte which, byte[] buffer, short length) {
        switch (which) {
            case 0:
                BERTLV any = BERTLV.getInstance(buffer, DATA, length);
                written = any.toBytes(out, (short) 0);
                return (short) (any.getLength() * 100 + any.size() + (any instanceof ConstructedBERTLV ? 10000 : 0));
            case 1: {
                PrimitiveBERTLV value = new PrimitiveBERTLV((short) 20);
                value.init(buffer, DATA, length);
                value.appendValue(buffer, (short) (DATA + 2), (short) 1);
                written = value.toBytes(out, (short) 0);
                return value.size();
            }
            case 2: {
                PrimitiveBERTLV value = new PrimitiveBERTLV((short) 20);
                value.init(buffer, DATA, length);
                value.replaceValue(buffer, (short) (DATA + length - 1), (short) 1);
                written = value.toBytes(out, (short) 0);
                return value.getLength();
            }
            case 3: {
                PrimitiveBERTag tag = new PrimitiveBERTag();
                tag.init((byte) 2, (short) 5);
                ConstructedBERTag outer = new ConstructedBERTag();
                outer.init((byte) 1, (short) 33);
                PrimitiveBERTLV value = new PrimitiveBERTLV((short) 10);
                value.init(tag, buffer, DATA, length);
                ConstructedBERTLV all = new ConstructedBERTLV((short) 40);
                all.init(outer, value);
                all.append(value);
                written = all.toBytes(out, (short) 0);
                return (short) (all.find(tag) == value ? 1 : all.find(tag) == null ? 2 : 3);
            }
            case 4: {
                ConstructedBERTLV all = new ConstructedBERTLV((short) 60);
                all.init(buffer, DATA, length);
                BERTLV first = all.find(null);
                all.delete(first, (short) 1);
                written = all.toBytes(out, (short) 0);
                return all.getLength();
            }
            case 5: return new PrimitiveBERTLV((short) 4).getLength();
            case 6: return new PrimitiveBERTLV((short) 4).init(buffer, DATA, length);
            default: return -1;
        }
    }
}
