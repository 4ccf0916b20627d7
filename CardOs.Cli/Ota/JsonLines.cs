using System;
using System.Buffers;
using System.IO;
using System.Text;
using System.Text.Json;
using CardOs.OffCard.Profiles;

namespace CardOs.Cli.Ota;

/// <summary>JSON Lines in, JSON Lines out: one job for each line.</summary>
internal static class JsonLines
{
    /// <summary>Does the job of each line; a bad one does not stop the others.</summary>
    /// <param name="lines">The lines; empty ones are skipped.</param>
    /// <param name="streams">Where answers and errors go.</param>
    /// <param name="work">Writes the properties of the answer; false when a check did not pass.</param>
    /// <returns>0 when all went well, 1 when a check did not pass, 2 when a line was bad.</returns>
    public static int Run(TextReader lines, Streams streams, Func<PacketInputs, Utf8JsonWriter, bool> work)
    {
        using var progress = new Progress(streams, "lines");
        int code = ExitCodes.Success;
        int number = 0;
        while (lines.ReadLine() is { } line)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                code = Math.Max(code, RunLine(line, number, streams, work));
            }

            progress.Report(number);
        }

        return code;
    }

    private static int RunLine(string line, int number, Streams streams, Func<PacketInputs, Utf8JsonWriter, bool> work)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line.TrimStart('\uFEFF'));
            var inputs = new PacketInputs(new CheckedJson(document.RootElement, "$"));
            var buffer = new ArrayBufferWriter<byte>();
            bool isDone;
            using (var writer = new Utf8JsonWriter(buffer))
            {
                writer.WriteStartObject();
                if (inputs.Id is { } id)
                {
                    writer.WriteString("id", id);
                }
                else
                {
                    writer.WriteNumber("line", number);
                }

                isDone = work(inputs, writer);
                writer.WriteEndObject();
            }

            streams.Out.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
            streams.Out.Flush();
            return isDone ? ExitCodes.Success : ExitCodes.Failed;
        }
        catch (JsonException failure)
        {
            streams.Error.WriteLine($"error: line {number}: expected a JSON object: column {failure.BytePositionInLine + 1}");
        }
        catch (Exception failure) when (failure is InputException or ProfileFormatException or ArgumentException or InvalidOperationException)
        {
            streams.Error.WriteLine($"error: line {number}: {failure.Message}");
        }

        return ExitCodes.BadInput;
    }
}
