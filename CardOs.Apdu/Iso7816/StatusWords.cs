namespace CardOs.Apdu;

/// <summary>What a status word says, and the words that carry a number.</summary>
public static class StatusWords
{
    /// <summary>61xx for <paramref name="count"/> bytes that wait for GET RESPONSE; 256 and more are coded 00.</summary>
    public static StatusWord MoreBytes(int count) => With(StatusWord.MoreBytesAvailable, count >= 256 ? 0 : count);

    /// <summary>6Cxx: repeat with Le = <paramref name="count"/> (256 is coded 00).</summary>
    public static StatusWord ExactLength(int count) => With(StatusWord.WrongExpectedLength, count & 0xFF);

    /// <summary>63Cx with <paramref name="count"/> tries left, 15 at most.</summary>
    public static StatusWord TriesLeft(int count) => With(StatusWord.VerificationFailed, count > 15 ? 15 : count);

    /// <summary>91xx for a proactive command of <paramref name="length"/> bytes (256 is coded 00).</summary>
    public static StatusWord ProactiveCommand(int length) => With(StatusWord.ProactiveCommandPending, length & 0xFF);

    private static StatusWord With(StatusWord word, int number) => (StatusWord)((int)word | number);

    extension(StatusWord status)
    {
        /// <summary>The first byte, SW1.</summary>
        public byte Sw1 => (byte)((ushort)status >> 8);

        /// <summary>The second byte, SW2.</summary>
        public byte Sw2 => (byte)status;

        /// <summary>Bytes that wait for GET RESPONSE (61xx; 00 reads 256), else 0.</summary>
        public int BytesAvailable => status.Sw1 != 0x61 ? 0 : status.Sw2 == 0 ? 256 : status.Sw2;

        /// <summary>The exact Le of 6Cxx (00 reads 256), else 0.</summary>
        public int ExactLength => status.Sw1 != 0x6C ? 0 : status.Sw2 == 0 ? 256 : status.Sw2;

        /// <summary>Tries left of 63Cx, or -1 for another word.</summary>
        public int RetriesLeft => ((ushort)status & 0xFFF0) == 0x63C0 ? (ushort)status & 0x0F : -1;

        /// <summary>The length of the pending proactive command of 91xx (00 reads 256), else 0.</summary>
        public int ProactiveCommandLength => status.Sw1 != 0x91 ? 0 : status.Sw2 == 0 ? 256 : status.Sw2;

        /// <summary>Whether the command was executed: 9000, 91xx, 92xx or 61xx; 9Fxx in class A0. ISO 7816-4 5.6; TS 102 221 10.2.1.1.</summary>
        public bool IsSuccess => status.Sw1 is 0x90 or 0x91 or 0x92 or 0x61 or 0x9F && status != StatusWord.SimMemoryProblem;

        /// <summary>Whether the command was executed, but something is to be noted: 62xx or 63xx.</summary>
        public bool IsWarning => status.Sw1 is 0x62 or 0x63;

        /// <summary>Whether the command was refused or failed.</summary>
        public bool IsError => !status.IsSuccess && !status.IsWarning;
    }
}
