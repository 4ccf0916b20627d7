using System;
using System.Buffers.Binary;
using CardOs.Apdu.LoadFiles;
using CardOs.Memory;

namespace CardOs.JavaCard;

/// <summary>Makes of received components a package that runs: everything it names is looked up once, here.</summary>
internal ref partial struct Linker
{
    /// <summary>Bytes that the linker needs for the numbers of the imported packages.</summary>
    public const int MaxImports = 128;

    private const int Alignment = NonVolatileMap.WordLength;

    // Behind the static fields, so that no access at the end reaches what stands there.
    private const int StaticsPadding = 8;

    private readonly Machine _machine;
    private readonly NonVolatileMemory _memory;
    private readonly int _container;
    private readonly MemoryView _view;

    private HeaderComponent _header;
    private ImportComponent _imports;
    private ConstantPoolComponent _pool;
    private ClassComponent _classes;
    private bool _hasClasses;
    private StaticFieldComponent _statics;
    private ReadOnlySpan<byte> _code;
    private ReadOnlySpan<byte> _exports;
    private ReadOnlySpan<byte> _applets;
    private int _appletCount;
    private readonly Span<byte> _importNumbers;
    private byte _number;

    // Where the parts of the package are, from its own start.
    private Layout _layout;
    private NvAddress _block;

    private struct Layout
    {
        public int Applets;
        public int Imports;
        public int Exports;
        public int Statics;
        public int Classes;
        public int Pool;
        public int Length;
        public int ClassCount;
    }

    internal readonly Machine Machine => _machine;

    internal readonly byte Number => _number;

    internal readonly ReadOnlySpan<byte> Code => _code;

    internal readonly ReadOnlySpan<byte> Exports => _exports;

    internal readonly ReadOnlySpan<byte> Applets => _applets;

    internal readonly ConstantPoolComponent Pool => _pool;

    internal readonly StaticFieldComponent Statics => _statics;

    /// <summary>Where the table of the package's own classes is.</summary>
    internal readonly NvAddress ClassesAddress => _block + _layout.Classes;

    /// <summary>The constant pool as it was resolved.</summary>
    internal readonly NvAddress PoolAddress => _block + _layout.Pool;

    /// <param name="machine">The machine, whose load in progress has the components.</param>
    /// <param name="container">Where the package will live.</param>
    /// <param name="importNumbers">Room for <see cref="MaxImports"/> bytes.</param>
    public Linker(Machine machine, int container, Span<byte> importNumbers)
    {
        this = default;
        _importNumbers = importNumbers;
        _machine = machine;
        _memory = machine.Memory;
        _container = container;
        _view = MemoryView.Of(container);
    }

    /// <summary>Links and publishes what was received; when it cannot be, nothing of it is left but the reserved blocks.</summary>
    public LinkFault Link(out byte number)
    {
        number = 0;
        _machine.VerificationFault = VerificationFault.None;
        if (!TryParse(new StagedPackage(_machine)))
        {
            return LinkFault.Malformed;
        }

        // A name of the common container is nobody else's.
        MemoryView rivals = _container == 0 ? MemoryView.All : _view;
        if (_machine.TryFindPackage(_header.Package.Aid, rivals, out _) || _machine.Library.Find(_header.Package.Aid) is not null)
        {
            return LinkFault.AlreadyLoaded;
        }

        LinkFault fault = KeepsTokens() ? ResolveImports() : LinkFault.FormatNotSupported;
        if (fault != LinkFault.None)
        {
            return fault;
        }

        _number = _machine.FreePackageNumber();
        if (_number == 0 || !TryLayOut())
        {
            return _number == 0 ? LinkFault.NoRoom : LinkFault.Malformed;
        }

        _block = _memory.Allocator.Reserve(_container, _layout.Length, BlockKind.Package, owner: 0);
        if (_block.IsNull)
        {
            return LinkFault.NoRoom;
        }

        fault = Write();
        if (fault != LinkFault.None)
        {
            _memory.Allocator.TryFree(_block);
            return fault;
        }

        number = _number;
        return LinkFault.None;
    }

    private bool TryParse(StagedPackage staged)
    {
        _code = staged.Component(ComponentTag.Method);
        _exports = staged.Component(ComponentTag.Export);
        _applets = staged.Component(ComponentTag.Applet);
        ReadOnlySpan<byte> classes = staged.Component(ComponentTag.Class);
        _hasClasses = !classes.IsEmpty;
        if (!HeaderComponent.TryParse(staged.Component(ComponentTag.Header), out _header)
            || !ImportComponent.TryParse(staged.Component(ComponentTag.Import), out _imports)
            || !ConstantPoolComponent.TryParse(staged.Component(ComponentTag.ConstantPool), out _pool)
            || !StaticFieldComponent.TryParse(staged.Component(ComponentTag.StaticField), out _statics)
            || !MethodComponent.TryParse(_code, out _)
            || (!classes.IsEmpty && !ClassComponent.TryParse(classes, _header.Format, out _classes))
            || (!_exports.IsEmpty && !ExportComponent.TryParse(_exports, out _)))
        {
            return false;
        }

        bool isWhole = _applets.IsEmpty || AppletComponent.TryParse(_applets, out _);
        _appletCount = _applets.IsEmpty ? 0 : _applets[0];
        return isWhole;
    }

    /// <summary>The minor version of a ROM package that this one imports; 0 when it does not.</summary>
    internal readonly int ImportedMinor(RomPackage package)
    {
        for (int i = 0; i < _imports.Count; i++)
        {
            if (_importNumbers[i] == (byte)package && _imports.TryGet(i, out PackageReference import))
            {
                return import.Minor;
            }
        }

        return 0;
    }

    // In format 2.3 a class may number methods otherwise than its superclass does; tables here are looked up by one token. JCVM 3.1 6.9.2.
    private readonly bool KeepsTokens()
    {
        ClassReader classes = _hasClasses ? _classes.ReadClasses() : default;
        while (_hasClasses && classes.TryRead(out ClassInfo info))
        {
            ReadOnlySpan<byte> map = info.TokenMap;
            for (int token = 0; token < map.Length; token++)
            {
                if (map[token] != token && map[token] != ClassInfo.NewMethod)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private readonly LinkFault ResolveImports()
    {
        for (int i = 0; i < _imports.Count; i++)
        {
            if (!_imports.TryGet(i, out PackageReference wanted))
            {
                return LinkFault.Malformed;
            }

            NativePackage? native = _machine.Library.Find(wanted.Aid);
            if (native is not null && native.Major == wanted.Major && native.Minor >= wanted.Minor)
            {
                _importNumbers[i] = (byte)native.Number;
            }
            else if (native is null
                && _machine.TryFindPackage(wanted.Aid, _view, out LoadedPackage loaded)
                && loaded.Major == wanted.Major
                && loaded.Minor >= wanted.Minor)
            {
                _importNumbers[i] = loaded.Number;
            }
            else
            {
                return LinkFault.ImportNotFound;
            }
        }

        return LinkFault.None;
    }

    private bool TryLayOut()
    {
        int classBytes = 0;
        ClassReader classes = _hasClasses ? _classes.ReadClasses() : default;
        while (_hasClasses && !classes.IsAtEnd)
        {
            if (!classes.TryRead(out ClassInfo info) || _layout.ClassCount == byte.MaxValue)
            {
                return false;
            }

            classBytes += RecordLength(info) + 2;
            _layout.ClassCount++;
        }

        int at = LoadedPackage.HeaderLength;
        _layout.Applets = Take(ref at, Math.Max(0, _applets.Length - 1));
        _layout.Imports = Take(ref at, _imports.Count);
        _layout.Exports = Take(ref at, _exports.Length);
        at = (at + Alignment - 1) & -Alignment;
        _layout.Statics = Take(ref at, _statics.ImageSize + StaticsPadding);
        at = (at + Alignment - 1) & -Alignment;
        _layout.Pool = Take(ref at, _pool.Count * PoolEntry.Length);
        _layout.Classes = Take(ref at, classBytes);
        _layout.Length = at;
        return true;
    }

    private LinkFault Write()
    {
        _memory.Fill(_block, LoadedPackage.HeaderLength, 0);
        if (!_applets.IsEmpty)
        {
            _memory.Write(_block + _layout.Applets, _applets.Slice(1));
        }

        _memory.Write(_block + _layout.Imports, _importNumbers.Slice(0, _imports.Count));
        if (!TryWriteExports() || !TryWriteStatics() || !TryWriteClasses())
        {
            return LinkFault.Malformed;
        }

        WriteHeader();
        LinkFault fault = WritePool();
        if (fault == LinkFault.None && _machine.VerifiesPackages && !IsVerified())
        {
            fault = LinkFault.NotVerified;
        }

        return fault == LinkFault.None ? Publish() : fault;
    }

    private readonly bool IsVerified()
    {
        Span<byte> cells = stackalloc byte[2 * MethodType.MaxCells];
        Span<uint> types = stackalloc uint[ReferenceTypes.Capacity];
        var verifier = new Verifier(this, cells, types);
        bool isVerified = verifier.Verify(new StagedPackage(_machine));
        _machine.VerificationFault = verifier.Fault;
        return isVerified;
    }

    private void WriteHeader()
    {
        ref LoadState load = ref _machine.Load;
        Span<byte> header = stackalloc byte[LoadedPackage.HeaderLength];
        header.Clear();
        PackageReference package = _header.Package;
        header[LoadedPackage.NumberOffset] = _number;
        header[LoadedPackage.FlagsOffset] = (byte)_header.Flags;
        header[LoadedPackage.MajorOffset] = package.Major;
        header[LoadedPackage.MinorOffset] = package.Minor;
        header[LoadedPackage.AidLengthOffset] = (byte)package.Aid.Length;
        header[LoadedPackage.AppletCountOffset] = (byte)_appletCount;
        header[LoadedPackage.ImportCountOffset] = (byte)_imports.Count;
        header[LoadedPackage.ClassCountOffset] = (byte)_layout.ClassCount;
        header[LoadedPackage.DomainOffset] = load.Domain;
        package.Aid.CopyTo(header.Slice(LoadedPackage.AidOffset));
        Put(header, LoadedPackage.CodeOffset, load.Code);
        Put(header, LoadedPackage.CodeLengthOffset, _code.Length);
        Put(header, LoadedPackage.PoolOffset, _block.Value + _layout.Pool);
        BinaryPrimitives.WriteUInt16LittleEndian(header.Slice(LoadedPackage.PoolCountOffset), (ushort)_pool.Count);
        BinaryPrimitives.WriteUInt16LittleEndian(header.Slice(LoadedPackage.StaticReferencesOffset), (ushort)_statics.ReferenceCount);
        Put(header, LoadedPackage.StaticsOffset, _block.Value + _layout.Statics);
        Put(header, LoadedPackage.StaticsLengthOffset, _statics.ImageSize);
        Put(header, LoadedPackage.ClassesOffset, _block.Value + _layout.Classes);
        Put(header, LoadedPackage.AppletsOffset, _block.Value + _layout.Applets);
        Put(header, LoadedPackage.ExportsOffset, _exports.IsEmpty ? 0 : _block.Value + _layout.Exports);
        Put(header, LoadedPackage.ImportsOffset, _block.Value + _layout.Imports);
        BinaryPrimitives.WriteUInt16LittleEndian(header.Slice(LoadedPackage.TagOffset), (ushort)(_memory.ReadUInt16(new NvAddress(NonVolatileMap.NextOwner)) + 1));
        _memory.Write(_block, header);
    }

    // Classes are named by their number from here on; the rest of the component stays as it came.
    private readonly bool TryWriteExports()
    {
        if (_exports.IsEmpty)
        {
            return true;
        }

        _memory.Write(_block + _layout.Exports, _exports);
        Span<byte> index = stackalloc byte[2];
        int at = 1;
        var reader = new ExportReader();
        if (ExportComponent.TryParse(_exports, out ExportComponent exports))
        {
            reader = exports.ReadClasses();
        }

        while (!reader.IsAtEnd)
        {
            if (!reader.TryRead(out ExportedClass exported))
            {
                return false;
            }

            int number = ClassNumber(exported.ClassOffset);
            if (number < 0)
            {
                return false;
            }

            BinaryPrimitives.WriteUInt16BigEndian(index, (ushort)number);
            _memory.Write(_block + (_layout.Exports + at), index);
            at += exported.Encoded.Length;
        }

        return true;
    }

    private static int Take(ref int at, int length)
    {
        int start = at;
        at += length;
        return start;
    }

    private static void Put(Span<byte> header, int offset, int value) => BinaryPrimitives.WriteInt32LittleEndian(header.Slice(offset), value);
}
