package cardos.leak;

/** An interface that does not extend Shareable. */
public interface Plain {
    byte value();
}
