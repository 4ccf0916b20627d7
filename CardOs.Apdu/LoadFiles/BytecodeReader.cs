using System;

namespace CardOs.Apdu.LoadFiles;

/// <summary>A cursor over instructions that stand one behind the other.</summary>
public ref struct BytecodeReader
{
    private readonly ReadOnlySpan<byte> _code;

    /// <summary>Starts at <paramref name="offset"/> of <paramref name="code"/>; offsets of instructions count from the start of <paramref name="code"/>.</summary>
    public BytecodeReader(ReadOnlySpan<byte> code, int offset = 0)
    {
        _code = code;
        Offset = offset;
    }

    /// <summary>Where the next instruction is.</summary>
    public int Offset { get; private set; }

    /// <summary>Whether everything was read; when false after <see cref="TryRead"/> gave false, there is no whole instruction at <see cref="Offset"/>.</summary>
    public readonly bool IsAtEnd => Offset == _code.Length;

    /// <summary>Reads the next instruction and moves behind it.</summary>
    public bool TryRead(out BytecodeInstruction instruction)
    {
        bool isThere = BytecodeInstruction.TryRead(_code, Offset, out instruction);
        Offset += instruction.Encoded.Length;
        return isThere;
    }
}
