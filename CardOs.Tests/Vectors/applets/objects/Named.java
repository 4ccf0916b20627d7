package cardos.objects;

interface Named {
    byte name();
}
