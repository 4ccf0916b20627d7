package cardos.globalplatform;

import javacard.framework.AID;
import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Shareable;
import javacard.framework.Util;
import org.globalplatform.CVM;
import org.globalplatform.GPRegistryEntry;
import org.globalplatform.GPSystem;
import org.globalplatform.GlobalService;
import org.globalplatform.SecureChannel;
import org.globalplatform.SecureChannelx;
import org.globalplatform.SecureChannelx2;

/** Calls the methods of org.globalplatform as commands say. */
public class Terminal extends Applet implements GlobalService {
    private final byte[] own = new byte[32];
    private final Pin pin = new Pin();
    private boolean offers;

    public static void install(byte[] parameters, short offset, byte length) {
        Terminal applet = new Terminal();
        applet.register(parameters, (short) (offset + 1), parameters[offset]);

        // Behind AID and privileges: the name of a service.
        short data = (short) (offset + 1 + parameters[offset]);
        data += (short) (1 + parameters[data]);
        if (parameters[data] == 2) {
            applet.offers = true;
            GPSystem.getRegistryEntry(null).registerService(Util.getShort(parameters, (short) (data + 1)));
        }
    }

    public Shareable getShareableInterfaceObject(AID client, byte parameter) {
        return parameter == GPSystem.GLOBAL_SERVICE_IDENTIFIER ? this : null;
    }

    public Shareable getServiceInterface(GPRegistryEntry client, short name, byte[] buffer, short offset, short length) {
        if (!offers || client.getState() == 0) {
            ISOException.throwIt((short) 0x6A88);
        }

        return pin;
    }

    public void process(APDU apdu) {
        byte[] buffer = apdu.getBuffer();
        SecureChannel channel = GPSystem.getSecureChannel();
        if (selectingApplet()) {
            buffer[0] = channel.getSecurityLevel();
            apdu.setOutgoingAndSend((short) 0, (short) 1);
            return;
        }

        byte ins = buffer[ISO7816.OFFSET_INS];
        if (ins == (byte) 0x50 || ins == (byte) 0x82 || ins == (byte) 0x7A || ins == (byte) 0x78) {
            apdu.setOutgoingAndSend(ISO7816.OFFSET_CDATA, channel.processSecurity(apdu));
            return;
        }

        short length = (short) (buffer[ISO7816.OFFSET_LC] & 0xFF);
        short received = 0;
        if (length != 0 && apdu.getIncomingLength() != 0) {
            received = apdu.setIncomingAndReceive();
        }

        if (ins == (byte) 0x51 || ins == (byte) 0x52) {
            // The command as the data say it, its answer at the start of the buffer.
            short answer = ((SecureChannelx2) channel).processSecurity(buffer, (short) 5, received, (short) 0);
            apdu.setOutgoingAndSend((short) 0, answer);
            return;
        }

        short end = ins == (byte) 0x0F ? received : channel.unwrap(buffer, (short) 0, (short) (5 + received));
        length = (short) (end - 5);
        short p1 = buffer[ISO7816.OFFSET_P1];
        short p2 = buffer[ISO7816.OFFSET_P2];
        short name = Util.getShort(buffer, ISO7816.OFFSET_P1);
        short count = 1;
        switch (ins) {
            case 0x10:
                // The data come back with their class byte, with the security that the session asks for.
                buffer[4] = buffer[0];
                Util.setShort(buffer, (short) (5 + length), (short) 0x9000);
                apdu.setOutgoingAndSend((short) 4, channel.wrap(buffer, (short) 4, (short) (length + 3)));
                return;
            case 0x11:
                buffer[0] = channel.getSecurityLevel();
                break;
            case 0x12:
                apdu.setOutgoingAndSend((short) 5, channel.decryptData(buffer, (short) 5, length));
                return;
            case 0x13:
                apdu.setOutgoingAndSend((short) 5, channel.encryptData(buffer, (short) 5, length));
                return;
            case 0x14:
                ((SecureChannelx) channel).setSecurityLevel((byte) p1);
                return;
            case 0x15:
                channel.resetSecurity();
                return;
            case 0x16:
                // A range that is none, an array that is none.
                apdu.setOutgoingAndSend((short) 0, channel.unwrap(p1 == 0 ? own : null, (short) 30, (short) 5));
                return;
            case 0x17:
                apdu.setOutgoingAndSend((short) 0, channel.wrap(own, (short) 0, p1));
                return;
            case 0x20:
                buffer[0] = GPSystem.getCardState();
                buffer[1] = GPSystem.getCardContentState();
                count = 2;
                break;
            case 0x21:
                put(buffer, GPSystem.setCardContentState((byte) p1));
                break;
            case 0x22:
                put(buffer, GPSystem.lockCard());
                break;
            case 0x23:
                put(buffer, GPSystem.terminateCard());
                break;
            case 0x24:
                put(buffer, GPSystem.setATRHistBytes(buffer, (short) 5, (byte) length));
                break;
            case 0x25:
                JCSystem.beginTransaction();
                GPSystem.setCardContentState((byte) p1);
                GPSystem.setATRHistBytes(buffer, (short) 5, (byte) length);
                JCSystem.abortTransaction();
                return;
            case 0x40:
                GPRegistryEntry entry = GPSystem.getRegistryEntry(length == 0 ? null : new AID(buffer, (short) 5, (byte) length));
                if (entry == null) {
                    ISOException.throwIt(ISO7816.SW_FILE_NOT_FOUND);
                }

                count = entry.getPrivileges(buffer, (short) 0);
                buffer[count++] = entry.getState();
                count += entry.getAID().getBytes(buffer, count);
                break;
            case 0x41:
                put(buffer, GPSystem.getRegistryEntry(length == 0 ? null : new AID(buffer, (short) 5, (byte) length)).setState((byte) p1));
                break;
            case 0x42:
                put(buffer, GPSystem.getRegistryEntry(null).isPrivileged((byte) p1));
                break;
            case 0x43:
                put(buffer, GPSystem.getRegistryEntry(null).isAssociated(new AID(buffer, (short) 5, (byte) length)));
                break;
            case 0x60:
                offers = true;
                GPSystem.getRegistryEntry(null).registerService(name);
                return;
            case 0x61:
                GPSystem.getRegistryEntry(null).deregisterService(name);
                return;
            case 0x62:
                put(buffer, GPSystem.getService(length == 0 ? null : new AID(buffer, (short) 5, (byte) length), name) != null);
                break;
            case 0x63:
                offers = p1 != 0;
                return;
            default:
                count = processPin(ins, buffer, (byte) p1, (byte) p2, (byte) length);
        }

        apdu.setOutgoingAndSend((short) 0, count);
    }

    private short processPin(byte ins, byte[] buffer, byte p1, byte p2, byte length) {
        CVM cvm = GPSystem.getCVM(p2 == 0 ? GPSystem.CVM_GLOBAL_PIN : p2);
        if (cvm == null) {
            ISOException.throwIt(ISO7816.SW_FILE_NOT_FOUND);
        }

        switch (ins) {
            case 0x30:
                put(buffer, cvm.isActive(), (short) 0);
                put(buffer, cvm.isSubmitted(), (short) 1);
                put(buffer, cvm.isVerified(), (short) 2);
                put(buffer, cvm.isBlocked(), (short) 3);
                buffer[4] = cvm.getTriesRemaining();
                return 5;
            case 0x31:
                put(buffer, cvm.update(buffer, (short) 5, length, p1));
                return 1;
            case 0x32:
                Util.setShort(buffer, (short) 0, cvm.verify(buffer, (short) 5, length, p1));
                return 2;
            case 0x33:
                put(buffer, cvm.resetState());
                return 1;
            case 0x34:
                put(buffer, cvm.blockState());
                return 1;
            case 0x35:
                put(buffer, cvm.resetAndUnblockState());
                return 1;
            case 0x36:
                put(buffer, cvm.setTryLimit(p1));
                return 1;
            case 0x37:
                // An array that is not global; none; a range that is none.
                cvm.verify(p1 == 0 ? own : p1 == 1 ? null : buffer, (short) 255, (byte) 8, CVM.FORMAT_HEX);
                return 0;
            case 0x38:
                // A wrong value in a transaction that is aborted.
                JCSystem.beginTransaction();
                cvm.verify(buffer, (short) 5, length, p1);
                JCSystem.abortTransaction();
                return 0;
            default:
                ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
                return 0;
        }
    }

    private static void put(byte[] buffer, boolean value) {
        put(buffer, value, (short) 0);
    }

    private static void put(byte[] buffer, boolean value, short offset) {
        buffer[offset] = value ? (byte) 1 : (byte) 0;
    }
}
