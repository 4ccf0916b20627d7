package cardos.toolkit;

/** The card's own small toolkit package, for the converter: the code of these methods is in the card's ROM. */
public final class Toolkit {
    public static final short EVENT_MENU_SELECTION = 7;
    public static final short EVENT_MENU_SELECTION_HELP = 8;
    public static final short EVENT_TERMINAL_FREE = 123;

    private Toolkit() {
    }

    /** Registers an entry of the terminal's menu, and returns its number. */
    public static byte addMenuEntry(byte[] text, short offset, short length) {
        return 0;
    }

    /** Copies the objects of the envelope that triggered the applet, and returns their length. */
    public static short copyEnvelope(byte[] buffer, short offset, short length) {
        return 0;
    }

    /** Copies the data of the TERMINAL RESPONSE to the last command, and returns their length. */
    public static short copyResponse(byte[] buffer, short offset, short length) {
        return 0;
    }

    /** The entry that the user chose. */
    public static byte getItem() {
        return 0;
    }

    /** Whether send() can be called. */
    public static boolean isTerminalFree() {
        return false;
    }

    /** Takes an entry out of the menu. */
    public static void removeMenuEntry(byte item) {
    }

    /** Sends a proactive command, given from its details on, waits for the answer, and returns the general result. */
    public static short send(byte[] command, short offset, short length) {
        return 0;
    }

    /** Has the applet triggered, once, when the terminal is free again. */
    public static void waitForTerminal() {
    }
}
