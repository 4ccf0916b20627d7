#!/usr/bin/env bash
# Runs a card in a virtual reader against opensc-tool, scriptor and pyscard: samples/reader/check.sh COMMAND...
# COMMAND starts the tool, as in: samples/reader/check.sh cardos
# Ends with "N passed, N failed". It needs pcscd, vsmartcard-vpcd, opensc, pcsc-tools and python3-pyscard, a machine where no other
# pcscd runs, and root.
set -uo pipefail
cd "$(dirname "$0")/../.."
[ $# -gt 0 ] || set -- dotnet run --project CardOs.Cli -c Release --

# PORT is where the driver listens: /etc/reader.conf.d/vpcd says so.
READER="Virtual PCD 00 00"
PORT=35963
ATR=3b:9e:96:80:81:1f:87:80:31:e0:73:fe:21:df:66:43:61:72:64:4f:73:dd
work=$(mktemp -d)
passed=0
failed=0
daemon=
reader=

end() {
  [ -z "$reader" ] || kill "$reader" 2> "$work/kill" || true
  [ -z "$daemon" ] || kill "$daemon" 2> "$work/kill" || true
  rm -rf "$work"
}
trap end EXIT

check() { # name, then the command; what it printed is shown when it failed
  local name=$1
  shift
  if "$@" > "$work/log" 2>&1; then
    echo "ok: $name"
    passed=$((passed + 1))
  else
    echo "FAILED: $name"
    sed 's/^/    /' "$work/log"
    failed=$((failed + 1))
  fi
}

wait_for() { # seconds, then the command that succeeds some time
  local until=$((SECONDS + $1))
  shift
  until "$@" > "$work/wait" 2>&1; do
    [ "$SECONDS" -lt "$until" ] || return 1
    sleep 0.2
  done
}

start_daemon() {
  pcscd -f > "$work/pcscd" 2>&1 &
  daemon=$!
}

# The tool is a process of its own, not a child of "dotnet run", so that it can be killed.
start_reader() {
  "${tool[@]}" reader "$@" --port "$PORT" > "$work/reader" 2> "$work/messages" &
  reader=$!
}

stop_reader() { # signal
  kill "-$1" "$reader"
  wait "$reader" 2> "$work/wait"
  local code=$?
  reader=
  return "$code"
}

is_inserted() { [ "$(opensc-tool -r "$READER" -a)" = "$ATR" ]; }
opensc() { opensc-tool -r "$READER" -c default "$@" 2>&1 | tr -d ' \n'; }
answers() { # pattern, then the arguments of opensc-tool
  local pattern=$1 found
  shift
  found=$(opensc "$@")
  echo "$found"
  [[ "$found" == *$pattern* ]]
}
script() { scriptor -r "$READER" samples/reader/uicc.scriptor > "$work/answers" && samples/reader/compare.py samples/reader/uicc.scriptor "$work/answers"; }
preference() { answers "$1" -s 00A4000C022F05 -s 00B0000002; }

tool=("$@")
if [ "${tool[*]:0:2}" = "dotnet run" ]; then
  dotnet build CardOs.Cli -c Release -v q || exit 1
  tool=(dotnet artifacts/bin/CardOs.Cli/release/cardos.dll)
fi

# The tool waits for pcscd, which comes later.
start_reader --image "$work/image"
check "says that it waits for the reader" wait_for 60 grep -q '^Waiting for the reader' "$work/messages"
start_daemon
check "the answer to reset, as opensc-tool sees it" wait_for 60 is_inserted
check "opensc-tool selects and reads a file" answers '9888010000000000001' -s 00A4000C022FE2 -s 00B000000A
check "opensc-tool fetches what a command without Le left" answers '622C' -s 00A40004023F00 -s 00C000002E

check "scriptor, $(grep -c '^#=' samples/reader/uicc.scriptor) commands" script
# pcscd keeps the protocol until it takes the power, some seconds later.
wait_for 30 is_inserted
check "the tree over T=1" samples/reader/walk.py --protocol 1
check "the tree over T=0" samples/reader/walk.py --protocol 0

check "PIN 1 and a file that is written with it" answers '00D60000026672Received(SW1=0x90,SW2=0x00)' -s 00A4000C022F05 -s 002000010831323334FFFFFFFF -s 00D60000026672
check "what was written" preference 6672
stop_reader KILL
start_reader --image "$work/image"
wait_for 60 grep -q '^The card is in' "$work/messages"
check "a card that was killed comes back" wait_for 60 is_inserted
check "with what was written" preference 6672

kill "$daemon"
wait "$daemon"
check "says that the reader is gone" wait_for 30 grep -q '^Waiting for the reader' "$work/messages"
start_daemon
check "the card is in the reader of a new pcscd" wait_for 60 is_inserted
check "with what was written" preference 6672
check "ends cleanly" stop_reader TERM
cat "$work/reader"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
