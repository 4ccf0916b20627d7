using System;

namespace CardOs.Apdu.LoadFiles;

/// <summary>The packages that a package uses; their order gives their tokens: JCVM 6.6.</summary>
/// <remarks>
/// <code>
/// 0           1
/// +-----------+--------------------------------------+---- … --+
/// | count (1) | package 0 (minor, major, AID)        | more    |
/// +-----------+--------------------------------------+---- … --+
/// </code>
/// </remarks>
public readonly ref struct ImportComponent
{
    /// <summary>As many as tokens can tell apart.</summary>
    public const int MaxCount = 128;

    private readonly ReadOnlySpan<byte> _data;

    private ImportComponent(ReadOnlySpan<byte> data) => _data = data;

    /// <summary>How many packages there are.</summary>
    public int Count => _data[0];

    /// <summary>Sees the component in its <paramref name="data"/>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> data, out ImportComponent imports)
    {
        imports = default;
        if (data.IsEmpty || data[0] > MaxCount)
        {
            return false;
        }

        var reader = new PackageReader(data.Slice(1));
        for (int i = data[0]; i > 0; i--)
        {
            if (!reader.TryRead(out _))
            {
                return false;
            }
        }

        imports = new ImportComponent(data);
        return reader.IsAtEnd;
    }

    /// <summary>Starts reading the packages.</summary>
    public PackageReader ReadPackages() => new(_data.Slice(1));

    /// <summary>Finds the package with this token.</summary>
    public bool TryGet(int token, out PackageReference package)
    {
        PackageReader reader = ReadPackages();
        package = default;
        if (token < 0 || token >= Count)
        {
            return false;
        }

        for (int i = 0; i <= token; i++)
        {
            reader.TryRead(out package);
        }

        return true;
    }
}
