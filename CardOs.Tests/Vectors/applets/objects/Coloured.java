package cardos.objects;

interface Coloured {
    byte colour();
}
