using System;
using CardOs.Apdu.LoadFiles;

namespace CardOs.JavaCard;

/// <summary>What each instruction needs of the operand stack: the cells it takes, and by how much it grows.</summary>
internal static class StackEffects
{
    /// <summary>Bytes popped in the lower half, bytes by which the stack grows in the upper one.</summary>
    public static readonly uint[] Table = Make();

    private static uint[] Make()
    {
        var table = new uint[256];
        for (int i = 0; i < table.Length; i++)
        {
            OpCodeTraits traits = OpCodeTraits.Of((OpCode)i);
            uint pops = 2 * (uint)traits.PoppedCells;
            uint growth = (uint)Math.Max(0, (2 * traits.PushedCells) - (int)pops);
            table[i] = pops | (growth << 16);
        }

        return table;
    }
}
