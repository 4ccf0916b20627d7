using CardOs.Apdu.LoadFiles;

namespace CardOs.JavaCard;

/// <summary>Instructions that make, use or look at references.</summary>
internal ref partial struct Verifier
{
    private static bool IsOfReferences(OpCode op) =>
        op is OpCode.AconstNull or (>= OpCode.Aaload and <= OpCode.Iaload) or (>= OpCode.Aastore and <= OpCode.Iastore)
            or (>= OpCode.GetStaticA and <= OpCode.PutFieldI) or (>= OpCode.New and <= OpCode.InstanceOf) or (>= OpCode.GetFieldAW and <= OpCode.PutFieldIThis);

    private readonly bool StepReference(BytecodeInstruction instruction)
    {
        OpCode op = instruction.OpCode;
        switch (op)
        {
            case OpCode.AconstNull:
                return Push(CellType.Null);
            case >= OpCode.Aaload and <= OpCode.Iaload:
                return Pop(CellType.Short) && PopArray(op - OpCode.Aaload, out byte loaded) && PushValue(op - OpCode.Aaload, loaded);
            case >= OpCode.Aastore and <= OpCode.Iastore:
                return PopValue(op - OpCode.Aastore, CellType.Reference) && Pop(CellType.Short) && PopArray(op - OpCode.Aastore, out _);
            case OpCode.New:
                return Push(TypeOfConstant(instruction, isArray: false));
            case OpCode.NewArray:
                return Pop(CellType.Short) && Push((byte)(CellType.BooleanArray + instruction.FirstOperand - BooleanType));
            case OpCode.AnewArray:
                return Pop(CellType.Short) && Push(TypeOfConstant(instruction, isArray: true));
            case OpCode.ArrayLength:
                return PopAnyArray() && Push(CellType.Short);
            case OpCode.Athrow:
                return Pop(_types.OfClass(RomClass.Throwable));
            case OpCode.CheckCast:
                return Pop(CellType.Reference) && Push(TypeOfCast(instruction));
            case OpCode.InstanceOf:
                return Pop(CellType.Reference) && Push(CellType.Short);
            default:
                return StepField(instruction);
        }
    }

    // Each kind of access to fields has four instructions: for references, bytes, shorts, ints.
    private readonly bool StepField(BytecodeInstruction instruction)
    {
        OpCode op = instruction.OpCode;
        instruction.TryGetConstant(out int index);
        OpCode first = op >= OpCode.GetFieldAW ? OpCode.GetFieldAW : OpCode.GetStaticA;
        int kind = (op - first) & 3;
        byte type = kind == 0 ? TypeOfField(index) : CellType.Void;
        switch ((OpCode)((int)first + ((op - first) & ~3)))
        {
            case OpCode.GetStaticA:
                return PushValue(kind, type);
            case OpCode.PutStaticA:
                return PopValue(kind, type);
            case OpCode.GetFieldA or OpCode.GetFieldAW:
                return PopOwner(index) && PushValue(kind, type);
            case OpCode.PutFieldA or OpCode.PutFieldAW:
                return PopValue(kind, type) && PopOwner(index);
            case OpCode.GetFieldAThis:
                return IsThisOwner(index) && PushValue(kind, type);
            default:
                return IsThisOwner(index) && PopValue(kind, type);
        }
    }

    private readonly bool PopArray(int kind, out byte element)
    {
        element = CellType.Unset;
        if (Operands.IsEmpty)
        {
            return false;
        }

        byte array = Operands[Operands.Length - 1];
        FlowBuffer.Depth(_flow.Running)--;
        return kind switch
        {
            0 => _types.TryElement(array, out element),
            1 => _types.Fits(array, CellType.ByteArray) || array == CellType.BooleanArray,
            2 => _types.Fits(array, CellType.ShortArray),
            _ => _types.Fits(array, CellType.IntArray),
        };
    }

    private readonly bool PopAnyArray()
    {
        bool isArray = !Operands.IsEmpty && _types.IsArray(Operands[Operands.Length - 1]);
        return isArray && Pop(CellType.Reference);
    }

    private readonly bool PushValue(int kind, byte reference) => kind switch
    {
        0 => Push(reference),
        3 => Push(CellType.IntFirst) && Push(CellType.IntSecond),
        _ => Push(CellType.Short),
    };

    private readonly bool PopValue(int kind, byte reference) => kind switch
    {
        0 => Pop(reference),
        3 => PopInt(),
        _ => Pop(CellType.Short),
    };

    private readonly bool PopOwner(int index) => Pop(TypeOfOwner(index));

    private readonly bool IsThisOwner(int index) => Locals.Length != 0 && _types.Fits(Locals[0], TypeOfOwner(index));

    private readonly byte TypeOfOwner(int index)
    {
        _linker.Pool.TryGet(index, out ConstantPoolEntry entry);
        return OfClass(entry.Class);
    }

    private readonly byte TypeOfConstant(BytecodeInstruction instruction, bool isArray)
    {
        instruction.TryGetConstant(out int index);
        ushort id = Resolved(index).ClassId;
        return isArray ? _types.OfArray(id) : _types.OfClass(id);
    }

    private readonly byte TypeOfCast(BytecodeInstruction instruction) => instruction.FirstOperand switch
    {
        0 => TypeOfConstant(instruction, isArray: false),
        ReferenceArrayType => TypeOfConstant(instruction, isArray: true),
        _ => (byte)(CellType.BooleanArray + instruction.FirstOperand - BooleanType),
    };

    // The Descriptor says what a field refers to.
    private readonly byte TypeOfField(int index)
    {
        if (!TryConstantType(index, out TypeDescriptor encoded))
        {
            return CellType.Reference;
        }

        TypeReader reader = encoded.ReadTypes();
        return reader.TryRead(out TypeNibble nibble, out ClassReference reference) ? CellOf(nibble, reference) : CellType.Reference;
    }

    // What the object of a call must be.
    private readonly byte ReceiverOf(OpCode op, int index, PoolEntry resolved)
    {
        _linker.Pool.TryGet(index, out ConstantPoolEntry entry);
        if (op == OpCode.InvokeInterface)
        {
            return CellType.Object;
        }

        if (entry.Kind != ConstantKind.StaticMethod || entry.IsExternal)
        {
            return OfClass(entry.Class);
        }

        return TryDescriptor(resolved.Address - _machine.Load.Code, out _, out ClassReference owner) ? OfClass(owner) : CellType.Reference;
    }
}
