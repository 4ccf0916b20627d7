#!/usr/bin/python3
"""Compares what scriptor printed with the answers that stand in its script: compare.py SCRIPT OUTPUT"""

import fnmatch
import re
import sys


def expected(script):
    """Each command of a script and the answer behind it."""
    command = None
    for line in open(script, encoding="ascii"):
        line = line.strip()
        if line.startswith("#="):
            yield command, line[2:].strip()
        elif line and not line.startswith("#"):
            command = line


def answers(output):
    """Each command that scriptor sent, and its answer without spaces. Resets have no answer in the script."""
    text = re.sub(r"^> RESET\n.*\n", "", open(output, encoding="utf-8").read(), flags=re.MULTILINE)
    for command, answer in re.findall(r"^> (.*?)\s*\n< (.*?) : ", text, re.MULTILINE | re.DOTALL):
        yield command, re.sub(r"\s", "", answer)


def main(script, output):
    wanted, found = list(expected(script)), list(answers(output))
    wrong = 0
    for number, (command, answer) in enumerate(wanted):
        sent, got = found[number] if number < len(found) else (command, "nothing")
        if sent != command or not fnmatch.fnmatchcase(got, answer):
            wrong += 1
            print(f"{command}: expected {answer}, found {got}" + (f" to {sent}" if sent != command else ""))
    if len(found) > len(wanted):
        wrong += 1
        print(f"{len(found) - len(wanted)} answers more than expected")
    print(f"{len(wanted)} commands, {wrong} wrong")
    return 1 if wrong or not wanted else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
