using System;
using CardOs.Apdu.LoadFiles;
using CardOs.Memory;

namespace CardOs.JavaCard;

/// <summary>Questions about classes, of ROM and loaded alike.</summary>
internal sealed partial class Machine
{
    // Virtual methods found lately, by class and token.
    private const int MethodSlots = 256;

    private const int PackagePrivate = 0x80;

    private readonly uint[] _methodKeys = new uint[MethodSlots];
    private readonly ulong[] _methods = new ulong[MethodSlots];

    /// <summary>The record of a loaded class.</summary>
    public ClassRecord ClassRecord(ushort id) => new(Memory, Package(id >> 8).ClassRecord(id & 0xFF));

    public static bool IsLoaded(ushort id) => id >> 8 >= NativeLibrary.FirstLoaded;

    /// <summary>Whether there is such a class.</summary>
    public bool Exists(ushort id) => IsLoaded(id)
        ? HasPackage(id >> 8) && (id & 0xFF) < Package(id >> 8).ClassCount
        : Library.Class(id) is not null;

    public ushort SuperClassOf(ushort id) => IsLoaded(id) ? ClassRecord(id).SuperClass : Library.Class(id)?.SuperClass ?? RomClass.None;

    public bool IsInterface(ushort id) => IsLoaded(id) ? ClassRecord(id).IsInterface : Library.Class(id)?.IsInterface ?? false;

    /// <summary>Whether an interface is Shareable or extends it, or a class implements it.</summary>
    public bool IsShareable(ushort id) => IsLoaded(id) ? ClassRecord(id).IsShareable : Library.Class(id)?.IsShareable ?? false;

    /// <summary>Cells of an object of a class.</summary>
    public int CellsOf(ushort id)
    {
        if (IsLoaded(id))
        {
            return ClassRecord(id).Cells;
        }

        int cells = 0;
        for (NativeClass? type = Library.Class(id); type is not null; type = Library.Class(type.SuperClass))
        {
            cells += type.HiddenCells;
        }

        return cells;
    }

    /// <summary>Whether a class is another one, or extends or implements it.</summary>
    public bool IsAssignable(ushort id, ushort target)
    {
        if (id == target || target == RomClass.Object)
        {
            return true;
        }

        bool isInterface = IsInterface(target);
        for (ushort type = id; type != RomClass.None; type = SuperClassOf(type))
        {
            if (type == target || (isInterface && Declares(type, target)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The method behind a virtual token for objects of a class; none when there is none.</summary>
    public PoolEntry FindVirtual(ushort id, int token) => FindVirtual(id, token, 0);

    /// <summary>As <see cref="FindVirtual(ushort, int)"/>, for tokens that count only in one package: in its classes alone.</summary>
    public PoolEntry FindVirtual(ushort id, int token, byte package)
    {
        package = (token & PackagePrivate) != 0 ? package : (byte)0;
        uint key = ((uint)package << 24) | ((uint)id << 8) | (byte)token;
        int slot = (int)((key ^ (key >> 8)) & (MethodSlots - 1));
        if (_methodKeys[slot] == key)
        {
            return new PoolEntry(_methods[slot]);
        }

        PoolEntry found = LookUpVirtual(id, token, package);
        _methodKeys[slot] = key;
        _methods[slot] = found.Bits;
        return found;
    }

    /// <summary>Cells of the arguments of a virtual method that has no code; 0 when there is no such method.</summary>
    public int ArgumentsOfAbstract(ushort id, int token)
    {
        ushort type = id;
        for (; IsLoaded(type); type = SuperClassOf(type))
        {
            if (ClassRecord(type).TryVirtual(token, out int offset))
            {
                LoadedPackage package = Package(type >> 8);
                return MethodHeader.TryRead(Memory.Read(new NvAddress(package.Code), package.CodeLength), offset, out MethodHeader header) ? header.ArgumentCells : 0;
            }
        }

        return Library.FindVirtual(type, token)?.ArgumentCells ?? 0;
    }

    /// <summary>The method of an interface for objects of a class; none when there is none.</summary>
    public PoolEntry FindInterfaceMethod(ushort id, ushort target, int method)
    {
        for (ushort type = id; IsLoaded(type); type = SuperClassOf(type))
        {
            if (ClassRecord(type).TryInterfaceToken(target, method, out int token))
            {
                return FindVirtual(id, token);
            }
        }

        return FindNativeInterfaceMethod(id, target, method);
    }

    /// <summary>The static method or constructor of a ROM class; null when there is none.</summary>
    public NativeMethod? NativeOf(PoolEntry entry)
    {
        NativeClass? type = Library.Class(entry.NativeClass);
        return entry.IsNativeVirtual ? type?.Virtual(entry.NativeToken) : type?.Static(entry.NativeToken);
    }

    /// <summary>What a method header of a package's code says; none when it is not one.</summary>
    public PoolEntry MethodAt(byte package, int offset) => MethodAt(package, Package(package).Code, Package(package).CodeLength, offset);

    public PoolEntry MethodAt(byte package, int code, int codeLength, int offset)
    {
        const byte Extended = 0x80;
        const byte Abstract = 0x40;
        if (offset <= 0 || offset > codeLength - 2)
        {
            return default;
        }

        ReadOnlySpan<byte> header = Memory.Read(new NvAddress(code + offset), 4);
        bool isLong = (header[0] & Extended) != 0;
        int arguments = isLong ? header[2] : header[1] >> 4;
        int locals = arguments + (isLong ? header[3] : header[1] & 0x0F);
        int stack = isLong ? header[1] : header[0] & 0x0F;
        return (header[0] & Abstract) != 0 || locals > byte.MaxValue ? default : PoolEntry.OfMethod(isLong, arguments, locals, stack, package, code + offset);
    }

    private bool Declares(ushort type, ushort target) =>
        IsLoaded(type) ? ClassRecord(type).HasInterface(target) : Array.IndexOf(Library.Class(type)!.Interfaces, target) >= 0;

    private PoolEntry LookUpVirtual(ushort id, int token, byte package)
    {
        ushort type = id;
        for (; IsLoaded(type); type = SuperClassOf(type))
        {
            if ((package == 0 || type >> 8 == package) && ClassRecord(type).TryVirtual(token, out int offset))
            {
                return MethodAt((byte)(type >> 8), offset);
            }
        }

        NativeMethod? native = Library.FindVirtual(type, token);
        return native?.Body is null ? default : PoolEntry.OfNative(native);
    }

    // ROM classes implement an interface's methods under their own tokens: found by name and descriptor.
    private PoolEntry FindNativeInterfaceMethod(ushort id, ushort target, int method)
    {
        NativeMethod? wanted = Library.Class(target)?.Virtual(method);
        for (ushort type = id; wanted is not null && type != RomClass.None; type = SuperClassOf(type))
        {
            foreach (NativeMethod own in Library.Class(type)?.Virtuals ?? [])
            {
                if (own.Name == wanted.Name && own.Descriptor == wanted.Descriptor)
                {
                    return FindVirtual(id, own.Token);
                }
            }
        }

        return default;
    }

    private void ForgetMethods() => Array.Clear(_methodKeys, 0, MethodSlots);
}
