package cardos.base;

public class Checked extends Exception {
}
