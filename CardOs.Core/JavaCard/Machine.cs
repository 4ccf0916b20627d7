using System;
using System.Buffers.Binary;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.JavaCard;

/// <summary>The Java Card machine of one card: its tables, which are made from the card's memories, and what runs on it.</summary>
internal sealed partial class Machine
{
    private readonly int[] _packages = new int[Owner.Count];
    private readonly int[] _instances = new int[Owner.Count];

    // Where each owner's list of heap areas begins.
    private readonly int[] _heaps = new int[Owner.Count];
    private MemoryView _view = MemoryView.All;

    public Machine(CardState card, NativeLibrary library)
    {
        Card = card;
        Library = library;
        Memory = card.NonVolatile;
        Working = card.Working;
        Heap = new Heap(this, Memory, Working);
        Interpreter = new Interpreter(this);
    }

    public CardState Card { get; }

    /// <summary>The packages in ROM. Only tests give it others than it was made with, before anything is loaded: packages whose names are published and whose code is not there.</summary>
    public NativeLibrary Library { get; set; }

    public NonVolatileMemory Memory { get; }

    public WorkingMemory Working { get; }

    public Heap Heap { get; }

    private Interpreter Interpreter { get; }

    /// <summary>Whether packages are verified when they are loaded. Only tests turn it off: code that was not verified must be as harmless.</summary>
    public bool VerifiesPackages { get; set; } = true;

    /// <summary>What was wrong with the package that was verified last.</summary>
    public VerificationFault VerificationFault { get; set; }

    /// <summary>The context of each owner: the number of its package, 0 for the JCRE.</summary>
    public byte[] ContextOf { get; } = new byte[Owner.Count];

    /// <summary>Whether the card answers nothing until it is reset: an applet used up the budget of a command.</summary>
    public bool IsMuted
    {
        get => Registers.IsMuted != 0;
        set => Registers.IsMuted = value ? (byte)1 : (byte)0;
    }

    public ref MachineRegisters Registers => ref Working.Cell<MachineRegisters>(WorkingMap.Machine);

    /// <summary>The load of a package that is in progress.</summary>
    public ref LoadState Load => ref Working.Cell<LoadState>(WorkingMap.Load);

    /// <summary>The containers that code of the moment sees.</summary>
    public MemoryView View
    {
        get => _view;
        set
        {
            _view = value;
            Heap.Map(value);
        }
    }

    /// <summary>Makes all tables again: at power-on, and when the memories were replaced.</summary>
    public void Rebuild()
    {
        Array.Clear(_packages, 0, _packages.Length);
        Array.Clear(_instances, 0, _instances.Length);
        Array.Clear(_heaps, 0, _heaps.Length);
        Array.Clear(ContextOf, 0, ContextOf.Length);
        ForgetMethods();
        for (int container = 0; container < NonVolatileMap.MaxContainers; container++)
        {
            NvAddress at = Memory.ReadAddress(NonVolatileMap.RootOf(container) + NonVolatileMap.Root.Packages);
            while (!at.IsNull)
            {
                NotePackage(at);
                at = Memory.ReadAddress(at);
            }

            NvAddress application = ApplicationRegistry.First(Memory, container);
            while (!application.IsNull)
            {
                NoteInstance(application);
                application = new ApplicationEntry(Memory, application).Next;
            }
        }

        _view = Card.RuntimeView;
        Heap.Rebuild(_view);
        FindObjects();
    }

    /// <summary>At power-on: makes all tables, and ends deletions that were cut.</summary>
    public void Recover()
    {
        Rebuild();
        Heap.SweepOrphans();
        Rebuild();
        Heap.RecoverDeletion(_view);
    }

    /// <summary>The package with a number; its address is null when there is none.</summary>
    public LoadedPackage Package(int number) => new(Memory, new NvAddress(_packages[number]));

    public bool HasPackage(int number) => _packages[number] != 0;

    /// <summary>The registry entry of an applet instance; null when there is none.</summary>
    public NvAddress InstanceOf(byte owner) => new(_instances[owner]);

    /// <summary>Where an owner's list of heap areas begins; null for the JCRE.</summary>
    public NvAddress HeapOf(byte owner) => new(_heaps[owner]);

    /// <summary>Whose name the memory account gives to an owner's objects.</summary>
    public ushort TagOf(byte owner) =>
        _instances[owner] != 0 ? new ApplicationEntry(Memory, InstanceOf(owner)).Owner
        : _heaps[owner] != 0 ? Package(ContextOf[owner]).Tag
        : (ushort)0;

    /// <summary>The package of the applet instance or static arrays that have this name in the memory account; 0 when there are none.</summary>
    public byte PackageOfTag(ushort tag)
    {
        for (int owner = Owner.FirstApplet; owner <= Owner.LastApplet; owner++)
        {
            if (_heaps[owner] != 0 && TagOf((byte)owner) == tag)
            {
                return ContextOf[owner];
            }
        }

        return 0;
    }

    /// <summary>The container that an owner's objects live in.</summary>
    public int ContainerOfOwner(byte owner) => _heaps[owner] == 0 ? 0 : Memory.Allocator.ContainerOf(HeapOf(owner));

    /// <summary>Takes a package into the tables.</summary>
    public void NotePackage(NvAddress address)
    {
        var package = new LoadedPackage(Memory, address);
        _packages[package.Number] = address.Value;
        byte owner = package.StaticOwner;
        if (owner is >= Owner.FirstApplet and <= Owner.LastApplet)
        {
            ContextOf[owner] = package.Number;
            _heaps[owner] = (address + LoadedPackage.HeapOffset).Value;
        }
    }

    /// <summary>The AID object of an applet instance; null for the JCRE, and before the instance is registered.</summary>
    public ushort AidObjectOf(byte owner) => _instances[owner] == 0 ? (ushort)0 : new AppletPart(Memory, InstanceOf(owner)).AidObject;

    /// <summary>Takes an applet instance into the tables.</summary>
    public void NoteInstance(NvAddress application)
    {
        if (new ApplicationEntry(Memory, application).Kind == ApplicationKind.JavaCardApplet)
        {
            var part = new AppletPart(Memory, application);
            _instances[part.Number] = application.Value;
            _heaps[part.Number] = (application + AppletPart.HeapOffset).Value;
            ContextOf[part.Number] = part.Package;
        }
    }

    /// <summary>A number for a new owner of objects: an applet instance, or a package whose static fields start with arrays; 0 when there is none.</summary>
    public byte FreeOwner()
    {
        for (byte number = Owner.FirstApplet; number <= Owner.LastApplet; number++)
        {
            if (_heaps[number] == 0)
            {
                return number;
            }
        }

        return 0;
    }

    /// <summary>A number for a new package, or 0.</summary>
    public byte FreePackageNumber()
    {
        for (int number = NativeLibrary.FirstLoaded; number < byte.MaxValue; number++)
        {
            if (_packages[number] == 0)
            {
                return (byte)number;
            }
        }

        return 0;
    }

    /// <summary>The package that a view of the moment has under an AID; false when there is none.</summary>
    public bool TryFindPackage(ReadOnlySpan<byte> aid, MemoryView view, out LoadedPackage found)
    {
        for (int number = NativeLibrary.FirstLoaded; number < byte.MaxValue; number++)
        {
            if (_packages[number] != 0 && view.Maps(Memory, new NvAddress(_packages[number])))
            {
                found = Package(number);
                if (found.Aid.SequenceEqual(aid))
                {
                    return true;
                }
            }
        }

        found = default;
        return false;
    }

    private ushort ReadUInt16(int address) => BinaryPrimitives.ReadUInt16LittleEndian(Memory.Read(new NvAddress(address), sizeof(ushort)));
}
