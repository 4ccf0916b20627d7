package cardos.modern;

import javacard.framework.ISO7816;
import javacard.framework.Util;
import javacard.security.DSAKey;
import javacard.security.DSAPrivateKey;
import javacard.security.DSAPublicKey;
import javacard.security.Key;
import javacard.security.KeyBuilder;
import javacard.security.KeyPair;
import javacard.security.RSAPrivateKey;
import javacard.security.RSAPublicKey;
import javacard.security.Signature;
import javacard.security.SignatureMessageRecovery;

/** DSA, and RSA signatures of ISO 9796-2 with and without recovery of the message. */
final class Asymmetric {
    private final byte[] message = new byte[400];
    private final byte[] signature = new byte[256];
    private final short[] recovered = new short[2];
    private Key privateKey;
    private Key publicKey;
    private Signature signer;
    private short messageLength;
    private short signatureLength;

    short run(byte[] buffer, short length) {
        byte p1 = buffer[ISO7816.OFFSET_P1];
        byte p2 = buffer[ISO7816.OFFSET_P2];
        switch (buffer[ISO7816.OFFSET_INS]) {
            case 0x60: // Keys: the types, and how many bits.
                publicKey = KeyBuilder.buildKey(p1, Util.getShort(buffer, Modern.DATA), false);
                privateKey = KeyBuilder.buildKey(p2, Util.getShort(buffer, Modern.DATA), false);
                return 0;
            case 0x62: // A component of both keys, or of one.
                set(buffer, length, p1);
                return 0;
            case 0x64: // An algorithm; the message from here on is empty.
                signer = null;
                signer = Signature.getInstance(p1, false);
                messageLength = 0;
                buffer[0] = signer.getAlgorithm();
                buffer[1] = (byte) (signer instanceof SignatureMessageRecovery ? 1 : 0);
                return 2;
            case 0x66: // More of the message.
                Util.arrayCopyNonAtomic(buffer, Modern.DATA, message, messageLength, length);
                messageLength += length;
                return 0;
            case 0x68:
                return sign(buffer, p1);
            case 0x6A:
                return verify(buffer, p1, p2);
            case 0x6C: // A pair: algorithm, bits; DSA of 512 bits takes the parameters of the keys set so far.
                return pair(buffer, p1, p2, length);
            default: // The signature's bytes.
                Util.arrayCopyNonAtomic(signature, (short) 0, buffer, (short) 0, signatureLength);
                return signatureLength;
        }
    }

    private void set(byte[] buffer, short length, byte component) {
        switch (component) {
            case 0:
                ((RSAPublicKey) publicKey).setModulus(buffer, Modern.DATA, length);
                ((RSAPrivateKey) privateKey).setModulus(buffer, Modern.DATA, length);
                break;
            case 1:
                ((RSAPublicKey) publicKey).setExponent(buffer, Modern.DATA, length);
                break;
            case 2:
                ((RSAPrivateKey) privateKey).setExponent(buffer, Modern.DATA, length);
                break;
            case 3:
                ((DSAKey) publicKey).setP(buffer, Modern.DATA, length);
                ((DSAKey) privateKey).setP(buffer, Modern.DATA, length);
                break;
            case 4:
                ((DSAKey) publicKey).setQ(buffer, Modern.DATA, length);
                ((DSAKey) privateKey).setQ(buffer, Modern.DATA, length);
                break;
            case 5:
                ((DSAKey) publicKey).setG(buffer, Modern.DATA, length);
                ((DSAKey) privateKey).setG(buffer, Modern.DATA, length);
                break;
            case 6:
                ((DSAPrivateKey) privateKey).setX(buffer, Modern.DATA, length);
                break;
            default:
                ((DSAPublicKey) publicKey).setY(buffer, Modern.DATA, length);
        }
    }

    // P1: 0 the whole at once, 1 with recovery, 2 in two parts.
    private short sign(byte[] buffer, byte how) {
        signer.init(privateKey, Signature.MODE_SIGN);
        short from = 0;
        if (how == 2) {
            from = (short) (messageLength / 2);
            signer.update(message, (short) 0, from);
        }
        if (how == 1) {
            signatureLength = ((SignatureMessageRecovery) signer).sign(message, from, (short) (messageLength - from), signature, (short) 0, recovered, (short) 1);
        } else {
            signatureLength = signer.sign(message, from, (short) (messageLength - from), signature, (short) 0);
        }
        Util.setShort(buffer, (short) 0, signatureLength);
        Util.setShort(buffer, (short) 2, how == 1 ? recovered[1] : signer.getLength());
        return 4;
    }

    // P1: 0 the whole at once, 1 with recovery, 2 in two parts, 3 verify without beginVerify; P2: 1 damages the signature, 2 the message.
    private short verify(byte[] buffer, byte how, byte damage) {
        signer.init(publicKey, Signature.MODE_VERIFY);
        Util.arrayCopyNonAtomic(signature, (short) 0, buffer, (short) 0, signatureLength);
        if (damage == 1) {
            buffer[(short) (signatureLength / 2)] ^= 1;
        } else if (damage == 2) {
            message[(short) (messageLength - 1)] ^= 1;
        }
        short length = signatureLength;
        boolean isRight;
        if (how == 1) {
            SignatureMessageRecovery recovery = (SignatureMessageRecovery) signer;
            length = recovery.beginVerify(buffer, (short) 0, signatureLength);
            isRight = recovery.verify(message, length, (short) (messageLength - length));
            isRight &= Util.arrayCompare(buffer, (short) 0, message, (short) 0, length) == 0;
        } else if (how == 3) {
            isRight = ((SignatureMessageRecovery) signer).verify(message, (short) 0, messageLength);
        } else {
            short from = how == 2 ? (short) (messageLength / 2) : 0;
            if (how == 2) {
                signer.update(message, (short) 0, from);
            }
            isRight = signer.verify(message, from, (short) (messageLength - from), buffer, (short) 0, signatureLength);
        }
        if (damage == 2) {
            message[(short) (messageLength - 1)] ^= 1;
        }
        Util.setShort(buffer, (short) 0, length);
        buffer[2] = (byte) (isRight ? 1 : 0);
        return 3;
    }

    private short pair(byte[] buffer, byte algorithm, byte how, short length) {
        KeyPair pair = how == 0 ? new KeyPair(algorithm, Util.getShort(buffer, Modern.DATA)) : new KeyPair((DSAPublicKey) publicKey, (DSAPrivateKey) privateKey);
        pair.genKeyPair();
        publicKey = pair.getPublic();
        privateKey = pair.getPrivate();
        signer = Signature.getInstance(Signature.ALG_DSA_SHA, false);
        messageLength = length;
        Util.arrayCopyNonAtomic(buffer, Modern.DATA, message, (short) 0, length);
        sign(buffer, (byte) 0);
        verify(buffer, (byte) 0, (byte) 0);
        buffer[0] = buffer[2];
        return 1;
    }
}
