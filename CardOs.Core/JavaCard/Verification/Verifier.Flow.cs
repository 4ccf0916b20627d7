using System;
using CardOs.Apdu.LoadFiles;

namespace CardOs.JavaCard;

/// <summary>The paths through a method: each target is walked until nothing new comes to it.</summary>
internal ref partial struct Verifier
{
    private bool VerifyFlow(int start)
    {
        var type = new MethodType(_firstCells);
        TypeOfOwn(start, ref type);
        _result = type.Result;
        Span<byte> running = _flow.Running;
        FlowBuffer.Flags(running) = 0;
        FlowBuffer.Depth(running) = 0;
        Span<byte> cells = FlowBuffer.Cells(running);
        cells.Slice(0, _flow.Locals).Clear();
        type.Cells.Slice(0, type.Count).CopyTo(cells);
        MarkSubroutines();
        if (!_flow.TryMerge(running, _header.CodeOffset))
        {
            return false;
        }

        for (int slot = NextWaiting(); slot >= 0; slot = NextWaiting())
        {
            FlowBuffer.Flags(_flow.Slot(slot)) &= 0xFF ^ FlowBuffer.Waits;
            _flow.Slot(slot).CopyTo(running);
            if (!Walk(FlowBuffer.Target(running)))
            {
                return false;
            }
        }

        return true;
    }

    private readonly int NextWaiting()
    {
        for (int i = 0; i < _flow.SlotCount; i++)
        {
            if ((FlowBuffer.Flags(_flow.Slot(i)) & FlowBuffer.Waits) != 0)
            {
                return i;
            }
        }

        return -1;
    }

    private readonly void MarkSubroutines()
    {
        for (int i = 0; i < _flow.SlotCount; i++)
        {
            BytecodeInstruction.TryRead(_code, FlowBuffer.Target(_flow.Slot(i)), out BytecodeInstruction instruction);
            if (instruction.OpCode == OpCode.Jsr && instruction.TryGetTarget(out int target))
            {
                FlowBuffer.Flags(_flow.SlotOf(target)) |= FlowBuffer.IsSubroutine;
            }
        }
    }

    private bool Walk(int at)
    {
        do
        {
            BytecodeInstruction.TryRead(_code.Slice(0, _end), at, out BytecodeInstruction instruction);
            if (!MergeIntoHandlers(at) || !Step(instruction, out bool goesOn))
            {
                return false;
            }

            if (!goesOn)
            {
                return true;
            }

            at += instruction.Encoded.Length;
        }
        while (!_flow.IsTarget(at));

        return _flow.TryMerge(_flow.Running, at);
    }

    // A handler finds the locals of the moment, and the exception alone on the stack.
    private readonly bool MergeIntoHandlers(int at)
    {
        for (int i = 0; i < _methods.HandlerCount; i++)
        {
            ExceptionHandler handler = _methods.GetHandler(i);
            if (handler.Covers(at))
            {
                Span<byte> state = _flow.Scratch;
                _flow.Running.CopyTo(state);
                FlowBuffer.Depth(state) = 1;
                FlowBuffer.Cells(state)[_flow.Locals] = CellType.Reference;
                if (!_flow.TryMerge(state, handler.Handler))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private readonly bool TryJump(int target) => _flow.TryMerge(_flow.Running, target);

    private readonly bool StepSwitch(BytecodeInstruction instruction)
    {
        instruction.TryGetTarget(out int target);
        bool isRight = TryJump(target);
        for (int i = 0; isRight && i < instruction.SwitchCount; i++)
        {
            instruction.GetSwitchEntry(i, out _, out target);
            isRight = TryJump(target);
        }

        return isRight;
    }

    // What the subroutine does not store is, behind the jsr, what it was in front of it.
    private readonly bool StepJsr(BytecodeInstruction instruction)
    {
        instruction.TryGetTarget(out int target);
        int number = CellType.ReturnAddress + _flow.SubroutineOf(target);
        if (number > byte.MaxValue || !Push((byte)number) || !_flow.TryEnter((byte)number))
        {
            return false;
        }

        // The places that return from it are walked again, for this caller.
        for (int i = 0; i < _flow.SlotCount; i++)
        {
            Span<byte> slot = _flow.Slot(i);
            if ((FlowBuffer.Flags(slot) & FlowBuffer.Reached) != 0 && _code[FlowBuffer.Target(slot)] == (byte)OpCode.Ret)
            {
                FlowBuffer.Flags(slot) |= FlowBuffer.Waits;
            }
        }

        return TryJump(target);
    }

    private readonly bool StepRet(BytecodeInstruction instruction)
    {
        Span<byte> running = _flow.Running;
        byte address = FlowBuffer.Cells(running)[instruction.FirstOperand];
        int level = address < CellType.ReturnAddress ? -1 : _flow.LevelOf(running, address);
        bool isRight = level >= 0;
        for (int i = 0; isRight && i < _flow.SlotCount; i++)
        {
            Span<byte> site = _flow.Slot(i);
            int at = FlowBuffer.Target(site);
            if ((FlowBuffer.Flags(site) & FlowBuffer.Reached) == 0 || _code[at] != (byte)OpCode.Jsr)
            {
                continue;
            }

            BytecodeInstruction.TryRead(_code, at, out BytecodeInstruction jsr);
            jsr.TryGetTarget(out int target);
            if (CellType.ReturnAddress + _flow.SubroutineOf(target) == address)
            {
                isRight = TryReturnTo(site, level, at + jsr.Encoded.Length);
            }
        }

        return isRight;
    }

    private readonly bool TryReturnTo(Span<byte> site, int level, int target)
    {
        Span<byte> state = _flow.Scratch;
        _flow.Running.CopyTo(state);
        Span<byte> cells = FlowBuffer.Cells(state);
        for (int i = 0; i < _flow.Locals; i++)
        {
            if (!_flow.IsStored(state, level, i))
            {
                cells[i] = FlowBuffer.Cells(site)[i];
            }
        }

        _flow.Leave(state, level, site);
        return _flow.TryMerge(state, target);
    }
}
