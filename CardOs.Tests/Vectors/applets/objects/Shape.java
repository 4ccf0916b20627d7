package cardos.objects;

/** An interface with an ancestor, implemented at different depths of a class tree. */
interface Shape extends Named {
    short area();

    short scaled(short factor);
}
