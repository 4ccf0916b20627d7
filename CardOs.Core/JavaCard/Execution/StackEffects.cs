using System;
using CardOs.Apdu.LoadFiles;

namespace CardOs.JavaCard;

/// <summary>What each instruction needs of the operand stack: the cells it takes, and by how much it grows.</summary>
internal static class StackEffects
{
    /// <summary>Bytes popped in the lower half, bytes by which the stack grows in the upper one.</summary>
    public static readonly int[] Table = Make();

    private static int[] Make()
    {
        var table = new int[256];
        for (int i = 0; i < table.Length; i++)
        {
            OpCodeTraits traits = OpCodeTraits.Of((OpCode)i);
            int pops = 2 * traits.PoppedCells;
            int growth = Math.Max(0, (2 * traits.PushedCells) - pops);
            table[i] = pops | (growth << 16);
        }

        return table;
    }
}
