package cardos.globalplatform;

import javacard.framework.Shareable;
import org.globalplatform.CVM;

/** A verification method that an applet offers as a service: it knows one value, of one byte. */
public class Pin implements CVM {
    private byte state;

    public boolean isActive() {
        return true;
    }

    public boolean isSubmitted() {
        return state != 0;
    }

    public boolean isVerified() {
        return state == 2;
    }

    public boolean isBlocked() {
        return false;
    }

    public byte getTriesRemaining() {
        return 99;
    }

    public boolean update(byte[] buffer, short offset, byte length, byte format) {
        return false;
    }

    public boolean resetState() {
        state = 0;
        return true;
    }

    public boolean blockState() {
        return false;
    }

    public boolean resetAndUnblockState() {
        return resetState();
    }

    public boolean setTryLimit(byte limit) {
        return false;
    }

    public short verify(byte[] buffer, short offset, byte length, byte format) {
        state = length == 1 && buffer[offset] == 0x42 ? (byte) 2 : (byte) 1;
        return state == 2 ? CVM_SUCCESS : CVM_FAILURE;
    }
}
