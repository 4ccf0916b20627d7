using System;
using System.Runtime.InteropServices;

namespace CardOs.Tests.Robustness;

/// <summary>Memory between two pages that nobody may touch: a read one byte outside ends the process.</summary>
/// <remarks>
/// <code>
/// +--------------+----------------------+--------------+
/// | inaccessible | readable, Capacity   | inaccessible |
/// +--------------+----------------------+--------------+
/// </code>
/// </remarks>
internal sealed unsafe partial class GuardedMemory : IDisposable
{
    private const int ReadWrite = 0x3;
    private const int NoAccess = 0x0;
    private const int PrivateAnonymous = 0x22;

    private readonly nint _mapping;
    private readonly int _page = Environment.SystemPageSize;

    public GuardedMemory(int capacity)
    {
        Capacity = (capacity + _page - 1) / _page * _page;
        _mapping = Map(0, (nuint)(Capacity + (2 * _page)), NoAccess, PrivateAnonymous, -1, 0);
        if (_mapping == -1 || Protect(_mapping + _page, (nuint)Capacity, ReadWrite) != 0)
        {
            throw new InvalidOperationException("the pages cannot be mapped");
        }
    }

    public static bool IsSupported => OperatingSystem.IsLinux();

    public int Capacity { get; }

    private byte* Start => (byte*)(_mapping + _page);

    /// <summary>A copy of <paramref name="source"/> with the inaccessible page right in front.</summary>
    public ReadOnlySpan<byte> AtStart(ReadOnlySpan<byte> source) => Place(source, 0);

    /// <summary>A copy of <paramref name="source"/> with the inaccessible page right behind.</summary>
    public ReadOnlySpan<byte> AtEnd(ReadOnlySpan<byte> source) => Place(source, Capacity - source.Length);

    public void Dispose() => Unmap(_mapping, (nuint)(Capacity + (2 * _page)));

    private ReadOnlySpan<byte> Place(ReadOnlySpan<byte> source, int offset)
    {
        if (source.Length > Capacity)
        {
            throw new ArgumentException("too long", nameof(source));
        }

        var place = new Span<byte>(Start + offset, source.Length);
        source.CopyTo(place);
        return place;
    }

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int descriptor, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Protect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Unmap(nint address, nuint length);
}
