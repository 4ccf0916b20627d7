package cardos.modern;

import javacard.framework.ISO7816;
import javacard.framework.Util;
import javacard.security.AESKey;
import javacard.security.KeyBuilder;
import javacardx.crypto.AEADCipher;
import javacardx.crypto.Cipher;

/** AEADCipher, and AES in counter mode, one call for each command. */
final class Aead {
    private AESKey key;
    private Cipher cipher;

    void release() {
        cipher = null;
        key = null;
    }

    short run(byte[] buffer, short length) {
        byte p1 = buffer[ISO7816.OFFSET_P1];
        byte p2 = buffer[ISO7816.OFFSET_P2];
        short n;
        switch (buffer[ISO7816.OFFSET_INS]) {
            case 0x10: // A key: its type in P1, P2 says to leave it empty.
                key = (AESKey) KeyBuilder.buildKey(p1, (short) (8 * length), false);
                if (p2 == 0) {
                    key.setKey(buffer, Modern.DATA);
                }
                return 0;
            case 0x12: // An instance, by algorithm or by cipher and padding.
                cipher = null;
                cipher = p2 == -1 ? Cipher.getInstance(p1, false) : Cipher.getInstance(p1, p2, false);
                buffer[0] = cipher.getAlgorithm();
                buffer[1] = cipher.getCipherAlgorithm();
                buffer[2] = cipher.getPaddingAlgorithm();
                buffer[3] = (byte) (cipher instanceof AEADCipher ? 1 : 0);
                return 4;
            case 0x14: // init: mode in P1, which one in P2.
                if (p2 == 0) {
                    cipher.init(key, p1);
                } else if (p2 == 1) {
                    cipher.init(key, p1, buffer, Modern.DATA, length);
                } else {
                    ((AEADCipher) cipher).init(key, p1, buffer, (short) (Modern.DATA + 6), (short) (length - 6), Util.getShort(buffer, Modern.DATA),
                            Util.getShort(buffer, (short) (Modern.DATA + 2)), Util.getShort(buffer, (short) (Modern.DATA + 4)));
                }
                return 0;
            case 0x16:
                ((AEADCipher) cipher).updateAAD(buffer, Modern.DATA, length);
                return 0;
            case 0x18: // update, doFinal (P1 = 1); P2: of how many bytes the first part is, or where the output begins.
                if (p1 == 0) {
                    n = cipher.update(buffer, Modern.DATA, length, buffer, Modern.DATA);
                } else if (p1 == 1) {
                    n = cipher.doFinal(buffer, Modern.DATA, length, buffer, Modern.DATA);
                } else if (p1 == 2) {
                    n = cipher.update(buffer, Modern.DATA, p2, buffer, Modern.DATA);
                    n += cipher.doFinal(buffer, (short) (Modern.DATA + p2), (short) (length - p2), buffer, (short) (Modern.DATA + n));
                } else {
                    n = cipher.doFinal(buffer, Modern.DATA, length, buffer, (short) (buffer.length - length + 1));
                }
                Util.arrayCopyNonAtomic(buffer, Modern.DATA, buffer, (short) 0, n);
                return n;
            case 0x1A:
                return ((AEADCipher) cipher).retrieveTag(buffer, (short) 0, p1);
            case 0x1C:
                buffer[0] = (byte) (((AEADCipher) cipher).verifyTag(buffer, Modern.DATA, length, p1) ? 1 : 0);
                return 1;
            default: // clearKey
                key.clearKey();
                return 0;
        }
    }
}
