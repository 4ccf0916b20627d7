package cardos.base;

/** Called back across packages. */
public interface Visitor {
    short START = 100;

    short visit(Animal animal, short depth);
}
