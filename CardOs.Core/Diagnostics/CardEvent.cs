namespace CardOs.Diagnostics;

/// <summary>What a card tells its trace.</summary>
public enum CardEvent
{
    /// <summary>A part of a concatenated message was kept; the number is its sequence number.</summary>
    MessagePartKept,

    /// <summary>A message is complete: its bytes behind the user data headers.</summary>
    MessageComplete,

    /// <summary>A packet was opened and its counter stored: its secured data; the number is its TAR.</summary>
    PacketOpened,

    /// <summary>A packet was refused; the number is the response status code.</summary>
    PacketRefused,

    /// <summary>A command of a remote script is about to run: its header and data.</summary>
    ScriptCommand,

    /// <summary>A command of a remote script ended: its response data; the number is its status word.</summary>
    ScriptResponse,

    /// <summary>Data of the first type came to their store; the number is how many objects it took: all, or 0 when it refused them.</summary>
    FirstStoreWritten,

    /// <summary>Data of the second type were opened by the second key set and came to their store; the number is how many objects it took: all, or 0.</summary>
    SecondStoreWritten,

    /// <summary>A response packet was made: its bytes; the number is its response status code.</summary>
    ReceiptMade,
}
