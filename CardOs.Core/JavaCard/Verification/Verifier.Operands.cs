using CardOs.Apdu.LoadFiles;

namespace CardOs.JavaCard;

/// <summary>Operands of instructions: locals, kinds of constants, types of fields.</summary>
internal ref partial struct Verifier
{
    private const int BooleanType = 10;
    private const int IntType = 13;
    private const int ReferenceArrayType = 14;

    private readonly bool VerifyOperands(BytecodeInstruction instruction)
    {
        int locals = _header.ArgumentCells + _header.MaxLocals;
        byte operand = instruction.FirstOperand;
        return instruction.Traits.Layout switch
        {
            OperandLayout.Local => operand + (instruction.OpCode is OpCode.Iload or OpCode.Istore ? 1 : 0) < locals,
            OperandLayout.LocalAndByte or OperandLayout.LocalAndShort => operand + (instruction.OpCode is OpCode.Iinc or OpCode.IincW ? 1 : 0) < locals,
            OperandLayout.ArrayType => operand is >= BooleanType and <= IntType,
            OperandLayout.NibblePair => VerifyNibbles(instruction.OpCode, operand),
            OperandLayout.TypeCheck => (operand is >= BooleanType and <= IntType) || (operand is 0 or ReferenceArrayType && VerifyConstant(instruction)),
            OperandLayout.NarrowConstant or OperandLayout.Constant or OperandLayout.InterfaceCall => VerifyConstant(instruction),
            _ => true,
        };
    }

    private static bool VerifyNibbles(OpCode opCode, byte operand)
    {
        int first = operand >> 4;
        int second = operand & 0x0F;
        return opCode == OpCode.DupX
            ? first is >= 1 and <= 4 && (second == 0 || (second >= first && second <= 8))
            : first is 1 or 2 && second is 1 or 2;
    }

    private readonly bool VerifyConstant(BytecodeInstruction instruction)
    {
        if (!instruction.TryGetConstant(out int index) || !_linker.Pool.TryGet(index, out ConstantPoolEntry entry))
        {
            return false;
        }

        PoolEntry resolved = Resolved(index);
        switch (instruction.OpCode)
        {
            case OpCode.InvokeVirtual:
                return entry.Kind == ConstantKind.VirtualMethod;
            case OpCode.InvokeSpecial:
                return entry.Kind == ConstantKind.SuperMethod || (entry.Kind == ConstantKind.StaticMethod && resolved.Arguments != 0);
            case OpCode.InvokeStatic:
                return entry.Kind == ConstantKind.StaticMethod && !IsConstructor(resolved);
            case OpCode.InvokeInterface:
                return entry.Kind == ConstantKind.Class && IsInterface(entry.Class) && instruction.FirstOperand != 0;
            case OpCode.New:
                return entry.Kind == ConstantKind.Class && !IsInterface(entry.Class);
            case OpCode.AnewArray or OpCode.CheckCast or OpCode.InstanceOf:
                return entry.Kind == ConstantKind.Class;
            case >= OpCode.GetStaticA and <= OpCode.PutStaticI:
                return entry.Kind == ConstantKind.StaticField && VerifyStaticField(entry, resolved, (instruction.OpCode - OpCode.GetStaticA) & 3) && DescriptorSays(index, (instruction.OpCode - OpCode.GetStaticA) & 3);
            default:
                int type = (instruction.OpCode - (instruction.OpCode >= OpCode.GetFieldAW ? OpCode.GetFieldAW : OpCode.GetFieldA)) & 3;
                return entry.Kind == ConstantKind.InstanceField && VerifyField(entry, resolved, type) && DescriptorSays(index, type);
        }
    }

    private readonly bool IsConstructor(PoolEntry resolved)
    {
        if (resolved.Tag == PoolEntry.Kind.Native)
        {
            return _machine.NativeOf(resolved) is { HasThis: true };
        }

        return resolved.Package == _linker.Number
            && TryDescriptor(resolved.Address - _machine.Load.Code, out MethodDescriptor described)
            && (described.Flags & DescriptorFlags.Static) == 0;
    }

    // 0 reference, 1 byte, 2 short, 3 int. References come first in the image, and nothing else is one.
    private readonly bool VerifyStaticField(ConstantPoolEntry entry, PoolEntry resolved, int type)
    {
        int offset = entry.Offset;
        int references = _linker.Statics.ReferenceCount;
        int length = _linker.Statics.ImageSize;
        if (entry.IsExternal)
        {
            byte package = _linker.ImportedPackage(entry.Class.Package);
            LoadedPackage other = _machine.Package(package);
            offset = resolved.StaticAddress - other.Statics;
            references = other.StaticReferences;
            length = other.StaticsLength;
        }

        return type == 0
            ? (offset & 1) == 0 && offset < 2 * references
            : offset >= 2 * references && offset + (type == 1 ? 1 : type == 2 ? 2 : 4) <= length;
    }

    private readonly bool VerifyField(ConstantPoolEntry entry, PoolEntry resolved, int type)
    {
        int cell = entry.Token;
        int first;
        int count;
        int cells;
        if (entry.Class.IsExternal)
        {
            ClassRecord record = _machine.ClassRecord(resolved.ClassId);
            cell = resolved.Cell;
            first = record.FirstReference;
            count = record.ReferenceCount;
            cells = record.Cells;
        }
        else if (_linker.TryClass(entry.Class.Offset, out ClassInfo info))
        {
            first = info.FirstReferenceToken;
            count = info.ReferenceCount;
            cells = info.DeclaredInstanceSize;
        }
        else
        {
            return false;
        }

        bool isReference = cell >= first && cell < first + count;
        return type == 0
            ? isReference
            : !isReference && cell + (type == 3 ? 1 : 0) < cells && (type != 3 || cell + 1 < first || cell + 1 >= first + count);
    }

    private readonly bool DescriptorSays(int index, int type)
    {
        if (!_hasDescriptor || _descriptor.GetConstantType(index) == DescriptorComponent.NoType)
        {
            return true;
        }

        if (!_descriptor.TryGetType(_descriptor.GetConstantType(index), out TypeDescriptor encoded))
        {
            return false;
        }

        TypeReader reader = encoded.ReadTypes();
        return reader.TryRead(out TypeNibble nibble, out _) && nibble switch
        {
            TypeNibble.Boolean or TypeNibble.Byte => type == 1,
            TypeNibble.Short => type == 2,
            TypeNibble.Int => type == 3,
            TypeNibble.Void => false,
            _ => type == 0,
        };
    }
}
