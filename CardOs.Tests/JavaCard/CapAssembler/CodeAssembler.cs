using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CardOs.Apdu.LoadFiles;

namespace CardOs.Tests.JavaCard.CapAssembler;

/// <summary>Makes the code of one method from text, as the table of instructions lays it out.</summary>
internal sealed class CodeAssembler
{
    private readonly ConstantPoolBuilder? _pool;
    private readonly ByteList _code = new();
    private readonly Dictionary<string, int> _labels = [];
    private readonly List<(int Place, int Length, int Origin, string Target, int Line)> _jumps = [];
    private readonly List<(string[] Words, int Line)> _handlers = [];
    private int _line;

    private CodeAssembler(ConstantPoolBuilder? pool) => _pool = pool;

    /// <summary>Where in the code indices of the constant pool are: one byte long, two bytes long.</summary>
    public List<int> Narrow { get; } = [];

    public List<int> Wide { get; } = [];

    /// <summary>Code alone: lines, or instructions with " / " between them; constants are named by number, as #3.</summary>
    public static byte[] Assemble(string code)
    {
        var assembler = new CodeAssembler(pool: null);
        int line = 0;
        foreach (string text in code.Split('\n'))
        {
            line++;
            foreach (string instruction in text.Split(" / "))
            {
                assembler.Add(line, instruction.Trim());
            }
        }

        return assembler.Finish();
    }

    /// <summary>The code of a method, with the constants that it names.</summary>
    public static CodeAssembler Assemble(SourceMethod method, ConstantPoolBuilder pool, out byte[] code)
    {
        var assembler = new CodeAssembler(pool);
        foreach ((int line, string text) in method.Code)
        {
            assembler.Add(line, text);
        }

        code = assembler.Finish();
        return assembler;
    }

    /// <summary>A number: decimal, or hex behind 0x.</summary>
    public static int NumberOf(string text)
    {
        bool isNegative = text[0] == '-';
        string digits = text.TrimStart('+', '-');
        long number = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? long.Parse(digits[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            : long.Parse(digits, CultureInfo.InvariantCulture);
        return (int)(isNegative ? -number : number);
    }

    /// <summary>The handlers, for code that starts at <paramref name="codeOffset"/> of the Method component.</summary>
    public IEnumerable<byte[]> Handlers(int codeOffset)
    {
        foreach ((string[] words, int line) in _handlers)
        {
            _line = line;
            int start = PlaceOf(words[1]);
            int last = words[^1] == "last" ? 0x8000 : 0;
            int type = words[6] == "everything" ? 0 : ConstantOf(words[6], ConstantKind.Class);
            yield return new ByteList().U2(codeOffset + start).U2(last | (PlaceOf(words[3]) - start)).U2(codeOffset + PlaceOf(words[5])).U2(type).ToArray();
        }
    }

    private void Add(int line, string text)
    {
        _line = line;
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        while (words.Length != 0 && words[0][^1] == ':')
        {
            _labels.Add(words[0][..^1], _code.Count);
            words = words[1..];
        }

        if (words.Length == 0)
        {
            return;
        }

        try
        {
            switch (words[0])
            {
                case "catch" when words.Length >= 7:
                    _handlers.Add((words, line));
                    break;
                case ".byte":
                    _code.Add(Convert.FromHexString(string.Concat(words[1..])));
                    break;
                default:
                    AddInstruction(words);
                    break;
            }
        }
        catch (Exception failure) when (failure is FormatException or OverflowException or IndexOutOfRangeException)
        {
            throw AssemblyException.Expected(line, $"an instruction with its operands: {text}");
        }
        catch (AssemblyException failure) when (!failure.Message.StartsWith("line ", StringComparison.Ordinal))
        {
            throw new AssemblyException($"line {line}: {failure.Message}");
        }
    }

    private void AddInstruction(string[] words)
    {
        if (!OpCodeNames.TryFind(words[0], out OpCode opCode))
        {
            throw AssemblyException.Expected(_line, $"a mnemonic, found {words[0]}");
        }

        int origin = _code.Count;
        OpCodeTraits traits = OpCodeTraits.Of(opCode);
        _code.U1((byte)opCode);
        switch (traits.Layout)
        {
            case OperandLayout.Byte or OperandLayout.Local:
                _code.U1(NumberOf(words[1]));
                break;
            case OperandLayout.Short:
                _code.U2(NumberOf(words[1]));
                break;
            case OperandLayout.Int:
                _code.U4(NumberOf(words[1]));
                break;
            case OperandLayout.LocalAndByte:
                _code.U1(NumberOf(words[1])).U1(NumberOf(words[2]));
                break;
            case OperandLayout.LocalAndShort:
                _code.U1(NumberOf(words[1])).U2(NumberOf(words[2]));
                break;
            case OperandLayout.NibblePair:
                _code.U1((NumberOf(words[1]) << 4) | NumberOf(words[2]));
                break;
            case OperandLayout.Branch:
                AddJump(origin, words[1], 1);
                break;
            case OperandLayout.WideBranch:
                AddJump(origin, words[1], 2);
                break;
            case OperandLayout.ArrayType:
                _code.U1(ArrayType(words[1]));
                break;
            case OperandLayout.NarrowConstant or OperandLayout.Constant or OperandLayout.TypeCheck or OperandLayout.InterfaceCall:
                AddConstant(opCode, traits.Layout, words);
                break;
            case not OperandLayout.None and not OperandLayout.Undefined:
                AddSwitch(traits.Layout, origin, words);
                break;
        }
    }

    private void AddConstant(OpCode opCode, OperandLayout layout, string[] words)
    {
        int index;
        switch (layout)
        {
            case OperandLayout.NarrowConstant:
                index = ConstantOf(words[1], KindOf(opCode));
                Narrow.Add(_code.Count);
                _code.U1(index <= byte.MaxValue ? index : throw AssemblyException.Expected(_line, $"one of the first 256 constants, found {index}"));
                break;
            case OperandLayout.Constant:
                AddWide(ConstantOf(words[1], KindOf(opCode)));
                break;
            case OperandLayout.TypeCheck:
                int type = words[1] == "class" ? 0 : ArrayType(words[1]);
                _code.U1(type);
                if (words.Length > 2)
                {
                    AddWide(ConstantOf(words[2], ConstantKind.Class));
                }
                else
                {
                    _code.U2(0);
                }

                break;
            default:
                bool isNamed = !words[^1].All(char.IsAsciiDigit);
                (index, int token, int arguments) = isNamed ? Pool.InterfaceMethod(words[^1]) : (ConstantOf(words[2], ConstantKind.Class), NumberOf(words[3]), 0);
                _code.U1(isNamed && words.Length == 2 ? arguments : NumberOf(words[1]));
                AddWide(index);
                _code.U1(token);
                break;
        }
    }

    private ConstantPoolBuilder Pool => _pool ?? throw AssemblyException.Expected(_line, "constants by number, as #3: there is no package");

    private int ConstantOf(string operand, ConstantKind kind) => operand[0] == '#' ? NumberOf(operand[1..]) : Pool.IndexOf(operand, kind);

    private void AddWide(int index)
    {
        Wide.Add(_code.Count);
        _code.U2(index);
    }

    private void AddSwitch(OperandLayout layout, int origin, string[] words)
    {
        var entries = words[1..].Select(word => word.Split(':')).Where(pair => pair[0] != "default").Select(pair => (Match: NumberOf(pair[0]), Target: pair[1])).ToList();
        AddJump(origin, words.First(word => word.StartsWith("default:", StringComparison.Ordinal))["default:".Length..], 2);
        bool isInt = layout is OperandLayout.IntTable or OperandLayout.IntLookup;
        bool isTable = layout is OperandLayout.ShortTable or OperandLayout.IntTable;
        if (isTable)
        {
            AddMatch(entries[0].Match, isInt);
            AddMatch(entries[^1].Match, isInt);
        }
        else
        {
            _code.U2(entries.Count);
        }

        foreach ((int match, string target) in entries)
        {
            if (!isTable)
            {
                AddMatch(match, isInt);
            }

            AddJump(origin, target, 2);
        }
    }

    private void AddMatch(int match, bool isInt)
    {
        if (isInt)
        {
            _code.U4(match);
        }
        else
        {
            _code.U2(match);
        }
    }

    private void AddJump(int origin, string target, int length)
    {
        _jumps.Add((_code.Count, length, origin, target, _line));
        _code.Add(stackalloc byte[length]);
    }

    // A target is a label, or a distance that starts with its sign.
    private byte[] Finish()
    {
        foreach ((int place, int length, int origin, string target, int line) in _jumps)
        {
            _line = line;
            int distance = target[0] is '+' or '-' ? NumberOf(target) : PlaceOf(target) - origin;
            bool fits = length == 1 ? distance is >= sbyte.MinValue and <= sbyte.MaxValue : distance is >= short.MinValue and <= short.MaxValue;
            _code.Set(place, fits ? distance : throw AssemblyException.Expected(line, $"a target in reach, found {distance}"), length);
        }

        return _code.ToArray();
    }

    private int PlaceOf(string label) => _labels.TryGetValue(label, out int place) ? place : throw AssemblyException.Expected(_line, $"a label, found {label}");

    private static int ArrayType(string name) => name.Replace("[]", "", StringComparison.Ordinal) switch
    {
        "boolean" => 10,
        "byte" => 11,
        "short" => 12,
        "int" => 13,
        "reference" => 14,
        _ => NumberOf(name),
    };

    private static ConstantKind KindOf(OpCode opCode) => opCode switch
    {
        OpCode.InvokeVirtual => ConstantKind.VirtualMethod,
        OpCode.InvokeSpecial or OpCode.InvokeStatic => ConstantKind.StaticMethod,
        >= OpCode.GetStaticA and <= OpCode.PutStaticI => ConstantKind.StaticField,
        OpCode.New or OpCode.AnewArray => ConstantKind.Class,
        _ => ConstantKind.InstanceField,
    };
}
