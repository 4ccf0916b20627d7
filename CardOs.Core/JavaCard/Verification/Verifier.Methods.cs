using System;
using CardOs.Apdu.LoadFiles;
using CardOs.Memory;

namespace CardOs.JavaCard;

/// <summary>A method: where it ends, its instructions and their operands, its branches and handlers.</summary>
internal ref partial struct Verifier
{
    // How deep finally blocks may be in each other.
    private const int MaxLevels = 15;

    private bool VerifyMethod(int start, int limit, out int end)
    {
        end = start;
        if (!_methods.TryGetMethod(start, out _header) || _header.ArgumentCells + _header.MaxLocals > byte.MaxValue)
        {
            return false;
        }

        end = _header.CodeOffset;
        if (_header.IsAbstract)
        {
            return true;
        }

        if (!TryEnd(start, limit, out end))
        {
            return false;
        }

        _end = end;
        _flow = new FlowBuffer(
            _machine.Working.Span(WorkingMap.Verifier, WorkingMap.VerifierLength),
            _header.CodeOffset,
            end,
            _header.ArgumentCells + _header.MaxLocals,
            _header.MaxStack,
            Math.Min(CountJsr(), MaxLevels));
        if (!_flow.HasBitmaps || !MarkInstructions() || !MarkTargets() || !VerifyHandlers())
        {
            return false;
        }

        if (!_flow.TryMakeSlots(end))
        {
            MethodsWithoutFlow++;
            return true;
        }

        return VerifyFlow(start);
    }

    private readonly int CountJsr()
    {
        int count = 0;
        int at = _header.CodeOffset;
        while (at < _end && BytecodeInstruction.TryRead(_code.Slice(0, _end), at, out BytecodeInstruction instruction))
        {
            count += instruction.OpCode == OpCode.Jsr ? 1 : 0;
            at += instruction.Encoded.Length;
        }

        return count;
    }

    // The Descriptor says where; otherwise the code does: behind an instruction that does not go on, when nothing jumps further.
    private readonly bool TryEnd(int start, int limit, out int end)
    {
        if (!TryDescriptor(start, out MethodDescriptor described))
        {
            return TrySweep(_code, _header.CodeOffset, limit, out end, out _);
        }

        end = _header.CodeOffset + described.CodeLength;
        return described.CodeLength != 0 && end <= limit;
    }

    private static bool TrySweep(ReadOnlySpan<byte> component, int start, int limit, out int end, out OpCode returned)
    {
        int at = start;
        int furthest = start;
        end = start;
        returned = OpCode.Nop;
        int handlers = MethodComponent.TryParse(component, out MethodComponent methods) ? methods.HandlerCount : 0;
        while (BytecodeInstruction.TryRead(component.Slice(0, limit), at, out BytecodeInstruction instruction))
        {
            if (instruction.TryGetTarget(out int target))
            {
                furthest = Math.Max(furthest, target);
            }

            for (int i = 0; i < instruction.SwitchCount; i++)
            {
                instruction.GetSwitchEntry(i, out _, out target);
                furthest = Math.Max(furthest, target);
            }

            for (int i = 0; i < handlers; i++)
            {
                ExceptionHandler handler = methods.GetHandler(i);
                furthest = handler.Start == at ? Math.Max(furthest, Math.Max(handler.Handler, handler.End - 1)) : furthest;
            }

            bool isReturn = instruction.OpCode is >= OpCode.Areturn and <= OpCode.Return;
            returned = isReturn && returned == OpCode.Nop ? instruction.OpCode : returned;
            at += instruction.Encoded.Length;
            end = at;
            if (instruction.Traits.EndsFlow && furthest < at)
            {
                return true;
            }
        }

        return false;
    }

    private readonly bool MarkInstructions()
    {
        int at = _header.CodeOffset;
        bool ends = false;
        while (at < _end)
        {
            if (!BytecodeInstruction.TryRead(_code.Slice(0, _end), at, out BytecodeInstruction instruction) || !VerifyOperands(instruction))
            {
                return false;
            }

            _flow.MarkInstruction(at);
            at += instruction.Encoded.Length;
            ends = instruction.Traits.EndsFlow;
        }

        return ends;
    }

    private readonly bool MarkTargets()
    {
        _flow.MarkTarget(_header.CodeOffset);
        int at = _header.CodeOffset;
        while (at < _end)
        {
            BytecodeInstruction.TryRead(_code.Slice(0, _end), at, out BytecodeInstruction instruction);
            if (instruction.TryGetTarget(out int target) && !TryMarkTarget(target))
            {
                return false;
            }

            for (int i = 0; i < instruction.SwitchCount; i++)
            {
                instruction.GetSwitchEntry(i, out _, out target);
                if (!TryMarkTarget(target))
                {
                    return false;
                }
            }

            at += instruction.Encoded.Length;
            if (instruction.OpCode is OpCode.Jsr or OpCode.Ret)
            {
                _flow.MarkTarget(instruction.Offset);
                if (instruction.OpCode == OpCode.Jsr && !TryMarkTarget(at))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private readonly bool TryMarkTarget(int target)
    {
        bool isThere = target < _end && _flow.IsInstruction(target);
        if (isThere)
        {
            _flow.MarkTarget(target);
        }

        return isThere;
    }

    // A handler that covers any of the method is wholly of it.
    private readonly bool VerifyHandlers()
    {
        for (int i = 0; i < _methods.HandlerCount; i++)
        {
            ExceptionHandler handler = _methods.GetHandler(i);
            if (handler.End <= _header.Offset || handler.Start >= _end)
            {
                continue;
            }

            bool isInside = _flow.IsInstruction(handler.Start) && handler.Start < _end && (handler.End == _end || (handler.End < _end && _flow.IsInstruction(handler.End)));
            if (!isInside || _header.MaxStack == 0 || !TryMarkTarget(handler.Handler))
            {
                return false;
            }
        }

        return true;
    }
}
