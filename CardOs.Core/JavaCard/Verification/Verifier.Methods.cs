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
        if (!Holds(_methods.TryGetMethod(start, out _header) && _header.ArgumentCells + _header.MaxLocals <= byte.MaxValue, VerificationFault.Methods))
        {
            return false;
        }

        end = _header.CodeOffset;
        if (_header.IsAbstract)
        {
            return true;
        }

        if (!Holds(TryEnd(start, limit, out end), VerificationFault.Methods))
        {
            return false;
        }

        _end = end;
        _types.Clear();
        if (!Holds(VerifyInstructions(), VerificationFault.Instructions) || !Holds(VerifyTargets() && VerifyHandlers(), VerificationFault.Branches))
        {
            return false;
        }

        Span<byte> room = _machine.Working.Span(WorkingMap.Verifier, WorkingMap.VerifierLength);
        _flow = new FlowBuffer(room, _header.ArgumentCells + _header.MaxLocals, _header.MaxStack, Math.Min(CountJsr(), MaxLevels));
        return Holds(VerifyFlow(start), VerificationFault.Types);
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

    private readonly bool VerifyInstructions()
    {
        int at = _header.CodeOffset;
        bool ends = false;
        while (at < _end)
        {
            if (!BytecodeInstruction.TryRead(_code.Slice(0, _end), at, out BytecodeInstruction instruction) || !VerifyOperands(instruction))
            {
                return false;
            }

            at += instruction.Encoded.Length;
            ends = instruction.Traits.EndsFlow;
        }

        return ends;
    }

    // Each target is marked, in a bit for each byte of the code; then as many instructions must be marked.
    private readonly bool VerifyTargets()
    {
        Span<byte> marks = _machine.Working.Span(WorkingMap.Verifier, (_end - _header.CodeOffset + 7) / 8);
        marks.Clear();
        int targets = 0;
        int at = _header.CodeOffset;
        while (at < _end)
        {
            BytecodeInstruction.TryRead(_code.Slice(0, _end), at, out BytecodeInstruction instruction);
            if (instruction.TryGetTarget(out int target) && !TryMark(marks, target, ref targets))
            {
                return false;
            }

            for (int i = 0; i < instruction.SwitchCount; i++)
            {
                instruction.GetSwitchEntry(i, out _, out target);
                if (!TryMark(marks, target, ref targets))
                {
                    return false;
                }
            }

            at += instruction.Encoded.Length;
            if (instruction.OpCode == OpCode.Jsr && !TryMark(marks, at, ref targets))
            {
                return false;
            }
        }

        return TryMarkHandlers(marks, ref targets) && targets == CountMarked(marks);
    }

    private readonly bool TryMarkHandlers(scoped Span<byte> marks, scoped ref int targets)
    {
        for (int i = 0; i < _methods.HandlerCount; i++)
        {
            ExceptionHandler handler = _methods.GetHandler(i);
            bool isHere = handler.End > _header.Offset && handler.Start < _end;
            bool isMarked = !isHere
                || (TryMark(marks, handler.Start, ref targets) && TryMark(marks, handler.Handler, ref targets) && (handler.End == _end || TryMark(marks, handler.End, ref targets)));
            if (!isMarked)
            {
                return false;
            }
        }

        return true;
    }

    private readonly bool TryMark(scoped Span<byte> marks, int target, scoped ref int targets)
    {
        int bit = target - _header.CodeOffset;
        if (bit < 0 || target >= _end)
        {
            return false;
        }

        byte mask = (byte)(1 << (bit & 7));
        targets += (marks[bit >> 3] & mask) == 0 ? 1 : 0;
        marks[bit >> 3] |= mask;
        return true;
    }

    private readonly int CountMarked(scoped ReadOnlySpan<byte> marks)
    {
        int count = 0;
        int at = _header.CodeOffset;
        while (at < _end)
        {
            BytecodeInstruction.TryRead(_code.Slice(0, _end), at, out BytecodeInstruction instruction);
            int bit = at - _header.CodeOffset;
            count += (marks[bit >> 3] >> (bit & 7)) & 1;
            at += instruction.Encoded.Length;
        }

        return count;
    }

    // A handler finds the exception on the stack.
    private readonly bool VerifyHandlers()
    {
        for (int i = 0; i < _methods.HandlerCount; i++)
        {
            ExceptionHandler handler = _methods.GetHandler(i);
            if (handler.End > _header.Offset && handler.Start < _end && _header.MaxStack == 0)
            {
                return false;
            }
        }

        return true;
    }
}
