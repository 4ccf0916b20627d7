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
                return CellType.Fits(Locals[instruction.FirstOperand], CellType.Short);
            case OpCode.Iinc or OpCode.IincW:
                return CellType.Fits(Locals[instruction.FirstOperand], CellType.IntFirst) && CellType.Fits(Locals[instruction.FirstOperand + 1], CellType.IntSecond);
            case (>= OpCode.Pop and <= OpCode.SwapX):
                return StepCells(op, instruction.FirstOperand);
            case >= OpCode.Areturn and <= OpCode.Return:
                return StepReturn(op);
            case >= OpCode.InvokeVirtual and <= OpCode.InvokeInterface:
                return StepCall(instruction, out goesOn);
            case (>= OpCode.GetFieldAThis and <= OpCode.GetFieldIThis) or (>= OpCode.PutFieldAThis and <= OpCode.PutFieldIThis):
                return Locals.Length != 0 && CellType.Fits(Locals[0], CellType.Reference) && StepUsual(traits);
        }

        if (!StepUsual(traits))
        {
            return false;
        }

        if (traits.IsSwitch)
        {
            return StepSwitch(instruction);
        }

        return !traits.Jumps || (instruction.TryGetTarget(out int target) && TryJump(target));
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

        return kind == 2
            ? CellType.Fits(locals[local], CellType.IntFirst) && CellType.Fits(locals[local + 1], CellType.IntSecond) && Push(CellType.IntFirst) && Push(CellType.IntSecond)
            : CellType.Fits(locals[local], kind == 0 ? CellType.Reference : CellType.Short) && Push(kind == 0 ? CellType.Reference : CellType.Short);
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
        bool isAddress = kind == 0 && top >= CellType.ReturnAddress;
        return isAddress ? Pop(top) && Store(local, top) : Pop(kind == 0 ? CellType.Reference : CellType.Short) && Store(local, kind == 0 ? CellType.Reference : CellType.Short);
    }

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
        byte type = op switch
        {
            OpCode.Areturn => CellType.Reference,
            OpCode.Sreturn => CellType.Short,
            OpCode.Ireturn => CellType.IntFirst,
            _ => CellType.Void,
        };
        bool isThere = type == CellType.Void || (type == CellType.IntFirst ? PopInt() : Pop(type));
        return isThere && (_result >= CellType.Never || _result == type);
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

        if (!isKnown)
        {
            type.Set(hasThis: instruction.OpCode != OpCode.InvokeStatic, instruction.OpCode == OpCode.InvokeInterface ? instruction.FirstOperand : resolved.Arguments);
            type.Result = CellType.Unknown;
        }

        // Behind a call whose result nothing says, and one that does not return, nothing is known.
        goesOn = type.Result < CellType.Never;
        return PopArguments(type, instruction.OpCode != OpCode.InvokeStatic) && PushResult(type.Result);
    }

    private readonly bool PopArguments(MethodType type, bool hasThis)
    {
        Span<byte> operands = Operands;
        int low = operands.Length - type.Count;
        bool isRight = low >= 0 && !SplitsInt(operands, low) && (!hasThis || type.Count != 0);
        for (int i = 0; isRight && i < type.Count; i++)
        {
            isRight = CellType.Fits(operands[low + i], hasThis && i == 0 ? CellType.Reference : type.Cells[i]);
        }

        FlowBuffer.Depth(_flow.Running) = (byte)(isRight ? low : 0);
        return isRight;
    }

    private readonly bool PushResult(byte result) =>
        result is CellType.Void or >= CellType.Never || (Push(result) && (result != CellType.IntFirst || Push(CellType.IntSecond)));

    private readonly bool StepCells(OpCode op, byte operand)
    {
        Span<byte> operands = Operands;
        int depth = operands.Length;
        int first = operand >> 4;
        int second = operand & 0x0F;
        switch (op)
        {
            case OpCode.Pop or OpCode.Pop2:
                int count = op == OpCode.Pop ? 1 : 2;
                FlowBuffer.Depth(_flow.Running) = (byte)Math.Max(0, depth - count);
                return depth >= count && !SplitsInt(operands, depth - count);
            case OpCode.Dup:
                return CopyBelow(1, 0);
            case OpCode.Dup2:
                return CopyBelow(2, 0);
            case OpCode.DupX:
                return CopyBelow(first, second);
            default:
                if (depth < first + second || SplitsInt(operands, depth - first) || SplitsInt(operands, depth - first - second))
                {
                    return false;
                }

                Span<byte> swapped = stackalloc byte[4];
                operands.Slice(depth - first, first).CopyTo(swapped);
                operands.Slice(depth - first - second, second).CopyTo(swapped.Slice(first));
                swapped.Slice(0, first + second).CopyTo(operands.Slice(depth - first - second));
                return true;
        }
    }

    // The topmost cells are copied below as many as the second number says; 0 is as the first one.
    private readonly bool CopyBelow(int count, int below)
    {
        below = below == 0 ? count : below;
        int depth = Operands.Length;
        if (depth < below || depth + count > _flow.Operands || SplitsInt(Operands, depth - count) || SplitsInt(Operands, depth - below))
        {
            return false;
        }

        FlowBuffer.Depth(_flow.Running) = (byte)(depth + count);
        Span<byte> operands = Operands;
        operands.Slice(depth - below, below).CopyTo(operands.Slice(depth - below + count));
        operands.Slice(depth, count).CopyTo(operands.Slice(depth - below));
        return true;
    }

    private static bool SplitsInt(ReadOnlySpan<byte> operands, int at) => at < operands.Length && operands[at] == CellType.IntSecond;

    private readonly bool Push(byte type)
    {
        ref byte depth = ref FlowBuffer.Depth(_flow.Running);
        if (depth >= _flow.Operands)
        {
            return false;
        }

        depth++;
        Span<byte> operands = Operands;
        operands[operands.Length - 1] = type;
        return true;
    }

    private readonly bool Pop(byte type)
    {
        Span<byte> operands = Operands;
        if (operands.IsEmpty || !CellType.Fits(operands[operands.Length - 1], type))
        {
            return false;
        }

        FlowBuffer.Depth(_flow.Running)--;
        return true;
    }

    private readonly bool PopInt() => Pop(CellType.IntSecond) && Pop(CellType.IntFirst);
}
