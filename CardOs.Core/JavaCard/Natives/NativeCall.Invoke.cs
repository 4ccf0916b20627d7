using System;

namespace CardOs.JavaCard;

/// <summary>Calls by native methods: never of the interpreter, but of what it runs next.</summary>
internal readonly ref partial struct NativeCall
{
    /// <summary>Has a method run, and then this native method again with <paramref name="step"/>.</summary>
    /// <param name="method">A method of a loaded package.</param>
    /// <param name="owner">The applet instance as whose it runs.</param>
    /// <param name="step">What the native method finds in <see cref="Step"/> then; not 0.</param>
    /// <param name="arguments">The cells of its arguments.</param>
    /// <returns>What the native method returns.</returns>
    public VmStatus Invoke(PoolEntry method, byte owner, int step, scoped ReadOnlySpan<ushort> arguments) =>
        Machine.PushContinuation(_base, owner, method, step, arguments);

    /// <summary>Waits for the terminal, in working memory: the native method runs again with <paramref name="step"/> when it has answered.</summary>
    public VmStatus Suspend(int step) => Machine.PushSuspension(_base, step);

    /// <summary>The short or reference that the invoked method returned.</summary>
    public ushort Result => Machine.ContinuationResult;
}
