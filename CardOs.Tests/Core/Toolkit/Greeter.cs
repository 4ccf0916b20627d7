using System;
using CardOs.Apdu;
using CardOs.Apdu.Toolkit;
using CardOs.Applications;

namespace CardOs.Tests.Core.Toolkit;

/// <summary>A C# applet with a menu entry: it shows a text, asks for a number, adds it to its sum, and shows another text.</summary>
/// <remarks>Its memory: sum, how often it was told that the terminal is free, how often it was not.</remarks>
internal sealed class Greeter : Applet
{
    public const string Hello = "8103012180820281028D03044869";
    public const string Question = "8103012200820281828D030423" + "3F";
    public const string Bye = "8103012180820281028D0304" + "4F4B";

    public static readonly byte[] Package = [0xF0, 0x43, 0x61, 0x72, 0x64, 0x74];
    public static readonly byte[] Module = [0xF0, 0x43, 0x61, 0x72, 0x64, 0x74, 0x01];

    private static readonly byte[] HelloBytes = Convert.FromHexString(Hello);
    private static readonly byte[] QuestionBytes = Convert.FromHexString(Question);
    private static readonly byte[] ByeBytes = Convert.FromHexString(Bye);

    public override int PersistentBytes => 4;

    public override StatusWord Install(ref AppletContext context, ReadOnlySpan<byte> parameters) =>
        context.TryAddMenuEntry(parameters.IsEmpty ? "Greeter"u8 : parameters, out _) ? StatusWord.Success : StatusWord.NotEnoughMemory;

    public override void Triggered(ref ToolkitContext context)
    {
        context.Kept[0] = context.Item;
        if (context.Trigger == AppletTrigger.ProactiveHandlerAvailable)
        {
            Count(ref context, 1, 1);
        }

        if (!context.IsTerminalFree)
        {
            Count(ref context, 2, 1);
            context.TryWaitForTerminal();
            return;
        }

        context.Kept[1] = context.TrySend(HelloBytes) && !context.TrySend(ByeBytes) ? (byte)1 : (byte)9;
    }

    // Kept: the entry, the step.
    public override void Resume(ref ToolkitContext context, scoped TerminalResponse response)
    {
        if (response.Result != GeneralResult.Performed)
        {
            return;
        }

        switch (context.Kept[1]++)
        {
            case 1:
                context.TrySend(QuestionBytes);
                break;
            case 2 when response.TryFind(ToolkitTag.TextString, out ReadOnlySpan<byte> text) && text.Length == 2:
                Count(ref context, 0, (byte)(text[1] - (byte)'0'));
                Count(ref context, 3, (byte)(context.Kept[0] - 0x7F + (context.Envelope.IsEmpty ? 0x40 : 0)));
                context.TrySend(ByeBytes);
                break;
            default:
                break;
        }
    }

    public override StatusWord Process(ref AppletContext context, scoped CommandApdu command) => command.Ins switch
    {
        0xA4 => StatusWord.Success,
        0x01 => context.Reply(context.Persistent),
        0x02 => context.TryRemoveMenuEntry(command.P1) ? StatusWord.Success : StatusWord.ReferencedDataNotFound,
        0x03 => context.TryAddMenuEntry(command.Data, out byte item) ? Answer(ref context, item) : StatusWord.NotEnoughMemory,
        _ => StatusWord.InstructionNotSupported,
    };

    private static StatusWord Answer(ref AppletContext context, byte item)
    {
        Span<byte> answer = stackalloc byte[1];
        answer[0] = item;
        return context.Reply(answer);
    }

    private static void Count(ref ToolkitContext context, int offset, byte more)
    {
        Span<byte> next = stackalloc byte[1];
        next[0] = (byte)(context.Persistent[offset] + more);
        context.Write(offset, next);
    }
}
