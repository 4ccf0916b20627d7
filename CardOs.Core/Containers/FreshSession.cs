using CardOs.Applications;
using CardOs.Channels;
using CardOs.Files;

namespace CardOs.Containers;

/// <summary>The beginning of a session with the terminal: the same behind a reset and behind a switch.</summary>
internal static class FreshSession
{
    /// <summary>Makes of cleared working memory what a terminal finds: the basic channel at the master file, nothing verified.</summary>
    public static void Start(CardState state)
    {
        state.Machine.OnReset();
        LogicalChannels.Reset(state, FileSystem.MasterFile(state));
        PinStatus.Refresh(state);
        FileAdministration.NoteTermination(state);
        ImplicitSelection.Apply(state, number: 0);
    }
}
