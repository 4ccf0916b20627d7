using CardOs.Memory;

namespace CardOs;

/// <summary>How memories of older layouts become memories of this one.</summary>
internal static class LayoutMigrations
{
    /// <summary>Makes the cells of one layout version those of the next one.</summary>
    internal delegate byte[] Step(byte[] cells);

    // Layouts 1 and 2 were in no release: the first had no access rules, the second no life cycles and privileges.
    private const ushort Oldest = 3;

    // Steps[n] leads from version n + 3 to n + 4. The first layout of a release is the only one so far.
    private static readonly Step[] Steps = [];

    public static bool Knows(ushort version) => version >= Oldest && version <= Oldest + Steps.Length;

    public static string Refusal(ushort version) => version < Oldest
        ? $"The image has the layout version {version}, which no release wrote: make the card from its profile again."
        : $"The image has the layout version {version}; this card reads versions up to {NonVolatileMap.LayoutVersion}. A newer CardOs can load it.";

    /// <summary>Brings the cells to this layout; returns why not, or null.</summary>
    public static string? Migrate(ref byte[] cells, ushort version)
    {
        if (!Knows(version))
        {
            return Refusal(version);
        }

        for (int step = version - Oldest; step < Steps.Length; step++)
        {
            cells = Steps[step](cells);
        }

        return null;
    }
}
