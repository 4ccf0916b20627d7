using CardOs.Memory;

namespace CardOs;

/// <summary>How memories of older layouts become memories of this one.</summary>
internal static class LayoutMigrations
{
    /// <summary>Makes the cells of one layout version those of the next one.</summary>
    internal delegate byte[] Step(byte[] cells);

    // Steps[n] leads from version n + 1 to n + 2. The first layout is the only one so far.
    private static readonly Step[] Steps = [];

    public static bool Knows(ushort version) => version >= 1 && version <= Steps.Length + 1;

    public static string Refusal(ushort version) => version == 0
        ? "The image has the layout version 0, which never was."
        : $"The image has the layout version {version}; this card reads versions up to {NonVolatileMap.LayoutVersion}. A newer CardOs can load it.";

    /// <summary>Brings the cells to this layout; returns why not, or null.</summary>
    public static string? Migrate(ref byte[] cells, ushort version)
    {
        if (!Knows(version))
        {
            return Refusal(version);
        }

        for (int step = version - 1; step < Steps.Length; step++)
        {
            cells = Steps[step](cells);
        }

        return null;
    }
}
