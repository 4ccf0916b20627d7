package cardos.modern;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.SystemException;
import javacard.security.CryptoException;

/**
 * What Java Card 3.0.5 added to the cryptographic API, and algorithms that cards seldom have. SW 6A50 + reason: CryptoException;
 * 6A40 + reason: SystemException; 6A31: SecurityException; 6A32: ArrayIndexOutOfBoundsException; 6A33: NullPointerException;
 * 6A34: ClassCastException.
 */
public final class Modern extends Applet {
    static final short DATA = ISO7816.OFFSET_CDATA;

    private final Aead aead = new Aead();
    private final OneShots oneShots = new OneShots();
    private final Asymmetric asymmetric = new Asymmetric();
    private final Enciphered enciphered = new Enciphered();

    private Modern() {
        register();
    }

    public static void install(byte[] parameters, short offset, byte length) {
        new Modern();
    }

    public void process(APDU apdu) {
        if (selectingApplet()) {
            return;
        }
        byte[] buffer = apdu.getBuffer();
        short length = buffer[ISO7816.OFFSET_LC] == 0 ? (short) 0 : apdu.setIncomingAndReceive();
        short answer;
        try {
            switch ((byte) (buffer[ISO7816.OFFSET_INS] & 0xF0)) {
                case 0x10:
                    answer = aead.run(buffer, length);
                    break;
                case 0x30:
                    answer = oneShots.run(buffer, length);
                    break;
                case 0x50:
                    answer = enciphered.run(buffer, length);
                    break;
                case 0x60:
                    answer = asymmetric.run(buffer, length);
                    break;
                case (byte) 0x90: // Some cards have little transient memory.
                    aead.release();
                    JCSystem.requestObjectDeletion();
                    answer = 0;
                    break;
                default:
                    answer = 0;
                    ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
            }
        } catch (CryptoException e) {
            answer = 0;
            ISOException.throwIt((short) (0x6A50 + e.getReason()));
        } catch (SystemException e) {
            answer = 0;
            ISOException.throwIt((short) (0x6A40 + e.getReason()));
        } catch (SecurityException e) {
            answer = 0;
            ISOException.throwIt((short) 0x6A31);
        } catch (ArrayIndexOutOfBoundsException e) {
            answer = 0;
            ISOException.throwIt((short) 0x6A32);
        } catch (NullPointerException e) {
            answer = 0;
            ISOException.throwIt((short) 0x6A33);
        } catch (ClassCastException e) {
            answer = 0;
            ISOException.throwIt((short) 0x6A34);
        }
        apdu.setOutgoingAndSend((short) 0, answer);
    }
}
