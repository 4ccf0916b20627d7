package cardos.base;

public interface Named {
    short name();
}
