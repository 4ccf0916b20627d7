package cardos.modern;

import javacard.framework.ISO7816;
import javacard.framework.JCSystem;
import javacard.framework.Util;
import javacard.security.AESKey;
import javacard.security.InitializedMessageDigest;
import javacard.security.KeyBuilder;
import javacard.security.MessageDigest;
import javacard.security.RandomData;
import javacard.security.Signature;
import javacardx.crypto.Cipher;

/** The OneShot classes. P2: 0 use, 1 update, 2 use behind close, 3 close twice, 4 open and leave, 5 store, 6 reset, 7 a second one. */
final class OneShots {
    private static final short OUT = 100;

    private final AESKey key = (AESKey) KeyBuilder.buildKey(KeyBuilder.TYPE_AES, KeyBuilder.LENGTH_AES_128, false);
    private final byte[] keyBytes = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    private Object kept;

    short run(byte[] buffer, short length) {
        byte p1 = buffer[ISO7816.OFFSET_P1];
        byte p2 = buffer[ISO7816.OFFSET_P2];
        key.setKey(keyBytes, (short) 0);
        switch (buffer[ISO7816.OFFSET_INS]) {
            case 0x30:
                return digest(buffer, length, p1, p2);
            case 0x32:
                return initializedDigest(buffer, length, p1, p2);
            case 0x34:
                return random(buffer, p1, p2);
            case 0x36:
                return sign(buffer, length, p1, p2);
            default:
                return encipher(buffer, length, p1, p2);
        }
    }

    private short digest(byte[] buffer, short length, byte algorithm, byte what) {
        MessageDigest.OneShot one = MessageDigest.OneShot.open(algorithm);
        boolean isLeft = what == 4;
        try {
            short n;
            if (what == 1) {
                one.update(buffer, Modern.DATA, length);
            } else if (what == 2) {
                one.close();
            } else if (what == 3) {
                one.close();
                one.close();
                return 0;
            } else if (what == 4) {
                return 0;
            } else if (what == 5) {
                kept = one;
            } else if (what == 6) {
                one.reset();
            } else if (what == 7) {
                MessageDigest.OneShot.open(algorithm);
            }
            n = one.doFinal(buffer, Modern.DATA, length, buffer, OUT);
            buffer[0] = one.getAlgorithm();
            buffer[1] = one.getLength();
            one.close();
            Util.arrayCopyNonAtomic(buffer, OUT, buffer, (short) 2, n);
            return (short) (n + 2);
        } finally {
            if (!isLeft) {
                one.close();
            }
        }
    }

    // Data: length of the chaining value, that, two bytes of length, the rest.
    private short initializedDigest(byte[] buffer, short length, byte algorithm, byte what) {
        InitializedMessageDigest.OneShot one = InitializedMessageDigest.OneShot.open(algorithm);
        boolean isLeft = what == 4;
        try {
            short chain = buffer[Modern.DATA];
            short rest = (short) (Modern.DATA + chain + 3);
            if (what == 1) {
                one.update(buffer, Modern.DATA, length);
            } else if (what == 2) {
                one.close();
            } else if (what == 4) {
                return 0;
            }
            one.setInitialDigest(buffer, (short) (Modern.DATA + 1), chain, buffer, (short) (rest - 2), (short) 2);
            if (what == 6) {
                one.reset();
            }
            short n = one.doFinal(buffer, rest, (short) (length - chain - 3), buffer, OUT);
            one.close();
            Util.arrayCopyNonAtomic(buffer, OUT, buffer, (short) 0, n);
            return n;
        } finally {
            if (!isLeft) {
                one.close();
            }
        }
    }

    private short random(byte[] buffer, byte algorithm, byte what) {
        RandomData.OneShot one = RandomData.OneShot.open(algorithm);
        boolean isLeft = what == 4;
        try {
            if (what == 2) {
                one.close();
            } else if (what == 6) {
                one.setSeed(keyBytes, (short) 0, (short) 16);
            }
            buffer[OUT] = 0;
            Util.arrayFillNonAtomic(buffer, OUT, (short) 16, (byte) 0);
            short end = one.nextBytes(buffer, OUT, (short) 16);
            buffer[0] = (byte) (end - OUT);
            buffer[1] = one.getAlgorithm();
            one.close();
            boolean isFilled = false;
            for (short i = OUT; i < (short) (OUT + 16); i++) {
                isFilled |= buffer[i] != 0;
            }
            buffer[2] = (byte) (isFilled ? 1 : 0);
            return 3;
        } finally {
            if (!isLeft) {
                one.close();
            }
        }
    }

    // P1: the cipher; the MAC of AES has no digest.
    private short sign(byte[] buffer, short length, byte cipher, byte what) {
        Signature.OneShot one = Signature.OneShot.open(MessageDigest.ALG_NULL, cipher, Cipher.PAD_NULL);
        boolean isLeft = what == 4;
        try {
            if (what == 8) {
                return one.sign(buffer, Modern.DATA, length, buffer, OUT);
            }
            one.init(key, Signature.MODE_SIGN);
            if (what == 1) {
                one.update(buffer, Modern.DATA, length);
            } else if (what == 2) {
                one.close();
            } else if (what == 4) {
                return 0;
            } else if (what == 9) {
                JCSystem.beginTransaction();
            }
            short n = one.sign(buffer, Modern.DATA, length, buffer, OUT);
            if (what == 9) {
                JCSystem.abortTransaction();
            }
            one.init(key, Signature.MODE_VERIFY);
            buffer[0] = (byte) (one.verify(buffer, Modern.DATA, length, buffer, OUT, n) ? 1 : 0);
            buffer[1] = (byte) one.getLength();
            buffer[2] = one.getAlgorithm();
            buffer[3] = one.getMessageDigestAlgorithm();
            buffer[4] = one.getCipherAlgorithm();
            buffer[5] = one.getPaddingAlgorithm();
            one.close();
            Util.arrayCopyNonAtomic(buffer, OUT, buffer, (short) 6, n);
            return (short) (n + 6);
        } finally {
            if (!isLeft) {
                one.close();
            }
        }
    }

    // P1: the padding of AES in CBC mode.
    private short encipher(byte[] buffer, short length, byte padding, byte what) {
        Cipher.OneShot one = Cipher.OneShot.open(Cipher.CIPHER_AES_CBC, padding);
        boolean isLeft = what == 4;
        try {
            if (what == 8) {
                return one.doFinal(buffer, Modern.DATA, length, buffer, OUT);
            }
            one.init(key, Cipher.MODE_ENCRYPT, keyBytes, (short) 0, (short) 16);
            short n;
            if (what == 1) {
                n = one.update(buffer, Modern.DATA, length, buffer, OUT);
            } else if (what == 2) {
                one.close();
            } else if (what == 4) {
                return 0;
            } else if (what == 5) {
                kept = one;
            }
            n = one.doFinal(buffer, Modern.DATA, length, buffer, OUT);
            one.close();
            Util.arrayCopyNonAtomic(buffer, OUT, buffer, (short) 0, n);
            return n;
        } finally {
            if (!isLeft) {
                one.close();
            }
        }
    }
}
