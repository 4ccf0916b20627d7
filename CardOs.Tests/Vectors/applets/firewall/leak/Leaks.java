package cardos.leak;

import javacard.framework.PIN;

/** The server's references escape through statics of a library, as with a careless applet. */
public final class Leaks {
    public static byte[] bytes;
    public static byte[] resetArray;
    public static byte[] deselectArray;
    public static Object[] objects;
    public static Item item;
    public static Plain plain;
    public static Service service;
    public static PIN pin;
    public static Object object;
    public static Object applet;
    public static Object plainOfService;
    public static byte sharedByte = 3;

    private Leaks() {
    }
}
