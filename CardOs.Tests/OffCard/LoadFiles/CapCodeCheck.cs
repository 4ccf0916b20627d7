using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CardOs.Apdu.LoadFiles;
using CardOs.OffCard.LoadFiles;
using CardOs.Tests.JavaCard.CapAssembler;

namespace CardOs.Tests.OffCard.LoadFiles;

/// <summary>What a converter's CAP file must fulfil when instructions are read as the table of instructions says.</summary>
internal sealed class CapCodeCheck
{
    private const int CatchTypeOffset = 6;
    private const int OffsetLength = 4;

    private readonly CapFile _file;
    private readonly Disassembler _disassembler;
    private readonly List<string> _failures = [];
    private readonly SortedSet<int> _narrow = [];
    private readonly SortedSet<int> _wide = [];

    private CapCodeCheck(CapFile file)
    {
        _file = file;
        _disassembler = new Disassembler(file);
    }

    public int Methods { get; private set; }

    public int Instructions { get; private set; }

    public int Types { get; private set; }

    public IReadOnlyList<string> Failures => _failures;

    public HashSet<OpCode> OpCodes { get; } = [];

    public static CapCodeCheck Of(CapFile file)
    {
        var check = new CapCodeCheck(file);
        check.CheckMethods();
        check.CheckLocations();
        check.CheckTypes();
        check.CheckEndsWithoutDescriptor();
        return check;
    }

    private void CheckMethods()
    {
        Require(MethodComponent.TryParse(_file.DataOf(ComponentTag.Method), out MethodComponent component), "the Method component");
        int end = component.MethodsOffset;
        foreach (CodeMethod method in _disassembler.Methods)
        {
            Methods++;
            Require(method.Offset == end, $"method {method.Offset:x4} behind {end:x4}");
            end = method.End;
            CheckCode(component, method);
            CheckText(component, method);
        }

        Require(end == component.Data.Length, $"methods end at {end:x4} of {component.Data.Length:x4}");
        for (int i = 0; i < component.HandlerCount; i++)
        {
            ExceptionHandler handler = component.GetHandler(i);
            CodeMethod? own = _disassembler.Methods.FirstOrDefault(method => handler.Start >= method.Header.CodeOffset && handler.Start < method.End);
            if (handler.CatchType != 0)
            {
                _wide.Add(1 + (ExceptionHandler.Length * i) + CatchTypeOffset);
            }

            Require(own is not null && handler.End <= own.End && handler.Handler >= own.Header.CodeOffset && handler.Handler < own.End, $"handler {i}");
        }
    }

    private void CheckCode(MethodComponent component, CodeMethod method)
    {
        var starts = new HashSet<int>();
        var targets = new HashSet<int>();
        BytecodeReader reader = component.ReadCode(method.Header.CodeOffset);
        while (!method.Header.IsAbstract && reader.Offset < method.End)
        {
            if (!reader.TryRead(out BytecodeInstruction instruction))
            {
                Require(false, $"no instruction at {reader.Offset:x4}");
                return;
            }

            Instructions++;
            OpCodes.Add(instruction.OpCode);
            starts.Add(instruction.Offset);
            if (instruction.TryGetTarget(out int target))
            {
                targets.Add(target);
            }

            for (int i = 0; i < instruction.SwitchCount; i++)
            {
                instruction.GetSwitchEntry(i, out _, out target);
                targets.Add(target);
            }

            AddLocation(instruction);
        }

        Require(reader.Offset == method.End, $"method {method.Offset:x4} ends at {reader.Offset:x4}, not {method.End:x4}");
        Require(targets.IsSubsetOf(starts), $"targets of method {method.Offset:x4}");
    }

    // The text of the code, assembled again, is the code.
    private void CheckText(MethodComponent component, CodeMethod method)
    {
        using var output = new StringWriter { NewLine = "\n" };
        _disassembler.WriteMethod(method, output);
        IEnumerable<string> code = output.ToString().Split('\n').Skip(1)
            .Select(line => line.Split("//")[0].Trim())
            .Where(line => line.Length != 0 && !line.StartsWith("catch ", StringComparison.Ordinal))
            .Select(line => line[^1] == ':' ? line : line[OffsetLength..].Trim());
        byte[] again = CodeAssembler.Assemble(string.Join('\n', code));
        Require(component.Data[method.Header.CodeOffset..method.End].SequenceEqual(again), $"method {method.Offset:x4} assembled again");
    }

    private void AddLocation(BytecodeInstruction instruction)
    {
        if (instruction.TryGetConstant(out _))
        {
            bool isNarrow = instruction.Traits.Layout == OperandLayout.NarrowConstant;
            int operand = instruction.Traits.Layout is OperandLayout.InterfaceCall or OperandLayout.TypeCheck ? 2 : 1;
            (isNarrow ? _narrow : _wide).Add(instruction.Offset + operand);
        }
    }

    private void CheckLocations()
    {
        Require(ReferenceLocationComponent.TryParse(_file.DataOf(ComponentTag.ReferenceLocation), out ReferenceLocationComponent locations), "the RefLocation component");
        Require(Read(locations.ReadNarrow()).SetEquals(_narrow), "places of indices of one byte");
        Require(Read(locations.ReadWide()).SetEquals(_wide), "places of indices of two bytes");
    }

    private static HashSet<int> Read(ReferenceLocationReader reader)
    {
        var places = new HashSet<int>();
        while (reader.TryRead(out int place))
        {
            places.Add(place);
        }

        return places;
    }

    // The converter took the types from the export files of the packages: a second witness of the names and types behind tokens.
    private void CheckTypes()
    {
        if (!DescriptorComponent.TryParse(_file.DataOf(ComponentTag.Descriptor), out DescriptorComponent descriptor)
            || !ConstantPoolComponent.TryParse(_file.DataOf(ComponentTag.ConstantPool), out ConstantPoolComponent pool))
        {
            return;
        }

        var symbols = new CapSymbols(_file, []);
        for (int i = 0; i < pool.Count && i < descriptor.ConstantCount; i++)
        {
            if (pool.TryGet(i, out ConstantPoolEntry entry) && entry.IsExternal && entry.Kind is ConstantKind.StaticMethod or ConstantKind.VirtualMethod
                && symbols.ImportOf(entry.Class.Package) is not null && descriptor.TryGetType(descriptor.GetConstantType(i), out TypeDescriptor type))
            {
                Types++;
                string name = symbols.NameOf(entry);
                Require(name.EndsWith(SignatureText.Of(type, symbols), StringComparison.Ordinal), $"constant {i} {name} has type {SignatureText.Of(type, symbols)}");
            }
        }
    }

    private void CheckEndsWithoutDescriptor()
    {
        var bare = new CapFile(_file.Components.Where(component => component.Tag != ComponentTag.Descriptor));
        int[] ends = new Disassembler(bare).Methods.Select(method => method.End).ToArray();
        Require(ends.SequenceEqual(_disassembler.Methods.Select(method => method.End)), "ends of methods, found without the descriptor");
    }

    private void Require(bool condition, string what)
    {
        if (!condition)
        {
            _failures.Add(what);
        }
    }
}
