namespace CardOs.OffCard.Files;

/// <summary>A PIN or an administrative key as it is on a card: everything but its value, of which only its sameness can be told.</summary>
internal sealed record CardPin(byte Reference, bool IsEnabled, bool IsReplaced, int Tries, int MaxTries, int UnblockTries, int MaxUnblockTries, string Fingerprint)
{
    /// <summary>"PIN 1 (01): enabled, 3 of 3 tries, 10 of 10 to unblock".</summary>
    public override string ToString() => $"{AccessWords.NameOf(Reference)} ({Reference:X2}): {State}";

    /// <summary>What can be seen of it.</summary>
    public string State => string.Concat(
        IsEnabled ? "enabled" : IsReplaced ? "disabled, the universal PIN in its place" : "disabled",
        $", {Tries} of {MaxTries} tries",
        MaxUnblockTries == 0 ? "" : $", {UnblockTries} of {MaxUnblockTries} to unblock");
}
