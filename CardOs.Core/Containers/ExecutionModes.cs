using CardOs.Memory;

namespace CardOs.Containers;

/// <summary>What a mode can reach.</summary>
internal static class ExecutionModes
{
    /// <summary>The containers that are visible: in runtime mode the common and the activated one, in administration all.</summary>
    public static MemoryView ViewOf(CardState state, ExecutionMode mode) => mode == ExecutionMode.Runtime ? state.RuntimeView : MemoryView.All;

    /// <summary>
    /// Where a name is looked for: in runtime mode in the activated container and then in the common one; administration has to say which container
    /// it means, because each can have the name, and then looks there and in the common one. It is also what bytecode sees that a command of
    /// administration runs.
    /// </summary>
    public static MemoryView ViewOf(CardState state, ExecutionMode mode, int container) =>
        mode == ExecutionMode.Runtime ? state.RuntimeView : MemoryView.Of(container);
}
