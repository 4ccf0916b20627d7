package cardos.crypto;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;
import javacard.security.AESKey;
import javacard.security.Checksum;
import javacard.security.CryptoException;
import javacard.security.DESKey;
import javacard.security.ECKey;
import javacard.security.ECPrivateKey;
import javacard.security.ECPublicKey;
import javacard.security.HMACKey;
import javacard.security.Key;
import javacard.security.KeyAgreement;
import javacard.security.KeyBuilder;
import javacard.security.KeyPair;
import javacard.security.MessageDigest;
import javacard.security.PrivateKey;
import javacard.security.PublicKey;
import javacard.security.RSAPrivateCrtKey;
import javacard.security.RSAPrivateKey;
import javacard.security.RSAPublicKey;
import javacard.security.RandomData;
import javacard.security.Signature;
import javacardx.crypto.Cipher;

/**
 * The cryptographic API as commands: algorithm and key type numbers come in P1, so that every algorithm that a card has
 * can be tried. A CryptoException ends with SW 6A50 + reason. P2 bit 8 sends the message in two parts.
 */
public final class Crypto extends Applet {
    private static final byte INS_DIGEST = (byte) 0x10;
    private static final byte INS_BUILD_KEY = (byte) 0x12;
    private static final byte INS_SET_COMPONENT = (byte) 0x14;
    private static final byte INS_CIPHER = (byte) 0x16;
    private static final byte INS_SIGN = (byte) 0x18;
    private static final byte INS_VERIFY = (byte) 0x1A;
    private static final byte INS_KEY_STATE = (byte) 0x1C;
    private static final byte INS_AGREE = (byte) 0x1E;
    private static final byte INS_CHECKSUM = (byte) 0x20;
    private static final byte INS_KEY_PAIR = (byte) 0x22;
    private static final byte INS_RANDOM = (byte) 0x24;
    private static final byte INS_GET_KEY = (byte) 0x26;
    private static final byte INS_CLEAR_KEY = (byte) 0x28;
    private static final byte INS_CONTINUE = (byte) 0x2A;
    private static final byte INS_RELEASE = (byte) 0x2C;

    private static final short SW_CRYPTO = (short) 0x6A50;
    private static final short DATA = ISO7816.OFFSET_CDATA;

    private final byte[] scratch = JCSystem.makeTransientByteArray((short) 140, JCSystem.CLEAR_ON_DESELECT);
    private final byte[] second = new byte[100];
    /** A private or secret key, and a public one. */
    private Key key;
    private Key publicKey;
    /** Each kind keeps its last instance: instances cost transient memory, and some cards have little. */
    private MessageDigest digest;
    private Cipher cipher;
    private Signature signature;
    private KeyAgreement agreement;
    private Checksum checksum;
    private RandomData random;
    private byte digestAlgorithm;
    private byte cipherAlgorithm;
    private byte signatureAlgorithm;

    private Crypto() {
        register();
    }

    public static void install(byte[] parameters, short offset, byte length) {
        new Crypto();
    }

    public void process(APDU apdu) {
        if (selectingApplet()) {
            return;
        }
        byte[] buffer = apdu.getBuffer();
        byte p1 = buffer[ISO7816.OFFSET_P1];
        byte p2 = buffer[ISO7816.OFFSET_P2];
        short received = buffer[ISO7816.OFFSET_LC] == 0 ? (short) 0 : apdu.setIncomingAndReceive();
        short length = 0;
        try {
            switch (buffer[ISO7816.OFFSET_INS]) {
                case INS_DIGEST: length = digest(p1, p2, buffer, received); break;
                case INS_BUILD_KEY: build(p1, Util.getShort(buffer, DATA)); break;
                case INS_SET_COMPONENT: set(p1, buffer, received); break;
                case INS_CIPHER: length = cipher(p1, p2, buffer, received); break;
                case INS_SIGN: length = sign(p1, p2, buffer, received); break;
                case INS_VERIFY: length = verify(p1, p2, buffer, received); break;
                case INS_KEY_STATE: length = state(p1 == 0 ? key : publicKey); break;
                case INS_AGREE: length = agree(p1, buffer, received); break;
                case INS_CHECKSUM: length = checksum(p1, buffer, received); break;
                case INS_KEY_PAIR: length = pair(p1, p2, Util.getShort(buffer, DATA)); break;
                case INS_RANDOM: length = random(p1, p2); break;
                case INS_GET_KEY: length = get(p1); break;
                case INS_CLEAR_KEY: (p1 == 0 ? key : publicKey).clearKey(); break;
                case INS_CONTINUE: length = resume(p1, p2, buffer, received); break;
                case INS_RELEASE: release(p1); break;
                default: ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
            }
        } catch (CryptoException e) {
            ISOException.throwIt((short) (SW_CRYPTO + e.getReason()));
        }
        apdu.setOutgoing();
        apdu.setOutgoingLength(length);
        apdu.sendBytesLong(scratch, (short) 0, length);
    }

    /** The next command finds the memory of all instances free; P1 01 gives the keys back too. */
    private void release(byte keys) {
        digest = null;
        cipher = null;
        signature = null;
        agreement = null;
        checksum = null;
        random = null;
        if (keys != 0) {
            key = null;
            publicKey = null;
        }
        if (JCSystem.isObjectDeletionSupported()) {
            JCSystem.requestObjectDeletion();
        }
    }

    private void choose(byte algorithm) {
        if (digest == null || digestAlgorithm != algorithm) {
            digest = MessageDigest.getInstance(algorithm, false);
            digestAlgorithm = algorithm;
        }
    }

    private short digest(byte algorithm, byte how, byte[] buffer, short received) {
        choose(algorithm);
        short first = how < 0 ? (short) (received / 2) : (short) 0;
        if (first != 0) {
            digest.update(buffer, DATA, first);
        }
        short length = digest.doFinal(buffer, (short) (DATA + first), (short) (received - first), scratch, (short) 0);
        if (length != digest.getLength() || digest.getAlgorithm() != algorithm) {
            ISOException.throwIt(ISO7816.SW_DATA_INVALID);
        }
        return length;
    }

    /** A digest that goes on over several commands: P2 1 starts, 2 updates, 3 ends, 4 resets. */
    private short resume(byte algorithm, byte how, byte[] buffer, short received) {
        switch (how) {
            case 1: choose(algorithm); return 0;
            case 2: digest.update(buffer, DATA, received); return 0;
            case 3: return digest.doFinal(buffer, DATA, received, scratch, (short) 0);
            default: digest.reset(); return 0;
        }
    }

    private void build(byte type, short size) {
        Key made = KeyBuilder.buildKey(type, size, false);
        if (made instanceof PublicKey) {
            publicKey = made;
        } else {
            key = made;
        }
    }

    /** P1: 00 secret key, 1x of an RSA public or private key, 2x of a CRT key, 3x of an EC public and 4x of a private key. */
    private void set(byte component, byte[] buffer, short length) {
        switch (component) {
            case 0x00:
                if (key instanceof DESKey) {
                    ((DESKey) key).setKey(buffer, DATA);
                } else if (key instanceof AESKey) {
                    ((AESKey) key).setKey(buffer, DATA);
                } else {
                    ((HMACKey) key).setKey(buffer, DATA, length);
                }
                return;
            case 0x10: ((RSAPublicKey) publicKey).setModulus(buffer, DATA, length); return;
            case 0x11: ((RSAPublicKey) publicKey).setExponent(buffer, DATA, length); return;
            case 0x12: ((RSAPrivateKey) key).setModulus(buffer, DATA, length); return;
            case 0x13: ((RSAPrivateKey) key).setExponent(buffer, DATA, length); return;
            case 0x20: ((RSAPrivateCrtKey) key).setP(buffer, DATA, length); return;
            case 0x21: ((RSAPrivateCrtKey) key).setQ(buffer, DATA, length); return;
            case 0x22: ((RSAPrivateCrtKey) key).setDP1(buffer, DATA, length); return;
            case 0x23: ((RSAPrivateCrtKey) key).setDQ1(buffer, DATA, length); return;
            case 0x24: ((RSAPrivateCrtKey) key).setPQ(buffer, DATA, length); return;
            case 0x36: ((ECPublicKey) publicKey).setW(buffer, DATA, length); return;
            case 0x46: ((ECPrivateKey) key).setS(buffer, DATA, length); return;
            default: break;
        }
        ECKey curve = (ECKey) (component < 0x40 ? publicKey : key);
        switch ((byte) (component & 0x0F)) {
            case 0: curve.setFieldFP(buffer, DATA, length); return;
            case 1: curve.setA(buffer, DATA, length); return;
            case 2: curve.setB(buffer, DATA, length); return;
            case 3: curve.setG(buffer, DATA, length); return;
            case 4: curve.setR(buffer, DATA, length); return;
            case 5: curve.setK(Util.getShort(buffer, DATA)); return;
            default: ISOException.throwIt(ISO7816.SW_INCORRECT_P1P2);
        }
    }

    private short get(byte component) {
        switch (component) {
            case 0x00:
                return key instanceof DESKey ? ((DESKey) key).getKey(scratch, (short) 0) : ((AESKey) key).getKey(scratch, (short) 0);
            case 0x01: return ((HMACKey) key).getKey(scratch, (short) 0);
            case 0x10: return ((RSAPublicKey) publicKey).getModulus(scratch, (short) 0);
            case 0x11: return ((RSAPublicKey) publicKey).getExponent(scratch, (short) 0);
            case 0x24: return ((RSAPrivateCrtKey) key).getPQ(scratch, (short) 0);
            case 0x33: return ((ECKey) publicKey).getG(scratch, (short) 0);
            case 0x36: return ((ECPublicKey) publicKey).getW(scratch, (short) 0);
            case 0x46: return ((ECPrivateKey) key).getS(scratch, (short) 0);
            default: ISOException.throwIt(ISO7816.SW_INCORRECT_P1P2); return 0;
        }
    }

    private short state(Key of) {
        scratch[0] = of.getType();
        scratch[3] = of.isInitialized() ? (byte) 1 : (byte) 0;
        Util.setShort(scratch, (short) 1, of.getSize());
        return 4;
    }

    private Key chosen(byte p2) {
        return (p2 & 0x40) != 0 ? publicKey : key;
    }

    /** Data: length and bytes of the initial vector, message. P2: 1 decrypts, 2 encrypts, 40 with the public key. */
    private short cipher(byte algorithm, byte p2, byte[] buffer, short received) {
        if (cipher == null || cipherAlgorithm != algorithm) {
            cipher = Cipher.getInstance(algorithm, false);
            cipherAlgorithm = algorithm;
        }
        byte mode = (byte) (p2 & 3);
        short vector = buffer[DATA];
        if (vector == 0) {
            cipher.init(chosen(p2), mode);
        } else {
            cipher.init(chosen(p2), mode, buffer, (short) (DATA + 1), vector);
        }
        short at = (short) (DATA + 1 + vector);
        short left = (short) (received - 1 - vector);
        short length = 0;
        if (p2 < 0) {
            short half = (short) (left / 2);
            length = cipher.update(buffer, at, half, scratch, (short) 0);
            at += half;
            left -= half;
        }
        return (short) (length + cipher.doFinal(buffer, at, left, scratch, length));
    }

    private void prepare(byte algorithm, byte p2, byte mode, byte[] buffer) {
        if (signature == null || signatureAlgorithm != algorithm) {
            signature = Signature.getInstance(algorithm, false);
            signatureAlgorithm = algorithm;
        }
        short vector = buffer[DATA];
        if (vector == 0) {
            signature.init(chosen(p2), mode);
        } else {
            signature.init(chosen(p2), mode, buffer, (short) (DATA + 1), vector);
        }
    }

    private short sign(byte algorithm, byte p2, byte[] buffer, short received) {
        prepare(algorithm, p2, Signature.MODE_SIGN, buffer);
        short at = (short) (DATA + 1 + buffer[DATA]);
        short left = (short) (received - 1 - buffer[DATA]);
        if (p2 < 0) {
            short half = (short) (left / 2);
            signature.update(buffer, at, half);
            at += half;
            left -= half;
        }
        return signature.sign(buffer, at, left, scratch, (short) 0);
    }

    /** Data: length and bytes of the initial vector, length and bytes of the signature, message. */
    private short verify(byte algorithm, byte p2, byte[] buffer, short received) {
        prepare(algorithm, p2, Signature.MODE_VERIFY, buffer);
        short at = (short) (DATA + 1 + buffer[DATA]);
        short length = (short) (buffer[at++] & 0xFF);
        short message = (short) (at + length);
        short left = (short) (received - (message - DATA));
        scratch[0] = signature.verify(buffer, message, left, buffer, at, length) ? (byte) 1 : (byte) 0;
        return 1;
    }

    private short agree(byte algorithm, byte[] buffer, short received) {
        agreement = KeyAgreement.getInstance(algorithm, false);
        agreement.init((PrivateKey) key);
        return agreement.generateSecret(buffer, DATA, received, scratch, (short) 0);
    }

    /** Data: length and bytes of the initial value, message. */
    private short checksum(byte algorithm, byte[] buffer, short received) {
        checksum = Checksum.getInstance(algorithm, false);
        short initial = buffer[DATA];
        if (initial != 0) {
            checksum.init(buffer, (short) (DATA + 1), initial);
        }
        return checksum.doFinal(buffer, (short) (DATA + 1 + initial), (short) (received - 1 - initial), scratch, (short) 0);
    }

    /** Makes a key pair, signs with one half and verifies with the other; 01 and 00 for a changed message are right. */
    private short pair(byte algorithm, byte signing, short size) {
        KeyPair pair = new KeyPair(algorithm, size);
        pair.genKeyPair();
        for (short i = 0; i < 20; i++) {
            second[i] = (byte) i;
        }
        signature = Signature.getInstance(signing, false);
        signatureAlgorithm = signing;
        signature.init(pair.getPrivate(), Signature.MODE_SIGN);
        short length = signature.sign(second, (short) 0, (short) 20, second, (short) 20);
        signature.init(pair.getPublic(), Signature.MODE_VERIFY);
        scratch[0] = signature.verify(second, (short) 0, (short) 20, second, (short) 20, length) ? (byte) 1 : (byte) 0;
        second[3] ^= 1;
        scratch[1] = signature.verify(second, (short) 0, (short) 20, second, (short) 20, length) ? (byte) 1 : (byte) 0;
        scratch[2] = pair.getPrivate().isInitialized() ? (byte) 1 : (byte) 0;
        return Util.setShort(scratch, (short) 3, pair.getPublic().getSize());
    }

    /** Two runs differ, and nothing is written past the length. */
    private short random(byte algorithm, byte length) {
        random = RandomData.getInstance(algorithm);
        Util.arrayFillNonAtomic(scratch, (short) 0, (short) 64, (byte) 0);
        random.generateData(scratch, (short) 0, length);
        random.generateData(scratch, (short) 32, length);
        byte differ = Util.arrayCompare(scratch, (short) 0, scratch, (short) 32, length);
        scratch[0] = differ == 0 ? (byte) 0 : (byte) 1;
        scratch[1] = scratch[length];
        return 2;
    }
}
