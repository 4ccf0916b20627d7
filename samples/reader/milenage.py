"""Milenage (TS 35.206) and the AES that it needs, for the checks of walk.py: plain, slow, without any library."""


def _sbox():
    box, p, q = [0x63] * 256, 1, 1
    while True:
        p = (p ^ (p << 1) ^ (0x11B if p & 0x80 else 0)) & 0xFF
        q ^= q << 1
        q ^= q << 2
        q ^= q << 4
        q = (q ^ (0x09 if q & 0x80 else 0)) & 0xFF
        box[p] = 0x63 ^ q ^ _rotate8(q, 1) ^ _rotate8(q, 2) ^ _rotate8(q, 3) ^ _rotate8(q, 4)
        if p == 1:
            return box


def _rotate8(value, bits):
    return ((value << bits) | (value >> (8 - bits))) & 0xFF


def _double(value):
    return ((value << 1) ^ (0x1B if value & 0x80 else 0)) & 0xFF


SBOX = _sbox()


def aes(key, block):
    """One block with AES-128: FIPS 197."""
    words, constant = [list(key[i:i + 4]) for i in range(0, 16, 4)], 1
    for i in range(4, 44):
        word = words[i - 1]
        if i % 4 == 0:
            word = [SBOX[b] for b in word[1:] + word[:1]]
            word[0] ^= constant
            constant = _double(constant)
        words.append([a ^ b for a, b in zip(words[i - 4], word)])
    keys = [sum(words[i:i + 4], []) for i in range(0, 44, 4)]
    state = xor(block, keys[0])
    for turn in range(1, 11):
        state = [SBOX[state[(i + 4 * (i % 4)) % 16]] for i in range(16)]
        if turn < 10:
            mixed = []
            for c in range(0, 16, 4):
                a = state[c:c + 4]
                mixed += [_double(a[r]) ^ a[(r + 1) % 4] ^ _double(a[(r + 1) % 4]) ^ a[(r + 2) % 4] ^ a[(r + 3) % 4] for r in range(4)]
            state = mixed
        state = xor(state, keys[turn])
    return bytes(state)


def xor(a, b):
    return bytes(x ^ y for x, y in zip(a, b))


class Milenage:
    """f1 to f5 for one subscription, with the default constants."""

    def __init__(self, k, opc):
        self.k, self.opc = k, opc

    def _out(self, rand, rotation, constant):
        """OUT2 to OUT5: rotation in bytes, the constant in the last byte."""
        mixed = xor(aes(self.k, xor(rand, self.opc)), self.opc)
        turned = mixed[rotation:] + mixed[:rotation]
        return xor(aes(self.k, xor(turned, bytes(15) + bytes([constant]))), self.opc)

    def f1(self, rand, sqn, amf):
        """MAC-A and MAC-S."""
        temp = aes(self.k, xor(rand, self.opc))
        mixed = xor((sqn + amf) * 2, self.opc)
        out = xor(aes(self.k, xor(temp, mixed[8:] + mixed[:8])), self.opc)
        return out[:8], out[8:]

    def f2345(self, rand):
        """RES, CK, IK, AK."""
        second = self._out(rand, 0, 1)
        return second[8:], self._out(rand, 4, 2), self._out(rand, 8, 4), second[:6]

    def f5_star(self, rand):
        """The AK of a resynchronisation."""
        return self._out(rand, 12, 8)[:6]

    def autn(self, rand, sqn, amf):
        return xor(sqn, self.f2345(rand)[3]) + amf + self.f1(rand, sqn, amf)[0]
