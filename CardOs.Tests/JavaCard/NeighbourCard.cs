using System;
using System.Collections.Generic;
using System.Linq;
using CardOs.Apdu;
using CardOs.JavaCard;
using CardOs.Memory;
using CardOs.Tests.Core;
using CardOs.Tests.JavaCard.CapAssembler;

namespace CardOs.Tests.JavaCard;

/// <summary>A card with two applets from text: one that runs code, and a neighbour whose objects it finds in static fields.</summary>
internal sealed class NeighbourCard
{
    /// <summary>What the code names of the neighbour.</summary>
    private const string Constants = """
        import F0436172644F71 1.0
        constant farObject = 05 81 00 00
        constant farBytes = 05 81 00 01
        constant farShorts = 05 81 00 02
        constant farInts = 05 81 00 03
        constant farRefs = 05 81 00 04
        constant farThrowable = 05 81 00 05
        constant farDeselect = 05 81 00 06
        constant farBooleans = 05 81 00 07
        constant farDeselectShorts = 05 81 00 08
        constant farDeselectInts = 05 81 00 09
        constant farDeselectRefs = 05 81 00 0A
        constant far_b = 02 81 01 00
        constant far_s = 02 81 01 01
        constant far_i = 02 81 01 02
        constant far_a = 02 81 01 04
        constant farClass = 01 81 01 00
        constant farPlain = 01 81 02 00
        constant farShared = 01 81 03 00
        constant farDeselected = 01 81 05 00
        constant farGet = 03 81 01 01
        constant farTouch = 06 81 00 02
        """;

    /// <summary>Code that lets the neighbour be deleted: its static fields refer to nothing any more.</summary>
    public const string ForgetsNeighbour = """
        aconst_null / putstatic_a farObject / aconst_null / putstatic_a farBytes / aconst_null / putstatic_a farShorts / aconst_null / putstatic_a farInts
        aconst_null / putstatic_a farRefs / aconst_null / putstatic_a farThrowable / aconst_null / putstatic_a farDeselect / aconst_null / putstatic_a farBooleans
        aconst_null / putstatic_a farDeselectShorts / aconst_null / putstatic_a farDeselectInts / aconst_null / putstatic_a farDeselectRefs
        """;

    /// <summary>The neighbour.</summary>
    public const string Neighbour = """
        package F0436172644F71 1.0 test/far
        import javacard/framework 1.0
        import javacardx/framework/util/intx 1.0
        applet F0436172644F7101 Far
        export Far FarObject Plain Shared FarError Deselected
        interface Plain
          method get()S
        interface Shared shareable : javacard/framework/Shareable
          method get()S
          method write([B)S
          method keep(Ljava/lang/Object;)S
        interface Deselected shareable : javacard/framework/Shareable
          method byteLoad()S
          method byteStore()S
          method shortLoad()S
          method shortStore()S
          method intLoad()S
          method intStore()S
          method referenceLoad()S
          method referenceStore()S
          method length()S
        class Far < javacard/framework/Applet
          static ref object
          static ref bytes
          static ref shorts
          static ref ints
          static ref refs
          static ref error
          static ref deselect
          static ref booleans
          static ref deselectShorts
          static ref deselectInts
          static ref deselectRefs
          method constructor <init>()V
            aload_0 / invokespecial javacard/framework/Applet.<init>
            new FarObject / dup / invokespecial FarObject.<init> / putstatic_a Far.object
            sconst_4 / newarray byte / putstatic_a Far.bytes
            sconst_4 / newarray short / putstatic_a Far.shorts
            sconst_4 / newarray int / putstatic_a Far.ints
            sconst_4 / newarray boolean / putstatic_a Far.booleans
            sconst_4 / anewarray FarObject / putstatic_a Far.refs
            getstatic_a Far.refs / sconst_0 / getstatic_a Far.object / aastore
            new FarError / dup / invokespecial FarError.<init> / putstatic_a Far.error
            sconst_4 / sconst_2 / invokestatic javacard/framework/JCSystem.makeTransientByteArray(SB)[B / putstatic_a Far.deselect
            sconst_4 / sconst_2 / invokestatic javacard/framework/JCSystem.makeTransientShortArray(SB)[S / putstatic_a Far.deselectShorts
            sconst_4 / sconst_2 / invokestatic javacardx/framework/util/intx/JCint.makeTransientIntArray(SB)[I / putstatic_a Far.deselectInts
            sconst_4 / sconst_2 / invokestatic javacard/framework/JCSystem.makeTransientObjectArray(SB)[Ljava/lang/Object; / putstatic_a Far.deselectRefs
            aload_0 / invokevirtual javacard/framework/Applet.register()V / return
          method static install([BSB)V
            new Far / invokespecial Far.<init> / return
          method static touch(S)S
            getstatic_a Far.bytes / sconst_0 / sload_0 / bastore / sload_0 / sreturn
          method getShareableInterfaceObject(Ljavacard/framework/AID;B)Ljavacard/framework/Shareable;
            getstatic_a Far.object / areturn
          method process(Ljavacard/framework/APDU;)V
            return
        class FarObject < java/lang/Object : Plain,Shared,Deselected
          field byte b
          field short s
          field int i
          field ref r
          method constructor <init>()V
            aload_0 / sspush 4660 / putfield_s FarObject.s / return
          method get()S
            bspush 90 / sreturn
          method write([B)S
            aload_1 / sconst_0 / sconst_m1 / bastore / sconst_0 / sreturn
          method keep(Ljava/lang/Object;)S
            aload_0 / aload_1 / putfield_a FarObject.r / sconst_0 / sreturn
          method byteLoad()S
            getstatic_a Far.deselect / sconst_0 / baload / sreturn
          method byteStore()S
            getstatic_a Far.deselect / sconst_0 / sconst_1 / bastore / sconst_0 / sreturn
          method shortLoad()S
            getstatic_a Far.deselectShorts / sconst_0 / saload / sreturn
          method shortStore()S
            getstatic_a Far.deselectShorts / sconst_0 / sconst_1 / sastore / sconst_0 / sreturn
          method intLoad()S
            getstatic_a Far.deselectInts / sconst_0 / iaload / i2s / sreturn
          method intStore()S
            getstatic_a Far.deselectInts / sconst_0 / iconst_1 / iastore / sconst_0 / sreturn
          method referenceLoad()S
            getstatic_a Far.deselectRefs / sconst_0 / aaload / pop / sconst_0 / sreturn
          method referenceStore()S
            getstatic_a Far.deselectRefs / sconst_0 / aconst_null / aastore / sconst_0 / sreturn
          method length()S
            getstatic_a Far.deselect / arraylength / sreturn
        class FarError < java/lang/RuntimeException
          method constructor <init>()V
            aload_0 / invokespecial java/lang/RuntimeException.<init> / return
        """;

    public static readonly byte[] FarPackage = Convert.FromHexString("F0436172644F71");
    public static readonly byte[] FarInstance = Convert.FromHexString("F0436172644F7101");

    /// <summary>Puts the neighbour on a card.</summary>
    public static void AddNeighbour(TestCard card)
    {
        byte[] far = Assembler.Assemble(Neighbour).ToLoadFile();
        if (card.Card.LoadPackage(far) != StatusWord.Success || card.Card.InstallApplet(FarPackage, FarInstance, FarInstance) != StatusWord.Success)
        {
            throw new InvalidOperationException("the neighbour is not there");
        }
    }

    public NeighbourCard(string code, string members = "", bool verified = true, CardOptions? options = null)
    {
        Card = new TestCard(options ?? CardOptions.Uicc);
        AddNeighbour(Card);
        Machine.VerifiesPackages = verified;
        UsedBefore = Used();
        string source = MachineCard.Source(code, members);
        int first = source.IndexOf("import ", StringComparison.Ordinal);
        int applet = source.IndexOf("applet ", StringComparison.Ordinal);
        string imports = source[first..applet];
        Loaded = Card.Card.LoadPackage(Assembler.Assemble(source[..first] + imports + Constants + "\n" + source[applet..]).ToLoadFile());
        UsedLoaded = Used();
        if (Loaded == StatusWord.Success)
        {
            Card.Card.InstallApplet(MachineCard.Package, MachineCard.Instance, MachineCard.Instance);
            Selected = Card.Send("00A4040008F0436172644F700100");
        }
    }

    public TestCard Card { get; }

    public Machine Machine => Card.Card.State.Machine;

    public StatusWord Loaded { get; }

    public string Selected { get; } = string.Empty;

    /// <summary>The memory account in front of the load, and behind it.</summary>
    public string UsedBefore { get; }

    public string UsedLoaded { get; }

    public string Run() => Card.Send(MachineCard.Run);

    /// <summary>The address of a static field of the applet that runs code, behind the references: total first, then what the members declare.</summary>
    public NvAddress Static(int offset)
    {
        Machine.TryFindPackage(MachineCard.Package, MemoryView.All, out LoadedPackage package);
        return new NvAddress(package.Statics + (2 * package.StaticReferences) + offset);
    }

    /// <summary>Every byte that the neighbour and the JCRE have: objects with their owners, the neighbour's static fields.</summary>
    public string OthersBytes() => BytesOf(Card, withShared: true);

    /// <summary>Every byte that the neighbour has; with what the JCRE shares, or without.</summary>
    public static string BytesOf(TestCard card, bool withShared)
    {
        Machine machine = card.Card.State.Machine;
        machine.TryFindPackage(FarPackage, MemoryView.All, out LoadedPackage far);
        NonVolatileMemory memory = card.Card.State.NonVolatile;
        var parts = new List<string>();
        if (!far.Address.IsNull)
        {
            parts.Add(Convert.ToHexString(memory.Read(new NvAddress(far.Statics), far.StaticsLength)));
            parts.Add(Convert.ToHexString(memory.Read(new NvAddress(far.Code), far.CodeLength)));
        }

        for (int handle = 4; handle <= ushort.MaxValue; handle++)
        {
            HandleEntry entry = machine.Heap.EntryOfAny((ushort)handle);
            if (!entry.IsFree && ((withShared && Owner.IsShared(entry.Owner)) || machine.ContextOf[entry.Owner] == far.Number))
            {
                parts.Add($"{handle:X4} {entry.Bits:X8} {Contents(card.Card.State, (ushort)handle, entry)}");
            }
        }

        return string.Join('\n', parts);
    }

    private static string Contents(CardState state, ushort handle, HandleEntry entry)
    {
        NonVolatileMemory memory = state.NonVolatile;
        if (entry.Kind == ObjectKind.Object)
        {
            return Convert.ToHexString(memory.Read(new NvAddress(entry.Address), 2 + (2 * state.Machine.CellsOf(state.Machine.Heap.ClassOf(entry)))));
        }

        ArrayRef array = state.Machine.Heap.ArrayOf(handle, entry);
        int length = array.Length << ElementKinds.ShiftOf(array.Kind);
        return Convert.ToHexString(array.IsTransient
            ? state.Working.Span(array.Address, length)
            : memory.Read(new NvAddress(array.Address), length));
    }

    private string Used() => string.Join(' ', Card.Card.Account().Shares) + " " + string.Join(' ', Card.Card.Account().Containers.Select(one => one.Used));
}
