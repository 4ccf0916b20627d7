using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CardOs.Benchmarks;

/// <summary>Rounds of AES that wait for each other. Give each run the result of the one before, or the processor runs them side by side.</summary>
internal static class RoundChain
{
    /// <returns>A byte of the result; 0 at once where the processor has no such instruction.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static byte Run(int blocks, int rounds, byte start)
    {
        if (!Aes.IsSupported)
        {
            return 0;
        }

        Vector128<byte> state = Vector128.Create(start);
        Vector128<byte> key = Vector128.Create((byte)rounds);
        for (int i = 0; i < blocks * rounds; i += 10)
        {
            state = Aes.Encrypt(state, key);
            state = Aes.Encrypt(state, key);
            state = Aes.Encrypt(state, key);
            state = Aes.Encrypt(state, key);
            state = Aes.Encrypt(state, key);
            state = Aes.Encrypt(state, key);
            state = Aes.Encrypt(state, key);
            state = Aes.Encrypt(state, key);
            state = Aes.Encrypt(state, key);
            state = Aes.Encrypt(state, key);
        }

        return state.ToScalar();
    }
}
