using System;

namespace CardOs.Apdu.LoadFiles;

/// <summary>A package by its name and version: JCVM 6.3.</summary>
/// <remarks>
/// <code>
/// 0           1           2             3
/// +-----------+-----------+-------------+-----------+
/// | minor (1) | major (1) | length (1)  | AID       |
/// +-----------+-----------+-------------+-----------+
/// </code>
/// </remarks>
public readonly ref struct PackageReference
{
    /// <summary>The shortest AID.</summary>
    public const int MinAidLength = 5;

    /// <summary>The longest AID.</summary>
    public const int MaxAidLength = 16;

    private const int MinorOffset = 0;
    private const int MajorOffset = 1;
    private const int AidLengthOffset = 2;
    private const int AidOffset = 3;

    private readonly ReadOnlySpan<byte> _encoded;

    private PackageReference(ReadOnlySpan<byte> encoded) => _encoded = encoded;

    /// <summary>The minor version.</summary>
    public byte Minor => _encoded[MinorOffset];

    /// <summary>The major version.</summary>
    public byte Major => _encoded[MajorOffset];

    /// <summary>The package's AID.</summary>
    public ReadOnlySpan<byte> Aid => _encoded.Slice(AidOffset);

    /// <summary>All of its bytes.</summary>
    public ReadOnlySpan<byte> Encoded => _encoded;

    /// <summary>Reads the package at the start of <paramref name="source"/>.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out PackageReference package)
    {
        bool isThere = source.Length >= AidOffset && IsAidLength(source[AidLengthOffset]) && source.Length - AidOffset >= source[AidLengthOffset];
        package = isThere ? new PackageReference(source.Slice(0, AidOffset + source[AidLengthOffset])) : default;
        return isThere;
    }

    /// <summary>
    /// Whether <paramref name="provided"/> can be used where this one was asked for: the same AID, the same major version,
    /// a minor version not below: JCVM 4.5.
    /// </summary>
    public bool IsProvidedBy(PackageReference provided) => Major == provided.Major && Minor <= provided.Minor && Aid.SequenceEqual(provided.Aid);

    internal static bool IsAidLength(int length) => length is >= MinAidLength and <= MaxAidLength;
}
