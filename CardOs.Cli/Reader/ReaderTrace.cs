using System;
using System.Globalization;
using System.IO;

namespace CardOs.Cli.Reader;

/// <summary>Writes what goes over the contacts, a line each.</summary>
internal sealed class ReaderTrace(TextWriter output)
{
    public void OnReset(string what, ReadOnlySpan<byte> answer) => Write($"{what} -> {Hex.Write(answer)}");

    public void OnPowerOff() => Write("power off");

    public void OnCommand(ReadOnlySpan<byte> command, ReadOnlySpan<byte> answer, TimeSpan duration)
    {
        string name = command.Length > 1 ? InstructionName.Of(command[1]) : "";
        Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}{Hex.Write(command)} -> {(answer.IsEmpty ? "no answer" : Hex.Write(answer))}, {duration.TotalMicroseconds:F0} us"));
    }

    private void Write(string line)
    {
        output.WriteLine(line);
        output.Flush();
    }
}
