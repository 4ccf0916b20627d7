using System;
using CardOs.Apdu.LoadFiles;

namespace CardOs.JavaCard;

/// <summary>The paths through a method: its code is walked from the start to the end until nothing new comes to what is jumped to from behind.</summary>
internal ref partial struct Verifier
{
    private bool VerifyFlow(int start)
    {
        if (!TryKeepSlots())
        {
            Fault = VerificationFault.States;
            return false;
        }

        var type = new MethodType(_firstCells);
        TypeOfOwn(start, ref type);
        _result = type.Result;
        do
        {
            _isNew = false;
            FlowBuffer.Depth(_flow.Running) = 0;
            _flow.ForgetLevels();
            Span<byte> cells = FlowBuffer.Cells(_flow.Running);
            cells.Slice(0, _flow.Locals).Clear();
            TypeOfOwn(start, ref type);
            type.Cells.Slice(0, type.Count).CopyTo(cells);
            if (!Walk())
            {
                return false;
            }
        }
        while (_isNew);

        return true;
    }

    // What is jumped to from behind; calls of subroutines, where they begin and where they return to.
    private bool TryKeepSlots()
    {
        bool hasRoom = true;
        int at = _header.CodeOffset;
        while (hasRoom && at < _end)
        {
            BytecodeInstruction.TryRead(_code, at, out BytecodeInstruction instruction);
            hasRoom = !instruction.TryGetTarget(out int target) || target > at || _flow.TryKeep(target, 0);
            for (int i = 0; hasRoom && i < instruction.SwitchCount; i++)
            {
                instruction.GetSwitchEntry(i, out _, out target);
                hasRoom = target > at || _flow.TryKeep(target, 0);
            }

            int next = at + instruction.Encoded.Length;
            if (instruction.OpCode == OpCode.Jsr)
            {
                instruction.TryGetTarget(out target);
                hasRoom = hasRoom && _flow.TryKeep(at, FlowBuffer.IsSite) && _flow.TryKeep(target, FlowBuffer.IsSubroutine) && _flow.TryKeep(next, 0);
            }

            at = next;
        }

        for (int i = 0; hasRoom && i < _methods.HandlerCount; i++)
        {
            ExceptionHandler handler = _methods.GetHandler(i);
            bool isHere = handler.Start >= _header.CodeOffset && handler.Start < _end;
            hasRoom = !isHere || handler.Handler >= handler.End || _flow.TryKeep(handler.Handler, 0);
        }

        return hasRoom;
    }

    private bool Walk()
    {
        int at = _header.CodeOffset;
        bool isLive = true;
        while (at < _end)
        {
            BytecodeInstruction.TryRead(_code.Slice(0, _end), at, out BytecodeInstruction instruction);
            int slot = _flow.Find(at);
            if (slot >= 0 && !TryArrive(slot, ref isLive))
            {
                return false;
            }

            if (isLive && (!MergeIntoHandlers(at) || !Step(instruction, out isLive)))
            {
                return false;
            }

            at += instruction.Encoded.Length;
        }

        return !isLive;
    }

    // The walk comes to what is jumped to, with a state of its own or without.
    private bool TryArrive(int index, ref bool isLive)
    {
        Span<byte> slot = _flow.Slot(index);
        if (isLive)
        {
            if (!_flow.TryMerge(_types, _flow.Running, slot, out bool changed))
            {
                return false;
            }

            // A return that was in front of it did not know this state.
            _isNew |= changed && (FlowBuffer.Flags(slot) & FlowBuffer.IsSite) != 0;
        }

        isLive = (FlowBuffer.Flags(slot) & FlowBuffer.Reached) != 0;
        if (isLive)
        {
            slot.CopyTo(_flow.Running);
        }

        if (!_flow.IsKept(index))
        {
            _flow.Release(index);
        }

        return true;
    }

    // A handler finds the locals of the moment, and the exception alone on the stack.
    private bool MergeIntoHandlers(int at)
    {
        for (int i = 0; i < _methods.HandlerCount; i++)
        {
            ExceptionHandler handler = _methods.GetHandler(i);
            if (handler.Covers(at))
            {
                Span<byte> state = _flow.Scratch;
                _flow.Running.CopyTo(state);
                FlowBuffer.Depth(state) = 1;
                FlowBuffer.Cells(state)[_flow.Locals] = _types.OfClass(handler.CatchType == 0 ? RomClass.Throwable : Resolved(handler.CatchType).ClassId);
                if (!TryGo(state, at, handler.Handler))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool TryJump(int at, int target) => TryGo(_flow.Running, at, target);

    private bool TryGo(Span<byte> state, int at, int target)
    {
        int index = _flow.Find(target);
        if (index < 0)
        {
            index = target <= at ? -1 : _flow.Take(target);
            if (index < 0)
            {
                Fault = VerificationFault.States;
                return false;
            }
        }

        bool isRight = _flow.TryMerge(_types, state, _flow.Slot(index), out bool changed);
        _isNew |= changed && target <= at;
        return isRight;
    }

    private bool StepSwitch(BytecodeInstruction instruction)
    {
        instruction.TryGetTarget(out int target);
        bool isRight = TryJump(instruction.Offset, target);
        for (int i = 0; isRight && i < instruction.SwitchCount; i++)
        {
            instruction.GetSwitchEntry(i, out _, out target);
            isRight = TryJump(instruction.Offset, target);
        }

        return isRight;
    }

    // What the subroutine does not store is, behind the jsr, what it was in front of it.
    private bool StepJsr(BytecodeInstruction instruction)
    {
        instruction.TryGetTarget(out int target);
        int number = CellType.ReturnAddress + _flow.SubroutineOf(target);
        if (number > CellType.LastReturnAddress)
        {
            Fault = VerificationFault.States;
            return false;
        }

        return Push((byte)number) && _flow.TryEnter((byte)number) && TryJump(instruction.Offset, target);
    }

    private bool StepRet(BytecodeInstruction instruction)
    {
        Span<byte> running = _flow.Running;
        byte address = FlowBuffer.Cells(running)[instruction.FirstOperand];
        int level = CellType.IsAddress(address) ? _flow.LevelOf(running, address) : -1;
        bool isRight = level >= 0;
        for (int i = 0; isRight && i < _flow.Kept; i++)
        {
            Span<byte> site = _flow.Slot(i);
            if ((FlowBuffer.Flags(site) & (FlowBuffer.Reached | FlowBuffer.IsSite)) != (FlowBuffer.Reached | FlowBuffer.IsSite))
            {
                continue;
            }

            int at = FlowBuffer.Target(site);
            BytecodeInstruction.TryRead(_code, at, out BytecodeInstruction jsr);
            jsr.TryGetTarget(out int target);
            if (CellType.ReturnAddress + _flow.SubroutineOf(target) == address)
            {
                isRight = TryReturnTo(site, level, instruction.Offset, at + jsr.Encoded.Length);
            }
        }

        return isRight;
    }

    private bool TryReturnTo(Span<byte> site, int level, int from, int target)
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
        return TryGo(state, from, target);
    }
}
