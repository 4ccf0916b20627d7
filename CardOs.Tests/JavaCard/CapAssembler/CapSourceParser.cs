using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CardOs.Apdu.LoadFiles;
using CardOs.OffCard.LoadFiles;

namespace CardOs.Tests.JavaCard.CapAssembler;

/// <summary>Reads the text that <see cref="Assembler"/> describes.</summary>
internal sealed class CapSourceParser
{
    private const int DefaultStack = 8;
    private const int DefaultLocals = 4;
    private const int MaxUsual = 15;

    private readonly CapSource _source = new();
    private SourceClass? _class;
    private SourceMethod? _method;

    public static CapSource Parse(string text)
    {
        var parser = new CapSourceParser();
        int line = 0;
        foreach (string raw in text.Split('\n'))
        {
            line++;
            int comment = raw.IndexOf("//", StringComparison.Ordinal);
            string content = (comment < 0 ? raw : raw[..comment]).Trim();
            if (content.Length != 0)
            {
                parser.Read(line, content);
            }
        }

        return parser._source;
    }

    private void Read(int line, string content)
    {
        string[] words = content.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        try
        {
            switch (words[0])
            {
                case "package":
                    ReadPackage(words);
                    break;
                case "format":
                    _source.Format = words[1] switch { "2.1" => CapFormat.Cap21, "2.2" => CapFormat.Cap22, "2.3" => CapFormat.Cap23, _ => throw new FormatException() };
                    break;
                case "import":
                    ReadImport(words);
                    break;
                case "applet":
                    _source.Applets.Add((Convert.FromHexString(words[1]), words[2]));
                    break;
                case "export":
                    _source.Exports.AddRange(words[1..]);
                    break;
                case "constant":
                    _source.Constants.Add(words[1], Convert.FromHexString(string.Concat(words[3..])));
                    break;
                case "class" or "interface":
                    ReadClass(line, words);
                    break;
                case "field" or "static":
                    ReadField(words);
                    break;
                case "method":
                    ReadMethod(words);
                    break;
                default:
                    (_method ?? throw new FormatException()).Code.AddRange(content.Split(" / ").Select(text => (line, text.Trim())));
                    break;
            }
        }
        catch (Exception failure) when (failure is FormatException or IndexOutOfRangeException or NullReferenceException or ArgumentException)
        {
            throw AssemblyException.Expected(line, $"a declaration or, behind a method, code: {content}");
        }
    }

    private void ReadPackage(string[] words)
    {
        _source.Aid = Convert.FromHexString(words[1]);
        if (words.Length > 2)
        {
            (_source.Major, _source.Minor) = VersionOf(words[2]);
        }

        _source.Name = words.Length > 3 ? words[3] : _source.Name;
    }

    private void ReadImport(string[] words)
    {
        PackageApi? known = KnownPackages.Find(words[1]);
        (byte major, byte minor) = words.Length > 2 ? VersionOf(words[2]) : known is null ? throw new FormatException() : (known.Package.Major, (byte)0);
        _source.Imports.Add((known?.Package.Aid ?? words[1], major, minor, known?.Name ?? KnownPackages.Find(words[1], major)?.Name));
    }

    private static (byte Major, byte Minor) VersionOf(string text)
    {
        string[] numbers = text.Split('.');
        return (byte.Parse(numbers[0], CultureInfo.InvariantCulture), byte.Parse(numbers[1], CultureInfo.InvariantCulture));
    }

    private void ReadClass(int line, string[] words)
    {
        bool isInterface = words[0] == "interface";
        int super = Array.IndexOf(words, "<");
        int interfaces = Array.IndexOf(words, ":");
        _class = new SourceClass
        {
            Name = words[1],
            Line = line,
            IsInterface = isInterface,
            IsShareable = words.Contains("shareable"),
            Superclass = isInterface ? null : super < 0 ? "java/lang/Object" : words[super + 1] == "none" ? null : words[super + 1],
            Interfaces = interfaces < 0 ? [] : words[interfaces + 1].Split(','),
        };
        _method = null;
        _source.Classes.Add(_class);
    }

    private void ReadField(string[] words)
    {
        byte[] value = words.Length > 4 && words[3] == "=" ? ValueOf(words[1], words[4..]) : [];
        _class!.Fields.Add(new SourceField { Name = words[2], Type = words[1], IsStatic = words[0] == "static", Value = value });
        _method = null;
    }

    // An array's values are bytes in hex; a number is decimal, or hex behind 0x.
    private static byte[] ValueOf(string type, string[] words)
    {
        if (type.EndsWith("[]", StringComparison.Ordinal))
        {
            return Convert.FromHexString(string.Concat(words));
        }

        int number = CodeAssembler.NumberOf(words[0]);
        return type is "boolean" or "byte" ? [(byte)number] : type == "int" ? new ByteList().U4(number).ToArray() : new ByteList().U2(number).ToArray();
    }

    private void ReadMethod(string[] words)
    {
        bool isAbstract = words.Contains("abstract");
        string kind = _class!.IsInterface ? "interface" : words.FirstOrDefault(word => word is "static" or "constructor" or "private" or "package") ?? "virtual";
        string signature = words.Skip(1).First(word => word is not ("static" or "constructor" or "private" or "package" or "virtual" or "abstract"));
        int type = signature.IndexOf('(', StringComparison.Ordinal);
        string descriptor = type < 0 ? "" : signature[type..];
        int stack = NumberAfter(words, "stack", DefaultStack);
        int arguments = NumberAfter(words, "args", Descriptors.ArgumentCells(descriptor) + (kind == "static" ? 0 : 1));
        int locals = NumberAfter(words, "locals", DefaultLocals);
        _method = new SourceMethod
        {
            Kind = kind,
            Name = type < 0 ? signature : signature[..type],
            Descriptor = descriptor,
            IsAbstract = isAbstract,
            IsExtended = words.Contains("extended") || Math.Max(stack, Math.Max(arguments, locals)) > MaxUsual,
            Stack = stack,
            Arguments = arguments,
            Locals = locals,
            Token = NumberAfter(words, "token", -1),
        };
        _class.Methods.Add(_method);
    }

    private static int NumberAfter(string[] words, string word, int otherwise)
    {
        int index = Array.IndexOf(words, word);
        return index < 0 ? otherwise : CodeAssembler.NumberOf(words[index + 1]);
    }
}
