using CardOs.Apdu;
using CardOs.Applications;

namespace CardOs.Tests.Core.Containers;

/// <summary>A C# applet that keeps eight bytes: INS 02 reads, INS 04 writes them.</summary>
internal sealed class NoteApplet : Applet
{
    public const int Length = 8;

    public override int PersistentBytes => Length;

    public override StatusWord Process(ref AppletContext context, scoped CommandApdu command)
    {
        if (context.IsSelecting)
        {
            return StatusWord.Success;
        }

        switch (command.Ins)
        {
            case 0x02:
                return context.Reply(context.Persistent);
            case 0x04 when command.Data.Length == Length:
                return context.Write(0, command.Data) ? StatusWord.Success : StatusWord.MemoryProblem;
            default:
                return StatusWord.InstructionNotSupported;
        }
    }
}
