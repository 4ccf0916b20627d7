using System;

namespace CardOs.Tests.Vectors;

/// <summary>The known answers that are not run, each with its reason. Nothing else may be left out.</summary>
public static class VectorExclusions
{
    /// <returns>Why the case is not run, or null when it is.</returns>
    public static string? ReasonFor(VectorCase vector)
    {
        if (vector.Kind == "tlv_ie_de_encode")
        {
            return "the expected value is another program's own object model";
        }

        if (IsExclusiveOr(vector.Algorithm) || IsExclusiveOr(vector.Text("integrity")))
        {
            return "proprietary redundancy check, in no standard";
        }

        if (vector.Kind == "session_transcript" && vector.Algorithm.StartsWith("SCP01", StringComparison.Ordinal))
        {
            return "SCP01, which GlobalPlatform 2.2 deprecated and no UICC configuration has; it is not built";
        }

        return vector.Kind == "icc_key_div" ? "proprietary key diversification from the ICCID, in no standard" : null;
    }

    private static bool IsExclusiveOr(string algorithm) =>
        algorithm.Contains("XOR4", StringComparison.Ordinal) || algorithm.Contains("XOR8", StringComparison.Ordinal);
}
