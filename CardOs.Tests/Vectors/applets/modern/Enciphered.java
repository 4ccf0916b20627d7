package cardos.modern;

import javacard.framework.ISO7816;
import javacard.security.AESKey;
import javacard.security.DESKey;
import javacard.security.HMACKey;
import javacard.security.Key;
import javacard.security.KeyBuilder;
import javacardx.crypto.Cipher;
import javacardx.crypto.KeyEncryption;

/** Keys that are set enciphered. */
final class Enciphered {
    private Key key;
    private Cipher cipher;

    short run(byte[] buffer, short length) {
        byte p1 = buffer[ISO7816.OFFSET_P1];
        byte p2 = buffer[ISO7816.OFFSET_P2];
        switch (buffer[ISO7816.OFFSET_INS]) {
            case 0x50: // A key of type P1, 8 * P2 bits.
                key = KeyBuilder.buildKey(p1, (short) (8 * (p2 & 0xFF)), true);
                buffer[0] = (byte) (key instanceof KeyEncryption ? 1 : 0);
                return 1;
            case 0x52: { // A cipher of algorithm P1 that deciphers with an AES key, or none; P2: do not initialize it.
                if (p1 == 0) {
                    ((KeyEncryption) key).setKeyCipher(null);
                    return 0;
                }
                cipher = Cipher.getInstance(p1, false);
                if (p2 == 0) {
                    AESKey transport = (AESKey) KeyBuilder.buildKey(KeyBuilder.TYPE_AES, KeyBuilder.LENGTH_AES_128, false);
                    transport.setKey(buffer, Modern.DATA);
                    cipher.init(transport, Cipher.MODE_DECRYPT);
                }
                ((KeyEncryption) key).setKeyCipher(cipher);
                return 0;
            }
            case 0x54:
                if (key instanceof AESKey) {
                    ((AESKey) key).setKey(buffer, Modern.DATA);
                } else if (key instanceof DESKey) {
                    ((DESKey) key).setKey(buffer, Modern.DATA);
                } else {
                    ((HMACKey) key).setKey(buffer, Modern.DATA, length);
                }
                return 0;
            case 0x56:
                if (key instanceof AESKey) {
                    return ((AESKey) key).getKey(buffer, (short) 0);
                }
                return key instanceof DESKey ? ((DESKey) key).getKey(buffer, (short) 0) : ((HMACKey) key).getKey(buffer, (short) 0);
            default:
                buffer[0] = (byte) (((KeyEncryption) key).getKeyCipher() == cipher ? 1 : 0);
                buffer[1] = (byte) (((KeyEncryption) key).getKeyCipher() == null ? 1 : 0);
                return 2;
        }
    }
}
