using CardOs.Crypto;

namespace CardOs.Keys;

/// <summary>The expanded keys of a secure channel session. A slot of <see cref="SessionKeyCache"/>.</summary>
internal sealed class SessionKeys
{
    /// <summary>The number of the session; 0 when the slot is free.</summary>
    public uint Session { get; set; }

    /// <summary>S-ENC: enciphers commands and responses.</summary>
    public KeySchedule Encryption { get; } = new();

    /// <summary>S-MAC: checks commands.</summary>
    public KeySchedule CommandMac { get; } = new();

    /// <summary>S-RMAC: checks responses.</summary>
    public KeySchedule ResponseMac { get; } = new();

    public void Clear()
    {
        if (Session != 0)
        {
            Session = 0;
            Encryption.Clear();
            CommandMac.Clear();
            ResponseMac.Clear();
        }
    }
}
