using System;
using System.Buffers.Binary;

namespace CardOs.Apdu.LoadFiles;

/// <summary>A cursor over the applets of a package.</summary>
public ref struct AppletReader
{
    private const int InstallLength = 2;

    private ReadOnlySpan<byte> _rest;

    internal AppletReader(ReadOnlySpan<byte> source) => _rest = source;

    /// <summary>Whether everything was read.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Reads the next applet: its AID, and where in the Method component its install method is.</summary>
    public bool TryRead(out ReadOnlySpan<byte> aid, out int installOffset)
    {
        if (!_rest.IsEmpty && PackageReference.IsAidLength(_rest[0]) && _rest.Length >= 1 + _rest[0] + InstallLength)
        {
            aid = _rest.Slice(1, _rest[0]);
            installOffset = BinaryPrimitives.ReadUInt16BigEndian(_rest.Slice(1 + aid.Length));
            _rest = _rest.Slice(1 + aid.Length + InstallLength);
            return true;
        }

        aid = default;
        installOffset = 0;
        return false;
    }
}
