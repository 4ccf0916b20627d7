using System;
using System.Collections.Generic;
using System.IO;
using CardOs.Apdu.LoadFiles;

namespace CardOs.OffCard.LoadFiles;

/// <summary>The classes and the code of a package as text.</summary>
public sealed class Disassembler
{
    private readonly CapFile _file;
    private readonly CapSymbols _symbols;

    /// <summary>Takes a package; names come from <see cref="KnownPackages"/>.</summary>
    public Disassembler(CapFile file)
        : this(file, [])
    {
    }

    /// <summary>Takes a package, and what the packages offer that it imports, as far as they are not known.</summary>
    public Disassembler(CapFile file, IReadOnlyList<PackageApi> exports)
    {
        _file = file;
        _symbols = new CapSymbols(file, exports);
        Methods = MethodFinder.Find(file, _symbols);
    }

    /// <summary>The methods, in the order in which they stand.</summary>
    public IReadOnlyList<CodeMethod> Methods { get; }

    /// <summary>The name of an imported package, or null when it is not known.</summary>
    public string? NameOfImport(int token) => _symbols.ImportOf(token)?.Name;

    /// <summary>Writes the classes with their tables.</summary>
    public void WriteClasses(TextWriter output) => ClassText.Write(_file, _symbols, output);

    /// <summary>Writes one method: its head, its instructions with labels, its handlers.</summary>
    public void WriteMethod(CodeMethod method, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(output);
        if (!MethodComponent.TryParse(_file.DataOf(ComponentTag.Method), out MethodComponent component)
            || !ConstantPoolComponent.TryParse(_file.DataOf(ComponentTag.ConstantPool), out ConstantPoolComponent pool))
        {
            return;
        }

        MethodHeader header = method.Header;
        output.Write($"method {CapSymbols.Hex(method.Offset)}{(method.Signature is null ? "" : " " + method.Signature)}");
        output.WriteLine(header.IsAbstract ? " abstract" : $" stack {header.MaxStack} arguments {header.ArgumentCells} locals {header.MaxLocals}");
        foreach (string role in method.Roles)
        {
            output.WriteLine($"  // {role}");
        }

        HashSet<int> labels = LabelsOf(component, method);
        BytecodeReader reader = component.ReadCode(header.CodeOffset);
        while (!header.IsAbstract && reader.Offset < method.End)
        {
            int offset = reader.Offset;
            if (!reader.TryRead(out BytecodeInstruction instruction))
            {
                output.WriteLine($"  {CapSymbols.Hex(offset)}  no instruction: {Convert.ToHexStringLower(component.Data[offset..method.End])}");
                break;
            }

            if (labels.Contains(offset))
            {
                output.WriteLine($"{InstructionText.LabelOf(offset)}:");
            }

            output.WriteLine($"  {CapSymbols.Hex(offset)}  {InstructionText.Of(instruction, pool, _symbols)}");
        }

        WriteHandlers(component, pool, method, output);
    }

    private static HashSet<int> LabelsOf(MethodComponent component, CodeMethod method)
    {
        var labels = new HashSet<int>();
        BytecodeReader reader = component.ReadCode(method.Header.CodeOffset);
        while (reader.Offset < method.End && reader.TryRead(out BytecodeInstruction instruction))
        {
            if (instruction.TryGetTarget(out int target))
            {
                labels.Add(target);
            }

            for (int i = 0; i < instruction.SwitchCount; i++)
            {
                instruction.GetSwitchEntry(i, out _, out target);
                labels.Add(target);
            }
        }

        for (int i = 0; i < component.HandlerCount; i++)
        {
            ExceptionHandler handler = component.GetHandler(i);
            labels.UnionWith([handler.Start, handler.End, handler.Handler]);
        }

        return labels;
    }

    private void WriteHandlers(MethodComponent component, ConstantPoolComponent pool, CodeMethod method, TextWriter output)
    {
        for (int i = 0; i < component.HandlerCount; i++)
        {
            ExceptionHandler handler = component.GetHandler(i);
            if (handler.Start >= method.Header.CodeOffset && handler.Start < method.End)
            {
                string type = handler.CatchType == 0 ? "everything" : pool.TryGet(handler.CatchType, out ConstantPoolEntry entry) ? _symbols.NameOf(entry) : "no such constant";
                output.WriteLine(
                    $"  catch {InstructionText.LabelOf(handler.Start)} to {InstructionText.LabelOf(handler.End)} at {InstructionText.LabelOf(handler.Handler)}"
                    + $" #{handler.CatchType}{(handler.IsLast ? " last" : "")} // {type}");
            }
        }
    }
}
