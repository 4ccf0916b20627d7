using System;

namespace CardOs.Apdu.LoadFiles;

/// <summary>What a class says for remote method invocation, which is only skipped here: JCVM 6.9.2.8.</summary>
/// <remarks>
/// <code>
/// +-----------+--------------------+------------+------+------------+------+-----------+-------------------+
/// | count (1) | methods (5 each)   | length (1) | hash | length (1) | name | count (1) | interfaces (2     |
/// |           |                    |            |      |            |      |           | each)             |
/// +-----------+--------------------+------------+------+------------+------+-----------+-------------------+
/// </code>
/// </remarks>
internal static class RemoteInfo
{
    private const int MethodLength = 5;
    private const int InterfaceLength = 2;

    /// <summary>Moves <paramref name="position"/> behind it.</summary>
    public static bool TrySkip(ReadOnlySpan<byte> source, ref int position) =>
        TrySkipList(source, MethodLength, ref position) && TrySkipList(source, 1, ref position) && TrySkipList(source, 1, ref position)
        && TrySkipList(source, InterfaceLength, ref position);

    private static bool TrySkipList(ReadOnlySpan<byte> source, int itemLength, ref int position)
    {
        if (position >= source.Length)
        {
            return false;
        }

        position += 1 + (itemLength * source[position]);
        return position <= source.Length;
    }
}
