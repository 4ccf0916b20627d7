using System.Collections.Generic;
using CardOs.Crypto;

namespace CardOs.Tests.Core.Crypto;

/// <summary>Every cipher, in every way this library may run it: at power-on, after it, and by the portable tables.</summary>
internal static class KeyKinds
{
    public static IEnumerable<object[]> All
    {
        get
        {
            foreach (CipherAlgorithm algorithm in Reference.Ciphers)
            {
                yield return [algorithm, true, false];
                if (CipherAlgorithms.IsAes(algorithm))
                {
                    yield return [algorithm, false, false];
                    yield return [algorithm, true, true];
                }
            }
        }
    }

    public static KeySchedule Expand(CipherAlgorithm algorithm, byte[] key, bool atPowerOn, bool tablesOnly)
    {
        var schedule = new KeySchedule(tablesOnly);
        schedule.Expand(algorithm, key, atPowerOn);
        return schedule;
    }

    public static byte[] Bytes(CipherAlgorithm algorithm, int seed) => Reference.Random(seed, CipherAlgorithms.KeyLength(algorithm));
}
