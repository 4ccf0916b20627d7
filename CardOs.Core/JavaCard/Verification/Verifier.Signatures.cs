using CardOs.Apdu.LoadFiles;

namespace CardOs.JavaCard;

/// <summary>Types as the ROM's descriptors, the Descriptor component and the constant pool write them.</summary>
internal ref partial struct Verifier
{
    private readonly byte OfClass(ClassReference reference) => _linker.TryClassId(reference, out ushort id) ? _types.OfClass(id) : CellType.Reference;

    /// <summary>The cell of a type; an int's first.</summary>
    private readonly byte CellOf(TypeNibble type, ClassReference reference) => type switch
    {
        TypeNibble.Void => CellType.Void,
        TypeNibble.Int => CellType.IntFirst,
        TypeNibble.Boolean or TypeNibble.Byte or TypeNibble.Short => CellType.Short,
        TypeNibble.BooleanArray => CellType.BooleanArray,
        TypeNibble.ByteArray => CellType.ByteArray,
        TypeNibble.ShortArray => CellType.ShortArray,
        TypeNibble.IntArray => CellType.IntArray,
        TypeNibble.ReferenceArray => _linker.TryClassId(reference, out ushort id) ? _types.OfArray(id) : CellType.Reference,
        _ => OfClass(reference),
    };

    // The type that the Descriptor component says; false when it is malformed or too long.
    private readonly bool TrySet(scoped ref MethodType type, bool hasThis, TypeDescriptor encoded)
    {
        type.Count = 0;
        bool isWhole = !hasThis || type.TryAdd(CellType.Reference);
        TypeReader types = encoded.ReadTypes();
        while (isWhole && types.TryRead(out TypeNibble nibble, out ClassReference reference))
        {
            byte cell = CellOf(nibble, reference);
            if (types.IsAtEnd)
            {
                type.Result = cell;
                return true;
            }

            isWhole = cell != CellType.Void && type.TryAdd(cell);
        }

        return false;
    }

    // Cells of the arguments alone.
    private static int CountCells(TypeDescriptor encoded)
    {
        int cells = 0;
        TypeReader types = encoded.ReadTypes();
        while (types.TryRead(out TypeNibble nibble, out _) && !types.IsAtEnd)
        {
            cells += nibble == TypeNibble.Int ? 2 : 1;
        }

        return cells;
    }

    // The type that a ROM method's descriptor says.
    private readonly void Set(scoped ref MethodType type, NativeMethod method)
    {
        type.Count = 0;
        if (method.HasThis)
        {
            type.TryAdd(_types.OfClass(method.Class!.Id));
        }

        string descriptor = method.Descriptor;
        int at = 1;
        int name = 0;
        while (descriptor[at] != ')')
        {
            type.TryAdd(TypeAt(method, ref at, ref name));
        }

        at++;
        type.Result = TypeAt(method, ref at, ref name);
    }

    private readonly byte TypeAt(NativeMethod method, scoped ref int at, scoped ref int name)
    {
        string descriptor = method.Descriptor;
        bool isArray = descriptor[at] == '[';
        at += isArray ? 1 : 0;
        char letter = descriptor[at];
        at = letter == 'L' ? descriptor.IndexOf(';', at) + 1 : at + 1;
        if (letter == 'L')
        {
            ushort id = method.Named[name++];
            return isArray ? _types.OfArray(id) : _types.OfClass(id);
        }

        return letter switch
        {
            'V' => CellType.Void,
            'I' => isArray ? CellType.IntArray : CellType.IntFirst,
            'Z' => isArray ? CellType.BooleanArray : CellType.Short,
            'B' => isArray ? CellType.ByteArray : CellType.Short,
            _ => isArray ? CellType.ShortArray : CellType.Short,
        };
    }
}
