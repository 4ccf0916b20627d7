namespace CardOs.JavaCard;

/// <summary>Who may use what: the rules between contexts, JCRE 6.2.</summary>
internal static class Firewall
{
    /// <summary>Whether the code that runs may use an owner's objects.</summary>
    public static bool MayUse(Machine machine, byte owner)
    {
        byte running = machine.Registers.Owner;
        return owner == running || running == Owner.Jcre || Owner.IsShared(owner) || IsSameContext(machine, owner, running);
    }

    /// <summary>Whether the code that runs may use an array: those cleared on deselection also need their package to be selected.</summary>
    public static bool MayUse(Machine machine, in ArrayRef array) =>
        MayUse(machine, array.Owner)
        && (!array.OnDeselect
            || machine.Registers.Owner == Owner.Jcre
            || Owner.IsShared(array.Owner)
            || machine.ContextOf[array.Owner] == machine.ContextOf[machine.Registers.Selected]);

    /// <summary>Whether a reference may be stored in a field or an array: not one of a temporary entry point or a global array.</summary>
    public static bool MayStore(Machine machine, ushort handle) => !Owner.IsTemporary(machine.Heap.Entry(handle).Owner);

    /// <summary>Whether code may look at an object's type: its own, the JCRE's usable ones, and a Shareable one as a Shareable interface.</summary>
    public static bool MayTest(Machine machine, HandleEntry entry, ushort target) =>
        MayUse(machine, entry.Owner)
        || (entry.Kind == ObjectKind.Object
            && machine.IsShareable(machine.Heap.ClassOf(entry))
            && machine.IsInterface(target)
            && machine.IsShareable(target));

    private static bool IsSameContext(Machine machine, byte owner, byte running) =>
        machine.ContextOf[owner] == machine.ContextOf[running];
}
