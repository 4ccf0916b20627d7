#!/usr/bin/python3
"""Walks the whole file tree of a card in a PC/SC reader, and authenticates with its USIM and ISIM.

    walk.py [--reader NAME] [--protocol 0|1] [--pin PIN1] [--pin2 PIN2] [--adm ADM1] [--verbose]

Every directory is searched for all identifiers that files have. Each file's FCP is checked, each file is read where its
access rule allows it, and must refuse where the rule does not. Then PIN 1 is verified and all of it done again. AUTHENTICATE
is compared with milenage.py. Exits with 1 when anything is not as it should be.
"""

import argparse
import os
import sys

from smartcard.CardConnection import CardConnection
from smartcard.System import readers

from milenage import Milenage, xor

# The default profile's test values.
K = bytes.fromhex("465b5ce8b199b49faa5f0a2ee238a6bc")
OPC = bytes.fromhex("cd63cb71954a9f4e48a5994e37a02baf")
AMF = bytes.fromhex("8000")

# First bytes of identifiers by the kind of directory: TS 102 221 13, TS 31.102 4.
IN_MASTER_FILE, IN_DIRECTORY, IN_SECOND_LEVEL = (0x2F, 0x7F), (0x6F, 0x5F), (0x4F,)

GLOBAL_PIN, LOCAL_PIN, ADM = 0x01, 0x81, 0x0A
SUCCESS, DEACTIVATED, NOT_FOUND, REFUSED = 0x9000, 0x6283, 0x6A82, 0x6982


class Surprise(Exception):
    """The card did what it should not."""


class Card:
    def __init__(self, connection, verbose):
        self.connection, self.verbose, self.commands = connection, verbose, 0

    def send(self, text, data=b"", le=None):
        """Sends a command as the protocol wants it, follows 61xx and 6Cxx: data and status word."""
        header = bytes.fromhex(text)
        command = header + (bytes([len(data)]) + bytes(data) if data else b"")
        is_t0 = self.connection.getProtocol() == CardConnection.T0_protocol
        if le is not None and not (is_t0 and data):
            command += bytes([le])
        elif is_t0 and not data:
            command += b"\0"
        answer, status = self._transmit(command)
        if status >> 8 == 0x6C:
            answer, status = self._transmit(command[:4] + bytes([status & 0xFF]))
        while status >> 8 in (0x61, 0x9F):
            more, status = self._transmit(bytes([header[0] & 0x03, 0xC0, 0, 0, status & 0xFF]))
            answer += more
        return answer, status

    def _transmit(self, command):
        answer, sw1, sw2 = self.connection.transmit(list(command))
        self.commands += 1
        if self.verbose:
            print(f"  {command.hex()} -> {bytes(answer).hex()} {sw1:02x}{sw2:02x}")
        return bytes(answer), sw1 << 8 | sw2


def tlvs(data):
    """Tag and value of each object; tags of one byte, lengths of one or two."""
    while data:
        tag, length, start = data[0], data[1], 2
        if length == 0x81:
            length, start = data[2], 3
        if len(data) < start + length:
            raise Surprise(f"an object that is too long: {data.hex()}")
        yield tag, data[start:start + length]
        data = data[start + length:]


class File:
    """What SELECT says about a file."""

    def __init__(self, path, fcp):
        self.path, self.children = path, []
        outer = dict(tlvs(fcp))
        if list(outer) != [0x62]:
            raise Surprise(f"{path}: no FCP: {fcp.hex()}")
        self.objects = dict(tlvs(outer[0x62]))
        descriptor = self.objects.get(0x82)
        if descriptor is None or descriptor[1:2] != b"\x21":
            raise Surprise(f"{path}: file descriptor {descriptor and descriptor.hex()}")
        self.is_directory = descriptor[0] & 0x38 == 0x38 and descriptor[0] & 0x07 == 0
        self.structure = "directory" if self.is_directory else {1: "transparent", 2: "records", 6: "cyclic"}.get(descriptor[0] & 0x07, "objects")
        self.record_length = int.from_bytes(descriptor[2:4], "big") if len(descriptor) == 5 else 0
        self.records = descriptor[4] if len(descriptor) == 5 else 0
        self.size = int.from_bytes(self.objects.get(0x80, b""), "big")
        self.is_active = self.objects.get(0x8A) == b"\x05"
        self.identifier = self.objects.get(0x83, b"")
        self.references = [value[0] for tag, value in tlvs(self.objects.get(0xC6, b"")) if tag == 0x83]
        self._check()

    def _check(self):
        if 0x8A not in self.objects:
            raise Surprise(f"{self.path}: no life cycle status")
        if not {0x8B, 0x8C, 0xAB} & set(self.objects):
            raise Surprise(f"{self.path}: no security attributes")
        if self.is_directory and 0xC6 not in self.objects:
            raise Surprise(f"{self.path}: no PIN status template")
        if not self.is_directory and 0x80 not in self.objects:
            raise Surprise(f"{self.path}: no file size")
        if self.records and self.size != self.records * self.record_length:
            raise Surprise(f"{self.path}: {self.size} bytes are not {self.records} records of {self.record_length}")


class Walk:
    def __init__(self, card):
        self.card, self.files, self.verified, self.rules = card, [], set(), {}

    # The tree.

    def discover(self):
        master = self._add(None, "MF", b"", b"")
        self._search(master, IN_MASTER_FILE)
        for record in self.read_records(self._file("MF/2f00")):
            template = dict(tlvs(record.rstrip(b"\xff")))
            if template:
                aid = dict(tlvs(template[0x61]))[0x4F]
                self._search(self._add(master, f"ADF {aid.hex()}", aid, b""), IN_DIRECTORY)

    def _add(self, parent, name, application, path):
        """Selects a directory and keeps it."""
        fcp, status = self._select_path(application, path)
        if status != SUCCESS:
            raise Surprise(f"{name}: SELECT answers {status:04x}")
        return self._keep(File(name, fcp), parent, application, path)

    def _keep(self, file, parent, application, path):
        file.parent, file.application, file.path_bytes = parent, application, path
        self.files.append(file)
        return file

    def select(self, file):
        return self._select_path(file.application, file.path_bytes)

    def _select_path(self, application, path):
        """Selects by a path from an application or from the master file."""
        if application:
            answer = self.card.send("00a40404", application, 0)
            return self.card.send("00a40904", path, 0) if path else answer
        return self.card.send("00a40804", path, 0) if path else self.card.send("00a40004", b"\x3f\x00", 0)

    def _search(self, directory, first_bytes):
        """Tries all identifiers below a directory, then those below the directories that it has."""
        found = []
        self.select(directory)
        for identifier in (bytes((first, second)) for first in first_bytes for second in range(256)):
            if identifier[1] == 0xFF:
                continue
            fcp, status = self.card.send("00a40904", identifier, 0)
            if status == NOT_FOUND:
                continue
            name = f"{directory.path}/{identifier.hex()}"
            if status not in (SUCCESS, DEACTIVATED):
                raise Surprise(f"{name}: SELECT answers {status:04x}")
            file = File(name, fcp)
            if file.identifier != identifier:
                raise Surprise(f"{name}: the FCP says {file.identifier.hex()}")
            found.append(self._keep(file, directory, directory.application, directory.path_bytes + identifier))
            if file.is_directory:
                self.select(directory)
        for file in found:
            if file.is_directory:
                self._search(file, IN_DIRECTORY if directory.path == "MF" else IN_SECOND_LEVEL)

    def _file(self, path):
        for file in self.files:
            if file.path == path:
                return file
        raise Surprise(f"there is no {path}")

    def application(self, code):
        """The ADF of a 3GPP application, by the last byte of the code in its name."""
        return next((file for file in self.files if file.path.startswith("ADF a00000008710" + code)), None)

    # Reading.

    def read(self, file):
        """Reads a file that is selected: its contents, or None when it refuses."""
        if file.structure == "transparent":
            return self._read_binary(file)
        if file.structure == "objects":
            data, status = self.card.send("80cb8000", b"\x5c", 0)
            return self._judge(file, data, status)
        return self.read_records(file)

    def _read_binary(self, file):
        contents = b""
        while len(contents) < file.size:
            data, status = self.card.send(f"00b0{len(contents):04x}", le=min(255, file.size - len(contents)))
            data = self._judge(file, data, status)
            if data is None:
                return None
            contents += data
        return contents

    def read_records(self, file):
        records = []
        self.select(file)
        for number in range(1, file.records + 1):
            data, status = self.card.send(f"00b2{number:02x}04", le=file.record_length)
            data = self._judge(file, data, status)
            if data is None:
                return None
            if len(data) != file.record_length:
                raise Surprise(f"{file.path}: record {number} has {len(data)} bytes")
            records.append(data)
        return records

    @staticmethod
    def _judge(file, data, status):
        if status == REFUSED or (not file.is_active and status == 0x6984):
            return None
        if status != SUCCESS:
            raise Surprise(f"{file.path}: reading answers {status:04x}")
        return data

    # Access rules: TS 102 221 9.2.4, ISO 7816-4 9.3.3.

    def may_read(self, file):
        objects = file.objects
        if 0xAB in objects:
            return self._allows(objects[0xAB])
        if 0x8B not in objects:
            raise Surprise(f"{file.path}: an access rule of another form")
        reference = objects[0x8B]
        environments = dict(zip(reference[2::2], reference[3::2])) if len(reference) > 3 else None
        number = reference[2] if environments is None else environments[1 if self.pin_is_enabled else 0]
        return self._allows(self._rule(file, reference[:2].hex(), number))

    def _rule(self, file, identifier, number):
        """The record of EF.ARR: in the file's directory or the nearest one around it that has one."""
        directory = file
        while directory is not None:
            path = f"{directory.path}/{identifier}"
            if any(known.path == path for known in self.files):
                if path not in self.rules:
                    self.rules[path] = self.read_records(self._file(path))
                return self.rules[path][number - 1].rstrip(b"\xff")
            directory = directory.parent
        raise Surprise(f"{file.path}: there is no rule file {identifier}")

    def _allows(self, rule):
        is_read = False
        for tag, value in tlvs(rule):
            if 0x80 <= tag <= 0x8F:
                is_read = tag == 0x80 and bool(value[0] & 0x01)
            elif is_read:
                return self._is_met(tag, value)
        return False

    def _is_met(self, tag, value):
        if tag == 0x90:
            return True
        if tag == 0x97:
            return False
        if tag == 0xA4:
            return dict(tlvs(value))[0x83][0] in self.verified
        conditions = [self._is_met(*inner) for inner in tlvs(value)]
        return any(conditions) if tag == 0xA0 else all(conditions)

    # Both together.

    def compare(self, what, application=None):
        """Reads everything, or all of an application, and compares what is allowed with what the rules say."""
        read = refused = 0
        for file in self.files:
            if file.is_directory or (application is not None and file.application != application):
                continue
            self.select(file)
            allowed = self.may_read(file) and file.is_active
            self.select(file)
            contents = self.read(file)
            if (contents is not None) != allowed:
                raise Surprise(f"{file.path}: {'readable' if contents is not None else 'refuses'}, the rule says otherwise ({what})")
            if contents is not None:
                read += 1
            else:
                refused += 1
        print(f"{what}: {read} files read, {refused} refused by their rules")

    # PINs.

    pin_is_enabled = True

    def tries(self, reference):
        _, status = self.card.send(f"002000{reference:02x}")
        if status >> 4 != 0x63C:
            raise Surprise(f"VERIFY without data answers {status:04x} for {reference:02x}")
        return status & 0x0F

    def verify(self, reference, text, name):
        before = self.tries(reference)
        if before < 2:
            raise Surprise(f"{name} has {before} tries left: a wrong value is not risked")
        wrong = b"0000" if text != "0000" else b"9999"
        _, status = self.card.send(f"002000{reference:02x}", wrong.ljust(8, b"\xff"))
        if status != 0x63C0 + before - 1:
            raise Surprise(f"a wrong {name} answers {status:04x}, there were {before} tries")
        _, status = self.card.send(f"002000{reference:02x}", text.encode().ljust(8, b"\xff"))
        if status != SUCCESS:
            raise Surprise(f"{name} answers {status:04x}")
        if self.tries(reference) < before:
            raise Surprise(f"{name} is verified, and its tries are not given back")
        self.verified.add(reference)
        print(f"{name}: {before} tries, {before - 1} behind a wrong one, verified")


def authenticate(walk, name):
    """AUTHENTICATE in the 3G context: TS 31.102 7.1.2."""
    milenage, card = Milenage(K, OPC), walk.card
    application = walk.application(name)
    if application is None:
        return
    what = {"02": "USIM", "04": "ISIM"}[name]
    walk.select(application)

    def run(sqn, spoil=False):
        rand = os.urandom(16)
        autn = milenage.autn(rand, sqn.to_bytes(6, "big"), AMF)
        if spoil:
            autn = autn[:-1] + bytes([autn[-1] ^ 1])
        answer, status = card.send("00880081", b"\x10" + rand + b"\x10" + autn, 0)
        return rand, answer, status

    def resynchronise(rand, answer):
        if answer[:2] != b"\xdc\x0e" or len(answer) != 16:
            raise Surprise(f"{what}: no AUTS: {answer.hex()}")
        sqn, mac = xor(answer[2:8], milenage.f5_star(rand)), answer[8:]
        if milenage.f1(rand, sqn, b"\0\0")[1] != mac:
            raise Surprise(f"{what}: the MAC-S of {answer.hex()} is wrong")
        return int.from_bytes(sqn, "big")

    rand, answer, status = run(0)
    if status != SUCCESS:
        raise Surprise(f"{what}: AUTHENTICATE with an old sequence number answers {status:04x}")
    sqn = resynchronise(rand, answer) + 32
    rand, answer, status = run(sqn)
    res, ck, ik, _ = milenage.f2345(rand)
    wanted = b"\xdb\x08" + res + b"\x10" + ck + b"\x10" + ik
    if status != SUCCESS or not answer.startswith(wanted):
        raise Surprise(f"{what}: AUTHENTICATE answers {answer.hex()} {status:04x}, expected {wanted.hex()}")
    if answer[len(wanted):] not in (b"", b"\x08" + xor(xor(ck[:8], ck[8:]), xor(ik[:8], ik[8:]))):
        raise Surprise(f"{what}: Kc is wrong in {answer.hex()}")
    rand, answer, status = run(sqn)
    if status != SUCCESS or resynchronise(rand, answer) < sqn:
        raise Surprise(f"{what}: a sequence number was taken twice: {status:04x}")
    _, _, status = run(sqn + 32, spoil=True)
    if status != 0x9862:
        raise Surprise(f"{what}: a wrong MAC answers {status:04x}")
    print(f"{what}: RES, CK and IK are right, an old sequence number is resynchronised, a wrong MAC is refused")


def main():
    parser = argparse.ArgumentParser(description="Walks the file tree of a card and authenticates with it.")
    parser.add_argument("--reader", default="Virtual PCD 00 00")
    parser.add_argument("--protocol", type=int, choices=(0, 1), default=1)
    parser.add_argument("--pin", default="1234")
    parser.add_argument("--pin2", default="5678")
    parser.add_argument("--adm", default="88888888")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    reader = next((reader for reader in readers() if options.reader in str(reader)), None)
    if reader is None:
        sys.exit(f"There is no reader {options.reader}.")
    connection = reader.createConnection()
    connection.connect(CardConnection.T0_protocol if options.protocol == 0 else CardConnection.T1_protocol)
    walk = Walk(Card(connection, options.verbose))
    try:
        walk.discover()
        directories = sum(file.is_directory for file in walk.files)
        print(f"{directories} directories, {len(walk.files) - directories} files")
        walk.compare("without PIN")
        walk.verify(GLOBAL_PIN, options.pin, "PIN 1")
        walk.compare("with PIN 1")
        usim = walk.application("02")
        if usim is not None and options.pin2:
            walk.select(usim)
            walk.verify(LOCAL_PIN, options.pin2, "PIN 2")
            walk.compare("with PIN 1 and PIN 2, the USIM", usim.application)
            walk.verified.remove(LOCAL_PIN)
        if options.adm:
            walk.verify(ADM, options.adm, "ADM 1")
            walk.compare("with ADM 1")
        authenticate(walk, "02")
        authenticate(walk, "04")
    except Surprise as surprise:
        print(f"surprise: {surprise}")
        return 1
    print(f"as it should be, {walk.card.commands} commands over T={options.protocol}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
