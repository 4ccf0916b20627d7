using System;
using System.Collections.Generic;
using CardOs.Apdu.LoadFiles;

namespace CardOs.OffCard.LoadFiles;

/// <summary>Finds where methods end that no descriptor describes, and methods that nothing names.</summary>
internal static class MethodEnds
{
    /// <summary>Sets the ends that are missing. What is left between two methods is taken for one that is never called.</summary>
    public static void Set(CapFile file, SortedDictionary<int, CodeMethod> methods)
    {
        if (!MethodComponent.TryParse(file.DataOf(ComponentTag.Method), out MethodComponent component))
        {
            return;
        }

        CodeMethod[] named = [.. methods.Values];
        AddUnnamed(component, methods, component.MethodsOffset, named.Length == 0 ? component.Data.Length : named[0].Offset);
        for (int i = 0; i < named.Length; i++)
        {
            int limit = i + 1 < named.Length ? named[i + 1].Offset : component.Data.Length;
            if (!named[i].IsDescribed)
            {
                named[i].End = EndOf(component, named[i].Header, limit);
                AddUnnamed(component, methods, named[i].End, limit);
            }
        }
    }

    private static void AddUnnamed(MethodComponent component, SortedDictionary<int, CodeMethod> methods, int start, int limit)
    {
        int next = start;
        while (next < limit && component.TryGetMethod(next, out MethodHeader header) && header.CodeOffset <= limit)
        {
            var unnamed = new CodeMethod(header) { End = EndOf(component, header, limit) };
            unnamed.OwnRoles.Add("never named");
            methods.TryAdd(next, unnamed);
            next = unnamed.End;
        }
    }

    // The first instruction that nothing runs on from, and that nothing before it, and no handler for it, jumps over.
    private static int EndOf(MethodComponent component, MethodHeader header, int limit)
    {
        if (header.IsAbstract)
        {
            return header.CodeOffset;
        }

        int furthest = header.CodeOffset;
        BytecodeReader reader = component.ReadCode(header.CodeOffset);
        while (reader.Offset < limit && reader.TryRead(out BytecodeInstruction instruction))
        {
            furthest = Math.Max(furthest, FurthestTarget(component, instruction));
            if (instruction.Traits.EndsFlow && furthest < reader.Offset)
            {
                return Math.Min(reader.Offset, limit);
            }
        }

        return Math.Min(Math.Max(reader.Offset, header.CodeOffset), limit);
    }

    private static int FurthestTarget(MethodComponent component, BytecodeInstruction instruction)
    {
        int furthest = instruction.TryGetTarget(out int target) ? target : 0;
        for (int i = 0; i < instruction.SwitchCount; i++)
        {
            instruction.GetSwitchEntry(i, out _, out target);
            furthest = Math.Max(furthest, target);
        }

        for (int i = 0; i < component.HandlerCount; i++)
        {
            ExceptionHandler handler = component.GetHandler(i);
            if (handler.Covers(instruction.Offset))
            {
                furthest = Math.Max(furthest, Math.Max(handler.Handler, handler.End - 1));
            }
        }

        return furthest;
    }
}
