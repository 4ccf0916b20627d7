using System.Collections.Generic;
using System.IO;
using System.Text;
using CardOs.Apdu.LoadFiles;

namespace CardOs.OffCard.LoadFiles;

/// <summary>The interfaces and classes of a package as text.</summary>
internal static class ClassText
{
    public static void Write(CapFile file, CapSymbols symbols, TextWriter output)
    {
        if (!ClassComponent.TryParse(file.DataOf(ComponentTag.Class), file.Format, out ClassComponent classes))
        {
            return;
        }

        ClassReader reader = classes.ReadClasses();
        while (reader.TryRead(out ClassInfo info))
        {
            if (info.IsInterface)
            {
                WriteInterface(info, symbols, output);
            }
            else
            {
                WriteClass(info, symbols, output);
            }
        }
    }

    private static void WriteInterface(ClassInfo info, CapSymbols symbols, TextWriter output)
    {
        var names = new List<string>();
        for (int i = 0; i < info.InterfaceCount; i++)
        {
            names.Add(symbols.NameOf(info.GetSuperinterface(i)));
        }

        output.WriteLine($"interface {CapSymbols.Hex(info.Offset)}{FlagsOf(info)}{(names.Count == 0 ? "" : " : ")}{string.Join(", ", names)}");
    }

    private static void WriteClass(ClassInfo info, CapSymbols symbols, TextWriter output)
    {
        output.Write($"class {CapSymbols.Hex(info.Offset)}{FlagsOf(info)} < {symbols.NameOf(info.Superclass)}");
        output.Write($" cells {info.DeclaredInstanceSize}");
        output.WriteLine(info.ReferenceCount == 0 ? "" : $" references {info.FirstReferenceToken} to {info.FirstReferenceToken + info.ReferenceCount - 1}");
        for (int i = 0; i < info.PublicMethodCount; i++)
        {
            WriteEntry($"virtual {info.PublicMethodBase + i}", info.GetPublicMethod(i), output);
        }

        for (int i = 0; i < info.PackageMethodCount; i++)
        {
            WriteEntry($"package-visible {info.PackageMethodBase + i}", info.GetPackageMethod(i), output);
        }

        ImplementedInterfaceReader interfaces = info.ReadInterfaces();
        while (interfaces.TryRead(out ClassReference implemented, out System.ReadOnlySpan<byte> tokens))
        {
            var text = new StringBuilder();
            foreach (byte token in tokens)
            {
                text.Append(' ').Append(token);
            }

            output.WriteLine($"  implements {symbols.NameOf(implemented)}{(tokens.IsEmpty ? "" : " by")}{text}");
        }
    }

    private static void WriteEntry(string name, int offset, TextWriter output) =>
        output.WriteLine(offset == ClassInfo.InheritedMethod ? $"  {name} inherited" : $"  {name} method {CapSymbols.Hex(offset)}");

    private static string FlagsOf(ClassInfo info) =>
        ((info.Flags & ClassFlags.Shareable) != 0 ? " shareable" : "") + ((info.Flags & ClassFlags.Remote) != 0 ? " remote" : "");
}
