using System;

namespace CardOs.OffCard.Profiles;

/// <summary>Says the places of a card profile as the places of its file.</summary>
internal static class ProfilePaths
{
    /// <summary>Turns "containers[1].keySets[0].cipher.value: expected ..." into "$.containers[1].keySets[0].kic: expected ...".</summary>
    public static string ToJson(string message)
    {
        int end = message.IndexOf(':', StringComparison.Ordinal);
        if (end < 0)
        {
            return message;
        }

        string path = message[..end]
            .Replace(".cipher.value", ".kic", StringComparison.Ordinal)
            .Replace(".check.value", ".kid", StringComparison.Ordinal)
            .Replace(".keyEncryption.value", ".kik", StringComparison.Ordinal);
        return $"$.{path}{message[end..].TrimEnd('.')}";
    }
}
