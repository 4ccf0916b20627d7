using System;

namespace CardOs.Apdu.LoadFiles;

/// <summary>The methods of a package: JCVM 6.10.</summary>
/// <remarks>
/// <code>
/// 0           1
/// +-----------+--------------------------+----------------------------------- … --+
/// | count (1) | handlers (8 each)        | methods: header and code, each         |
/// +-----------+--------------------------+----------------------------------- … --+
/// </code>
/// Where methods start and end is only said by what names them: class tables, the constant pool, exports, applets, descriptors.
/// </remarks>
public readonly ref struct MethodComponent
{
    private const int HandlersOffset = 1;

    private readonly ReadOnlySpan<byte> _data;

    private MethodComponent(ReadOnlySpan<byte> data) => _data = data;

    /// <summary>All of the component: offsets of methods, handlers and instructions count in it.</summary>
    public ReadOnlySpan<byte> Data => _data;

    /// <summary>How many handlers there are.</summary>
    public int HandlerCount => _data[0];

    /// <summary>Where the first method is.</summary>
    public int MethodsOffset => HandlersOffset + (ExceptionHandler.Length * HandlerCount);

    /// <summary>Sees the component in its <paramref name="data"/>.</summary>
    /// <returns>False when a handler is not there whole; the methods are not looked at.</returns>
    public static bool TryParse(ReadOnlySpan<byte> data, out MethodComponent methods)
    {
        bool isThere = !data.IsEmpty && data.Length >= HandlersOffset + (ExceptionHandler.Length * data[0]);
        methods = isThere ? new MethodComponent(data) : default;
        return isThere;
    }

    /// <summary>A handler; earlier ones come first.</summary>
    public ExceptionHandler GetHandler(int index) => new(_data.Slice(HandlersOffset + (ExceptionHandler.Length * index), ExceptionHandler.Length));

    /// <summary>The header of the method at <paramref name="offset"/>, which is believed to start there.</summary>
    /// <returns>False when none can be there.</returns>
    public bool TryGetMethod(int offset, out MethodHeader header)
    {
        header = default;
        return offset >= MethodsOffset && MethodHeader.TryRead(_data, offset, out header);
    }

    /// <summary>Starts reading instructions at <paramref name="offset"/>; their offsets are those of the component.</summary>
    public BytecodeReader ReadCode(int offset) => new(_data, offset);
}
