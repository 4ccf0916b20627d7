using System;
using System.Buffers.Binary;
using CardOs.Apdu.LoadFiles;

namespace CardOs.JavaCard;

/// <summary>Checks that a package that was linked, and not yet published, is what a converter makes of a Java program.</summary>
/// <remarks>
/// Every method that something names is walked: its instructions, its branches, its operands and locals by type on every path, references by
/// class. Types of methods come from the ROM's descriptors, the Descriptor component where there is one, the class tables, and the return
/// instructions of the method itself. docs/java-card-machine.md says what is left to the checks at run time.
/// </remarks>
internal ref partial struct Verifier
{
    private const int MaxDepth = 64;
    private const int InstallArguments = 3;

    private readonly Linker _linker;
    private readonly Machine _machine;
    private readonly ReadOnlySpan<byte> _code;
    private readonly MethodComponent _methods;
    private DescriptorComponent _descriptor;
    private bool _hasDescriptor;

    // Of the method that is being checked.
    private FlowBuffer _flow;
    private MethodHeader _header;
    private int _end;
    private byte _result;
    private readonly ReferenceTypes _types;

    // Something came to a kept slot that the walk has passed.
    private bool _isNew;

    // Room for two method types.
    private readonly Span<byte> _firstCells;
    private readonly Span<byte> _secondCells;

    /// <param name="linker">The package.</param>
    /// <param name="cells">Room for twice <see cref="MethodType.MaxCells"/> bytes.</param>
    /// <param name="types">Room for <see cref="ReferenceTypes.Capacity"/> numbers.</param>
    public Verifier(Linker linker, Span<byte> cells, Span<uint> types)
    {
        this = default;
        _linker = linker;
        _machine = linker.Machine;
        _code = linker.Code;
        _methods = MethodComponent.TryParse(_code, out MethodComponent methods) ? methods : default;
        _types = new ReferenceTypes(linker, types);
        _firstCells = cells.Slice(0, MethodType.MaxCells);
        _secondCells = cells.Slice(MethodType.MaxCells, MethodType.MaxCells);
    }

    /// <summary>What is wrong.</summary>
    public VerificationFault Fault { get; private set; }

    public bool Verify(StagedPackage staged)
    {
        if (!Holds(VerifyComponents(staged), VerificationFault.Components)
            || !Holds(VerifyClasses() && VerifyApplets(), VerificationFault.Classes)
            || !Holds(VerifyPoolTypes(), VerificationFault.Constants))
        {
            return false;
        }

        int end = _methods.MethodsOffset;
        int start = NextStart(-1);
        while (start != int.MaxValue)
        {
            int next = NextStart(start);
            if (!Holds(start >= end, VerificationFault.Methods) || !VerifyMethod(start, Math.Min(next, _code.Length), out end))
            {
                return false;
            }

            start = next;
        }

        return true;
    }

    // Of several, the innermost fault counts.
    private bool Holds(bool isRight, VerificationFault otherwise)
    {
        Fault = isRight || Fault != VerificationFault.None ? Fault : otherwise;
        return isRight;
    }

    private readonly PoolEntry Resolved(int index) => new(BinaryPrimitives.ReadUInt64LittleEndian(
        _machine.Memory.Read(_linker.PoolAddress + (index * PoolEntry.Length), PoolEntry.Length)));

    // The first place behind another at which something says that a method is.
    private readonly int NextStart(int after)
    {
        int next = int.MaxValue;
        for (int i = 0; i < _linker.Pool.Count; i++)
        {
            if (_linker.Pool.TryGet(i, out ConstantPoolEntry entry) && entry.Kind == ConstantKind.StaticMethod && !entry.IsExternal)
            {
                Consider(ref next, after, entry.Offset);
            }
        }

        ConsiderTables(ref next, after);
        ConsiderNamed(ref next, after);
        return next;
    }

    private readonly void ConsiderTables(scoped ref int next, int after)
    {
        ClassReader classes = _linker.ReadClasses();
        while (classes.TryRead(out ClassInfo info))
        {
            for (int i = 0; !info.IsInterface && i < info.PublicMethodCount + info.PackageMethodCount; i++)
            {
                int offset = i < info.PublicMethodCount ? info.GetPublicMethod(i) : info.GetPackageMethod(i - info.PublicMethodCount);
                if (offset != ClassInfo.InheritedMethod)
                {
                    Consider(ref next, after, offset);
                }
            }
        }
    }

    private readonly void ConsiderNamed(scoped ref int next, int after)
    {
        if (AppletComponent.TryParse(_linker.Applets, out AppletComponent applets))
        {
            AppletReader reader = applets.ReadApplets();
            while (reader.TryRead(out _, out int install))
            {
                Consider(ref next, after, install);
            }
        }

        if (ExportComponent.TryParse(_linker.Exports, out ExportComponent exports))
        {
            ExportReader reader = exports.ReadClasses();
            while (reader.TryRead(out ExportedClass exported))
            {
                for (int i = 0; i < exported.StaticMethodCount; i++)
                {
                    Consider(ref next, after, exported.GetStaticMethod(i));
                }
            }
        }

        ClassDescriptorReader descriptors = _hasDescriptor ? _descriptor.ReadClasses() : default;
        while (descriptors.TryRead(out ClassDescriptor descriptor))
        {
            for (int i = 0; (descriptor.Flags & DescriptorFlags.InterfaceOrAbstractMethod) == 0 && i < descriptor.MethodCount; i++)
            {
                Consider(ref next, after, descriptor.GetMethod(i).MethodOffset);
            }
        }
    }

    private static void Consider(scoped ref int next, int after, int offset)
    {
        if (offset > after && offset < next)
        {
            next = offset;
        }
    }
}
