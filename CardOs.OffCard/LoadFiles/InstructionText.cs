using System.Collections.Generic;
using System.Globalization;
using System.Text;
using CardOs.Apdu.LoadFiles;

namespace CardOs.OffCard.LoadFiles;

/// <summary>One instruction as a line of text.</summary>
internal static class InstructionText
{
    private const int NibbleLength = 4;
    private const int LowMask = 0b1111;
    private const int TokenOffset = 3;

    /// <summary>The mnemonic and its operands, and behind two slashes the name of what it names.</summary>
    public static string Of(BytecodeInstruction instruction, ConstantPoolComponent pool, CapSymbols symbols)
    {
        var text = new StringBuilder(OpCodeNames.Of(instruction.OpCode));
        foreach (string operand in OperandsOf(instruction))
        {
            text.Append(' ').Append(operand);
        }

        string? name = NameOf(instruction, pool, symbols);
        return name is null ? text.ToString() : text.Append(" // ").Append(name).ToString();
    }

    public static string LabelOf(int offset) => $"L{CapSymbols.Hex(offset)}";

    private static List<string> OperandsOf(BytecodeInstruction instruction)
    {
        var operands = new List<string>();
        byte first = instruction.FirstOperand;
        switch (instruction.Traits.Layout)
        {
            case OperandLayout.Byte or OperandLayout.Short or OperandLayout.Int:
                operands.Add(Decimal(instruction.Value));
                break;
            case OperandLayout.Local:
                operands.Add(Decimal(first));
                break;
            case OperandLayout.LocalAndByte or OperandLayout.LocalAndShort:
                operands.Add(Decimal(first));
                operands.Add(Decimal(instruction.Value));
                break;
            case OperandLayout.NibblePair:
                operands.Add(Decimal(first >> NibbleLength));
                operands.Add(Decimal(first & LowMask));
                break;
            case OperandLayout.ArrayType:
                operands.Add(ArrayName(first));
                break;
            case OperandLayout.TypeCheck:
                operands.Add(first is 0 ? "class" : ArrayName(first));
                break;
            case OperandLayout.InterfaceCall:
                operands.Add(Decimal(first));
                break;
        }

        if (instruction.TryGetConstant(out int constant))
        {
            operands.Add($"#{constant}");
        }

        if (instruction.Traits.Layout == OperandLayout.InterfaceCall)
        {
            operands.Add(Decimal(instruction.Operands[TokenOffset]));
        }

        for (int i = 0; i < instruction.SwitchCount; i++)
        {
            instruction.GetSwitchEntry(i, out int match, out int entryTarget);
            operands.Add($"{Decimal(match)}:{LabelOf(entryTarget)}");
        }

        if (instruction.TryGetTarget(out int target))
        {
            operands.Add(instruction.Traits.IsSwitch ? $"default:{LabelOf(target)}" : LabelOf(target));
        }

        return operands;
    }

    private static string? NameOf(BytecodeInstruction instruction, ConstantPoolComponent pool, CapSymbols symbols)
    {
        if (!instruction.TryGetConstant(out int index))
        {
            return null;
        }

        if (!pool.TryGet(index, out ConstantPoolEntry entry))
        {
            return "no such constant";
        }

        return instruction.OpCode == OpCode.InvokeInterface && entry.Kind == ConstantKind.Class
            ? symbols.NameOfVirtual(entry.Class, instruction.Operands[TokenOffset])
            : symbols.NameOf(entry);
    }

    private static string ArrayName(byte type) => type switch
    {
        10 => "boolean[]",
        11 => "byte[]",
        12 => "short[]",
        13 => "int[]",
        14 => "reference[]",
        _ => Decimal(type),
    };

    private static string Decimal(int value) => value.ToString(CultureInfo.InvariantCulture);
}
