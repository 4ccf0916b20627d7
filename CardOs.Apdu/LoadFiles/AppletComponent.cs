using System;

namespace CardOs.Apdu.LoadFiles;

/// <summary>The applets of a package: JCVM 6.5.</summary>
/// <remarks>
/// <code>
/// 0           1
/// +-----------+------------+------------- … --+----------------------+---- … --+
/// | count (1) | length (1) | AID              | install method (2)   | more    |
/// +-----------+------------+------------- … --+----------------------+---- … --+
/// </code>
/// </remarks>
public readonly ref struct AppletComponent
{
    private readonly ReadOnlySpan<byte> _data;

    private AppletComponent(ReadOnlySpan<byte> data) => _data = data;

    /// <summary>How many applets there are.</summary>
    public int Count => _data[0];

    /// <summary>Sees the component in its <paramref name="data"/>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> data, out AppletComponent applets)
    {
        applets = default;
        if (data.IsEmpty)
        {
            return false;
        }

        var reader = new AppletReader(data.Slice(1));
        for (int i = data[0]; i > 0; i--)
        {
            if (!reader.TryRead(out _, out _))
            {
                return false;
            }
        }

        applets = new AppletComponent(data);
        return reader.IsAtEnd;
    }

    /// <summary>Starts reading the applets.</summary>
    public AppletReader ReadApplets() => new(_data.Slice(1));
}
