using System;
using CardOs.Apdu.LoadFiles;

namespace CardOs.JavaCard;

/// <summary>What one instruction does to operands and locals.</summary>
internal ref partial struct Verifier
{
    private readonly Span<byte> Locals => FlowBuffer.Cells(_flow.Running).Slice(0, _flow.Locals);

    private readonly Span<byte> Operands => FlowBuffer.Cells(_flow.Running).Slice(_flow.Locals, FlowBuffer.Depth(_flow.Running));

    private bool Step(BytecodeInstruction instruction, out bool goesOn)
    {
        OpCode op = instruction.OpCode;
        OpCodeTraits traits = instruction.Traits;
        goesOn = !traits.EndsFlow;
        switch (op)
        {
            case OpCode.Jsr:
                goesOn = false;
                return StepJsr(instruction);
            case OpCode.Ret:
                return StepRet(instruction);
            case >= OpCode.Aload and <= OpCode.Iload3:
                return StepLoad(instruction);
            case (>= OpCode.Astore and <= OpCode.Istore) or (>= OpCode.Astore0 and <= OpCode.Istore3):
                return StepStore(instruction);
            case OpCode.Sinc or OpCode.SincW:
                return _types.Fits(Locals[instruction.FirstOperand], CellType.Short);
            case OpCode.Iinc or OpCode.IincW:
                return _types.Fits(Locals[instruction.FirstOperand], CellType.IntFirst) && _types.Fits(Locals[instruction.FirstOperand + 1], CellType.IntSecond);
            case (>= OpCode.Pop and <= OpCode.SwapX):
                return StepCells(op, instruction.FirstOperand);
            case >= OpCode.Areturn and <= OpCode.Return:
                return StepReturn(op);
            case >= OpCode.InvokeVirtual and <= OpCode.InvokeInterface:
                return StepCall(instruction, out goesOn);
        }

        if (IsOfReferences(op))
        {
            return StepReference(instruction);
        }

        if (!StepUsual(traits))
        {
            return false;
        }

        if (traits.IsSwitch)
        {
            return StepSwitch(instruction);
        }

        return !traits.Jumps || (instruction.TryGetTarget(out int target) && TryJump(instruction.Offset, target));
    }

    private readonly bool StepUsual(OpCodeTraits traits)
    {
        for (int i = 2; i >= 0; i--)
        {
            CellKind kind = traits.Popped(i);
            if (kind != CellKind.None && !(kind == CellKind.Int ? PopInt() : Pop(kind == CellKind.Short ? CellType.Short : CellType.Reference)))
            {
                return false;
            }
        }

        return traits.Pushed(0) switch
        {
            CellKind.Int => Push(CellType.IntFirst) && Push(CellType.IntSecond),
            CellKind.Short => Push(CellType.Short),
            CellKind.Reference => Push(CellType.Reference),
            _ => true,
        };
    }

    // aload, sload, iload, then each with the local in the opcode: 4 of a kind.
    private readonly bool StepLoad(BytecodeInstruction instruction)
    {
        OpCode op = instruction.OpCode;
        bool isShort = op < OpCode.Aload0;
        int kind = isShort ? op - OpCode.Aload : (op - OpCode.Aload0) / 4;
        int local = isShort ? instruction.FirstOperand : (op - OpCode.Aload0) & 3;
        Span<byte> locals = Locals;
        if (local + (kind == 2 ? 1 : 0) >= locals.Length)
        {
            return false;
        }

        return kind switch
        {
            2 => _types.Fits(locals[local], CellType.IntFirst) && _types.Fits(locals[local + 1], CellType.IntSecond) && Push(CellType.IntFirst) && Push(CellType.IntSecond),
            1 => _types.Fits(locals[local], CellType.Short) && Push(CellType.Short),
            _ => _types.Fits(locals[local], CellType.Reference) && Push(AsReference(locals[local])),
        };
    }

    private readonly bool StepStore(BytecodeInstruction instruction)
    {
        OpCode op = instruction.OpCode;
        bool isShort = op < OpCode.Astore0;
        int kind = isShort ? op - OpCode.Astore : (op - OpCode.Astore0) / 4;
        int local = isShort ? instruction.FirstOperand : (op - OpCode.Astore0) & 3;
        if (local + (kind == 2 ? 1 : 0) >= Locals.Length)
        {
            return false;
        }

        if (kind == 2)
        {
            return PopInt() && Store(local, CellType.IntFirst) && Store(local + 1, CellType.IntSecond);
        }

        Span<byte> operands = Operands;
        byte top = operands.IsEmpty ? CellType.Unset : operands[operands.Length - 1];
        byte type = kind != 0 ? CellType.Short : CellType.IsAddress(top) ? top : CellType.Reference;
        return Pop(type) && Store(local, type == CellType.Reference ? AsReference(top) : type);
    }

    // What is used as a reference is one.
    private static byte AsReference(byte cell) => cell == CellType.Any ? CellType.Reference : cell;

    // The other half of an int that is overwritten is nothing any more.
    private readonly bool Store(int local, byte type)
    {
        Span<byte> locals = Locals;
        if (locals[local] == CellType.IntSecond && local > 0 && type != CellType.IntSecond)
        {
            locals[local - 1] = CellType.Unset;
            _flow.NoteStore(local - 1);
        }

        if (locals[local] == CellType.IntFirst && local + 1 < locals.Length)
        {
            locals[local + 1] = CellType.Unset;
            _flow.NoteStore(local + 1);
        }

        locals[local] = type;
        _flow.NoteStore(local);
        return true;
    }

    private readonly bool StepReturn(OpCode op)
    {
        bool isKnown = _result < CellType.Never;
        return op switch
        {
            OpCode.Areturn => (!isKnown || CellType.IsReference(_result)) && Pop(isKnown ? _result : CellType.Reference),
            OpCode.Sreturn => (!isKnown || _result == CellType.Short) && Pop(CellType.Short),
            OpCode.Ireturn => (!isKnown || _result == CellType.IntFirst) && PopInt(),
            _ => !isKnown || _result == CellType.Void,
        };
    }

    private readonly bool StepCall(BytecodeInstruction instruction, out bool goesOn)
    {
        instruction.TryGetConstant(out int index);
        PoolEntry resolved = Resolved(index);
        var type = new MethodType(_firstCells);
        bool isKnown;
        if (instruction.OpCode == OpCode.InvokeInterface)
        {
            isKnown = TryTypeOfInterface(resolved.ClassId, instruction.Encoded[4], ref type);
            if (isKnown && type.Count != instruction.FirstOperand)
            {
                goesOn = false;
                return false;
            }
        }
        else
        {
            isKnown = TryTypeOfCall(index, resolved, ref type);
        }

        if (!isKnown && instruction.OpCode == OpCode.InvokeInterface && !Machine.IsLoaded(resolved.ClassId))
        {
            // The ROM's interface does not have it.
            goesOn = false;
            return false;
        }

        if (!isKnown)
        {
            type.Set(hasThis: instruction.OpCode != OpCode.InvokeStatic, instruction.OpCode == OpCode.InvokeInterface ? instruction.FirstOperand : resolved.Arguments);
            type.Result = CellType.Unknown;
        }

        // Behind a call whose result nothing says, and one that does not return, nothing is known.
        goesOn = type.Result < CellType.Never;
        byte receiver = instruction.OpCode == OpCode.InvokeStatic ? CellType.Void : ReceiverOf(instruction.OpCode, index, resolved);
        return PopArguments(type, receiver) && PushResult(type.Result);
    }

    private readonly bool PopArguments(MethodType type, byte receiver)
    {
        bool hasThis = receiver != CellType.Void;
        Span<byte> operands = Operands;
        int low = operands.Length - type.Count;
        bool isRight = low >= 0 && !SplitsInt(operands, low) && (!hasThis || type.Count != 0);
        for (int i = 0; isRight && i < type.Count; i++)
        {
            isRight = _types.Fits(operands[low + i], hasThis && i == 0 ? receiver : type.Cells[i]);
        }

        FlowBuffer.Depth(_flow.Running) = (byte)(isRight ? low : 0);
        return isRight;
    }

    private readonly bool PushResult(byte result) =>
        result is CellType.Void or >= CellType.Never || (Push(result) && (result != CellType.IntFirst || Push(CellType.IntSecond)));
}
