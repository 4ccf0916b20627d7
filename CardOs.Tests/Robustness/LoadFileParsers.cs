using System;
using System.Linq;
using CardOs.Apdu.LoadFiles;
using CardOs.Tests.JavaCard.CapAssembler;

namespace CardOs.Tests.Robustness;

/// <summary>The readers of CAP components, in every format that they ask for, and of instructions.</summary>
internal sealed class LoadFileParsers : IParserSource
{
    private const string Seed = """
        package F0436172640F 1.2 test/seed
        format @
        applet F0436172640F01 App
        export App Named
        interface Named : javacard/framework/Shareable
          method name()S
        class App < javacard/framework/Applet : Named
          static byte[] table = 01 02 03 04
          static ref cache
          static short total = 5
          field ref buffer
          field int big
          method constructor <init>()V
            aload_0 / invokespecial javacard/framework/Applet.<init> / aload_0 / invokevirtual javacard/framework/Applet.register()V / return
          method static install([BSB)V
            new App / invokespecial App.<init> / return
          method process(Ljavacard/framework/APDU;)V
            start: getstatic_s App.total / stableswitch 0:start 1:end default:end
            getstatic_s App.total / slookupswitch 7:start 100:end default:end
            aload_0 / checkcast class Named / invokeinterface Named.name / pop
            end: return
            catch start to end at end javacard/framework/ISOException last
          method name()S
            getstatic_s App.total / sreturn
        """;

    public void Register(ParserList parsers)
    {
        parsers.Register(nameof(ComponentReader), ParseComponents);
        parsers.Register(nameof(HeaderComponent), ParseHeader);
        parsers.Register(nameof(DirectoryComponent), source => ForEachFormat(source, ParseDirectory));
        parsers.Register(nameof(AppletComponent), ParseApplets);
        parsers.Register(nameof(ImportComponent), ParseImports);
        parsers.Register(nameof(ConstantPoolComponent), ParsePool);
        parsers.Register(nameof(ClassComponent), source => ForEachFormat(source, ParseClasses), every: 4);
        parsers.Register(nameof(MethodComponent), ParseMethods);
        parsers.Register(nameof(StaticFieldComponent), ParseFields);
        parsers.Register(nameof(ReferenceLocationComponent), ParseLocations);
        parsers.Register(nameof(ExportComponent), ParseExports);
        parsers.Register(nameof(DescriptorComponent), ParseDescriptor);
        parsers.Register(nameof(BytecodeReader), source => ParseCode(new BytecodeReader(source)));
        foreach (string format in new[] { "2.1", "2.2", "2.3" })
        {
            AssembledCap cap = Assembler.Assemble(Seed.Replace("@", format, StringComparison.Ordinal));
            parsers.Seed(Convert.ToHexString(cap.ToLoadFile()));
            foreach (ComponentTag tag in cap.Order.Where(tag => cap[tag] is not null))
            {
                parsers.Seed(Convert.ToHexString(cap[tag]!));
            }
        }

        // A class with a field and two methods, the type of the pool's only entry, two types.
        parsers.Seed("01000100020000010002FF00000002800401800009000400030000000002010010000700070001000000010004056000110241");
    }

    private delegate void FormatParser(ReadOnlySpan<byte> source, CapFormat format);

    private static void ForEachFormat(ReadOnlySpan<byte> source, FormatParser parse)
    {
        parse(source, CapFormat.Unknown);
        parse(source, CapFormat.Cap21);
        parse(source, CapFormat.Cap22);
        parse(source, CapFormat.Cap23);
    }

    private static void ParseComponents(ReadOnlySpan<byte> source)
    {
        var reader = new ComponentReader(source);
        while (reader.TryRead(out _, out ReadOnlySpan<byte> data))
        {
            ParserList.Touch(data);
        }
    }

    private static void ParseHeader(ReadOnlySpan<byte> source)
    {
        if (HeaderComponent.TryParse(source, out HeaderComponent header))
        {
            ParserList.Require(header.Format != CapFormat.Unknown && header.FormatMajor == 2 && header.FormatMinor != 0, "the format is known");
            ParserList.Touch(header.Name);
            ParserList.Touch(header.Package.Aid);
            ParserList.Require(header.Package.IsProvidedBy(header.Package), "a package is its own provider");
        }
    }

    private static void ParseDirectory(ReadOnlySpan<byte> source, CapFormat format)
    {
        if (DirectoryComponent.TryParse(source, format, out DirectoryComponent directory))
        {
            for (int tag = 0; tag <= byte.MaxValue; tag++)
            {
                _ = directory.SizeOf((ComponentTag)tag);
            }

            _ = directory.StaticImageSize + directory.StaticArrayCount + directory.StaticArraySize + directory.ImportCount + directory.AppletCount + directory.CustomCount;
        }
    }

    private static void ParseApplets(ReadOnlySpan<byte> source)
    {
        if (AppletComponent.TryParse(source, out AppletComponent applets))
        {
            AppletReader reader = applets.ReadApplets();
            int count = 0;
            while (reader.TryRead(out ReadOnlySpan<byte> aid, out _))
            {
                ParserList.Touch(aid);
                count++;
            }

            ParserList.Require(count == applets.Count && reader.IsAtEnd, "as many applets as counted");
        }
    }

    private static void ParseImports(ReadOnlySpan<byte> source)
    {
        if (ImportComponent.TryParse(source, out ImportComponent imports))
        {
            ParserList.Require(imports.Count == 0 || imports.TryGet(imports.Count - 1, out _), "the last import");
            ParserList.Require(!imports.TryGet(imports.Count, out _) && !imports.TryGet(-1, out _), "no import behind it");
            PackageReader reader = imports.ReadPackages();
            while (reader.TryRead(out PackageReference package))
            {
                ParserList.Touch(package.Aid);
            }
        }
    }

    private static void ParsePool(ReadOnlySpan<byte> source)
    {
        if (ConstantPoolComponent.TryParse(source, out ConstantPoolComponent pool))
        {
            for (int i = 0; i < pool.Count; i++)
            {
                ParserList.Require(pool.TryGet(i, out ConstantPoolEntry entry), "an entry");
                _ = entry.IsExternal ? entry.Class.Package + entry.Class.Token + entry.Token : entry.Class.Offset + entry.Offset;
            }

            ParserList.Require(!pool.TryGet(pool.Count, out _) && !pool.TryGet(-1, out _), "no entry behind them");
        }
    }

    private static void ParseClasses(ReadOnlySpan<byte> source, CapFormat format)
    {
        if (!ClassComponent.TryParse(source, format, out ClassComponent classes))
        {
            return;
        }

        ParserList.Touch(classes.Signatures);
        ClassReader reader = classes.ReadClasses();
        while (reader.TryRead(out ClassInfo info))
        {
            Touch(info);
        }

        // A reference may lead anywhere.
        for (int offset = -1; offset <= Math.Min(source.Length, 64); offset++)
        {
            if (classes.TryGet(offset, out ClassInfo info))
            {
                Touch(info);
            }
        }
    }

    private static void Touch(ClassInfo info)
    {
        ParserList.Touch(info.Encoded);
        for (int i = 0; info.IsInterface && i < info.InterfaceCount; i++)
        {
            _ = info.GetSuperinterface(i).Value;
        }

        for (int i = 0; !info.IsInterface && i < info.PublicMethodCount; i++)
        {
            _ = info.GetPublicMethod(i);
        }

        for (int i = 0; !info.IsInterface && i < info.PackageMethodCount; i++)
        {
            _ = info.GetPackageMethod(i);
        }

        ImplementedInterfaceReader interfaces = info.ReadInterfaces();
        int count = 0;
        while (interfaces.TryRead(out _, out ReadOnlySpan<byte> tokens))
        {
            ParserList.Touch(tokens);
            count++;
        }

        ParserList.Require(count == (info.IsInterface ? 0 : info.InterfaceCount), "as many interfaces as counted");
    }

    private static void ParseMethods(ReadOnlySpan<byte> source)
    {
        if (!MethodComponent.TryParse(source, out MethodComponent methods))
        {
            return;
        }

        for (int i = 0; i < methods.HandlerCount; i++)
        {
            ExceptionHandler handler = methods.GetHandler(i);
            _ = handler.Covers(handler.Start);
        }

        if (methods.TryGetMethod(methods.MethodsOffset, out MethodHeader header))
        {
            ParseCode(methods.ReadCode(header.CodeOffset));
        }

        ParserList.Require(!methods.TryGetMethod(0, out _) && !methods.TryGetMethod(source.Length, out _), "no method outside");
    }

    private static void ParseCode(BytecodeReader reader)
    {
        int offset = reader.Offset;
        while (reader.TryRead(out BytecodeInstruction instruction))
        {
            ParserList.Require(instruction.Offset == offset && reader.Offset == offset + instruction.Encoded.Length && reader.Offset > offset, "the reader moves by the instruction");
            offset = reader.Offset;
            _ = instruction.Value + instruction.FirstOperand;
            instruction.TryGetConstant(out _);
            instruction.TryGetTarget(out _);
            ParserList.Touch(instruction.Operands);
            for (int i = 0; i < instruction.SwitchCount; i++)
            {
                instruction.GetSwitchEntry(i, out _, out _);
            }
        }

        ParserList.Require(reader.Offset == offset, "the reader stays where nothing is");
    }

    private static void ParseFields(ReadOnlySpan<byte> source)
    {
        if (StaticFieldComponent.TryParse(source, out StaticFieldComponent fields))
        {
            StaticArrayReader arrays = fields.ReadArrays();
            int count = 0;
            while (arrays.TryRead(out _, out ReadOnlySpan<byte> values))
            {
                ParserList.Touch(values);
                count++;
            }

            ParserList.Touch(fields.Values);
            ParserList.Require(count == fields.ArrayCount && fields.ImageSize == (2 * fields.ReferenceCount) + fields.DefaultLength + fields.Values.Length, "the parts are the image");
        }
    }

    private static void ParseLocations(ReadOnlySpan<byte> source)
    {
        if (ReferenceLocationComponent.TryParse(source, out ReferenceLocationComponent locations))
        {
            CheckOrder(locations.ReadNarrow());
            CheckOrder(locations.ReadWide());
        }
    }

    private static void CheckOrder(ReferenceLocationReader reader)
    {
        int last = 0;
        while (reader.TryRead(out int place))
        {
            ParserList.Require(place >= last, "places go up");
            last = place;
        }
    }

    private static void ParseExports(ReadOnlySpan<byte> source)
    {
        if (!ExportComponent.TryParse(source, out ExportComponent exports))
        {
            return;
        }

        ExportReader reader = exports.ReadClasses();
        while (reader.TryRead(out ExportedClass exported))
        {
            for (int i = 0; i < exported.StaticFieldCount; i++)
            {
                _ = exported.GetStaticField(i);
            }

            for (int i = 0; i < exported.StaticMethodCount; i++)
            {
                _ = exported.GetStaticMethod(i);
            }
        }

        ParserList.Require(!exports.TryGet(exports.Count, out _) && !exports.TryGet(-1, out _), "no class behind the last");
    }

    private static void ParseDescriptor(ReadOnlySpan<byte> source)
    {
        if (!DescriptorComponent.TryParse(source, out DescriptorComponent descriptor))
        {
            return;
        }

        ClassDescriptorReader reader = descriptor.ReadClasses();
        while (reader.TryRead(out ClassDescriptor one))
        {
            for (int i = 0; i < one.InterfaceCount; i++)
            {
                _ = one.GetInterface(i).Value;
            }

            for (int i = 0; i < one.FieldCount; i++)
            {
                _ = one.GetField(i).TypeReference;
            }

            for (int i = 0; i < one.MethodCount; i++)
            {
                ReadType(descriptor, one.GetMethod(i).TypeReference);
            }
        }

        for (int i = 0; i < descriptor.ConstantCount; i++)
        {
            ReadType(descriptor, descriptor.GetConstantType(i));
        }
    }

    private static void ReadType(DescriptorComponent descriptor, int reference)
    {
        if (descriptor.TryGetType(reference, out TypeDescriptor type))
        {
            TypeReader reader = type.ReadTypes();
            while (reader.TryRead(out _, out ClassReference one))
            {
                _ = one.Value;
            }
        }
    }
}
