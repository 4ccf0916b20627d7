using CardOs.Apdu;
using CardOs.Memory;

namespace CardOs.Files;

/// <summary>What the life cycle status of a file and of the directories around it allows: TS 102 221 11.1.1.4.9, TS 102 222 5.</summary>
/// <remarks>
/// <code>
///  01 creation        \
///                      05 activated   04 deactivated   (ACTIVATE, DEACTIVATE)   0C terminated   deleted
///  03 initialisation  /
/// </code>
/// SELECT tells the state of the selected file itself. Data can be used when neither the file nor a directory around it is deactivated (6984) or
/// terminated (6985); special information 40 lets a file that is itself deactivated be read and updated. In the states 01 and 03 a file works under
/// its access rule as in 05. ACTIVATE, DEACTIVATE, TERMINATE and DELETE depend on the state of the file alone.
/// </remarks>
internal static class FileLifeCycle
{
    public const byte Creation = 0x01;
    public const byte Initialisation = 0x03;
    public const byte Deactivated = 0x04;
    public const byte Activated = 0x05;
    public const byte Terminated = 0x0C;

    // Of the special file information, TS 102 222 6.3.2.2.2.
    private const byte UsableWhenDeactivated = 0x40;

    /// <summary>How SELECT of a file ends.</summary>
    public static StatusWord OfSelection(scoped FileHeader file) =>
        file.IsTerminated ? StatusWord.SelectedFileTerminated
        : file.IsDeactivated ? StatusWord.SelectedFileDeactivated
        : StatusWord.Success;

    /// <summary>Whether the data or the size of a file can be used, or files be created in a directory.</summary>
    public static StatusWord CheckUse(NonVolatileMemory memory, scoped FileHeader file, AccessMode mode)
    {
        bool isExempt = mode is AccessMode.Read or AccessMode.Update && (file.Special & UsableWhenDeactivated) != 0;
        bool isDeactivated = file.IsDeactivated && !isExempt;
        bool isTerminated = file.IsTerminated;
        NvAddress parent = file.Parent;
        while (!parent.IsNull)
        {
            var directory = new FileHeader(memory, parent);
            isTerminated |= directory.IsTerminated;
            isDeactivated |= directory.IsDeactivated;
            parent = directory.Parent;
        }

        return isTerminated ? StatusWord.ConditionsOfUseNotSatisfied
            : isDeactivated ? StatusWord.ReferencedDataInvalidated
            : StatusWord.Success;
    }
}
