package cardos.base;

public interface Tagged extends Named {
    byte tag(byte prefix);

    short age();
}
