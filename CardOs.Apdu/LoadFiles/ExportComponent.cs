using System;

namespace CardOs.Apdu.LoadFiles;

/// <summary>What other packages may use of a package: JCVM 6.13.</summary>
/// <remarks>
/// <code>
/// 0           1
/// +-----------+----------------------------+---- … --+
/// | count (1) | class with token 0         | more    |
/// +-----------+----------------------------+---- … --+
/// </code>
/// </remarks>
public readonly ref struct ExportComponent
{
    private readonly ReadOnlySpan<byte> _data;

    private ExportComponent(ReadOnlySpan<byte> data) => _data = data;

    /// <summary>How many classes there are; a class's number is its token.</summary>
    public int Count => _data[0];

    /// <summary>Sees the component in its <paramref name="data"/>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> data, out ExportComponent exports)
    {
        exports = default;
        if (data.IsEmpty)
        {
            return false;
        }

        var reader = new ExportReader(data.Slice(1));
        for (int i = data[0]; i > 0; i--)
        {
            if (!reader.TryRead(out _))
            {
                return false;
            }
        }

        exports = new ExportComponent(data);
        return reader.IsAtEnd;
    }

    /// <summary>Starts reading the classes.</summary>
    public ExportReader ReadClasses() => new(_data.Slice(1));

    /// <summary>Finds the class with this token.</summary>
    public bool TryGet(int token, out ExportedClass exported)
    {
        exported = default;
        ExportReader reader = ReadClasses();
        for (int i = 0; i <= token; i++)
        {
            if (!reader.TryRead(out exported))
            {
                return false;
            }
        }

        return token >= 0;
    }
}
