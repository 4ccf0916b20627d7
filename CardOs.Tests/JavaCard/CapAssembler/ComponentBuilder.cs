using System.Collections.Generic;
using System.Linq;
using CardOs.Apdu.LoadFiles;

namespace CardOs.Tests.JavaCard.CapAssembler;

/// <summary>Makes the components of a package; those that name others come last.</summary>
internal sealed class ComponentBuilder
{
    private const int NoToken = 0xFF;

    private readonly CapSource _source;
    private readonly TokenAssigner _tokens;
    private readonly ConstantPoolBuilder _pool;
    private readonly List<int> _narrow = [];
    private readonly List<int> _wide = [];

    private ComponentBuilder(CapSource source)
    {
        _source = source;
        _tokens = new TokenAssigner(source);
        _tokens.Run();
        _pool = new ConstantPoolBuilder(source, _tokens);
    }

    public static Dictionary<ComponentTag, byte[]> Build(CapSource source)
    {
        var builder = new ComponentBuilder(source);

        // The first time only the lengths count, which give the classes their offsets.
        builder.Classes();
        byte[] methods = builder.Methods();
        var components = new Dictionary<ComponentTag, byte[]>
        {
            [ComponentTag.Class] = builder.Classes(),
            [ComponentTag.Method] = methods,
            [ComponentTag.StaticField] = StaticFields(source),
            [ComponentTag.ReferenceLocation] = new ByteList().Add(Distances(builder._narrow)).Add(Distances(builder._wide)).ToArray(),
            [ComponentTag.ConstantPool] = builder._pool.ToComponent(),
        };
        components[ComponentTag.Import] = Imports(source);
        components[ComponentTag.Header] = Header(source);
        if (source.Applets.Count != 0)
        {
            components[ComponentTag.Applet] = Applets(source);
        }

        if (source.Exports.Count != 0)
        {
            components[ComponentTag.Export] = Exports(source);
        }

        return components;
    }

    private static byte[] Header(CapSource source)
    {
        int flags = (source.Exports.Count != 0 ? (int)HeaderFlags.Export : 0) | (source.Applets.Count != 0 ? (int)HeaderFlags.Applet : 0);
        flags |= source.Classes.Any(one => one.Fields.Exists(field => field.Type is "int" or "int[]") || one.Methods.Exists(UsesInt)) ? (int)HeaderFlags.Int : 0;
        ByteList bytes = new ByteList().U4(HeaderComponent.Magic).U1((int)source.Format & 0xF).U1((int)source.Format >> 4).U1(flags);
        bytes.U1(source.Minor).U1(source.Major).Lv(source.Aid);
        return (source.Format >= CapFormat.Cap22 ? bytes.Lv(System.Text.Encoding.UTF8.GetBytes(source.Name)) : bytes).ToArray();
    }

    private static bool UsesInt(SourceMethod method) => method.Code.Exists(line =>
        OpCodeNames.TryFind(line.Text.Split(' ')[0], out OpCode opCode) && (OpCodeTraits.Of(opCode).Popped(0) == CellKind.Int || OpCodeTraits.Of(opCode).Pushed(0) == CellKind.Int));

    private static byte[] Imports(CapSource source)
    {
        ByteList bytes = new ByteList().U1(source.Imports.Count);
        foreach ((string aid, byte major, byte minor, _) in source.Imports)
        {
            bytes.U1(minor).U1(major).Lv(System.Convert.FromHexString(aid));
        }

        return bytes.ToArray();
    }

    private static byte[] Applets(CapSource source)
    {
        ByteList bytes = new ByteList().U1(source.Applets.Count);
        foreach ((byte[] aid, string name) in source.Applets)
        {
            SourceMethod install = source.Find(name)?.Methods.Find(method => method.Name == "install") ?? throw new AssemblyException($"{name}.install is not there");
            bytes.Lv(aid).U2(install.Offset);
        }

        return bytes.ToArray();
    }

    private static byte[] Exports(CapSource source)
    {
        ByteList bytes = new ByteList().U1(source.Exports.Count);
        foreach (string name in source.Exports)
        {
            SourceClass one = source.Find(name) ?? throw new AssemblyException($"{name} is not there");
            SourceField[] fields = [.. one.Fields.Where(field => field.IsStatic)];
            SourceMethod[] methods = [.. one.Methods.Where(method => method.Kind is "static" or "constructor")];
            bytes.U2(one.Offset).U1(fields.Length).U1(methods.Length);
            foreach (SourceField field in fields)
            {
                bytes.U2(field.Place);
            }

            foreach (SourceMethod method in methods)
            {
                bytes.U2(method.Offset);
            }
        }

        return bytes.ToArray();
    }

    private static byte[] StaticFields(CapSource source)
    {
        SourceField[] fields = [.. TokenAssigner.ImageOrder(source)];
        SourceField[] arrays = [.. fields.Where(field => field.IsArray && field.Value.Length != 0)];
        ByteList bytes = new ByteList().U2(fields.Sum(field => field.Length)).U2(fields.Count(field => field.IsReference)).U2(arrays.Length);
        foreach (SourceField array in arrays)
        {
            bytes.U1(array.ElementKind).U2(array.Value.Length).Add(array.Value);
        }

        SourceField[] numbers = [.. fields.Where(field => !field.IsReference)];
        byte[] values = [.. numbers.SelectMany(field => field.Value)];
        return bytes.U2(numbers.Where(field => field.Value.Length == 0).Sum(field => field.Length)).U2(values.Length).Add(values).ToArray();
    }

    private static byte[] Distances(List<int> places)
    {
        var distances = new ByteList();
        int last = 0;
        foreach (int place in places.Order())
        {
            for (last = place - last; last >= NoToken; last -= NoToken)
            {
                distances.U1(NoToken);
            }

            distances.U1(last);
            last = place;
        }

        return new ByteList().U2(distances.Count).Add(distances.ToArray()).ToArray();
    }

    private byte[] Methods()
    {
        SourceMethod[] methods = [.. _source.Classes.Where(one => !one.IsInterface).SelectMany(one => one.Methods)];
        int handlerCount = methods.Sum(method => method.Code.Count(line => line.Text.StartsWith("catch ", System.StringComparison.Ordinal)));
        var handlers = new List<byte[]>();
        var code = new ByteList();
        int start = 1 + (ExceptionHandler.Length * handlerCount);
        foreach (SourceMethod method in methods)
        {
            method.Offset = start + code.Count;
            WriteHeader(code, method);
            int codeOffset = start + code.Count;
            CodeAssembler assembled = CodeAssembler.Assemble(method, _pool, out byte[] bytes);
            code.Add(bytes);
            _narrow.AddRange(assembled.Narrow.Select(place => codeOffset + place));
            _wide.AddRange(assembled.Wide.Select(place => codeOffset + place));
            handlers.AddRange(assembled.Handlers(codeOffset));
        }

        var component = new ByteList().U1(handlers.Count);
        foreach (byte[] handler in handlers)
        {
            if (handler[^2] != 0 || handler[^1] != 0)
            {
                _wide.Add(component.Count + ExceptionHandler.Length - 2);
            }

            component.Add(handler);
        }

        return component.Add(code.ToArray()).ToArray();
    }

    private static void WriteHeader(ByteList code, SourceMethod method)
    {
        int flags = (method.IsExtended ? (int)MethodFlags.Extended : 0) | (method.IsAbstract ? (int)MethodFlags.Abstract : 0);
        if (method.IsExtended)
        {
            code.U1(flags << 4).U1(method.Stack).U1(method.Arguments).U1(method.Locals);
        }
        else
        {
            code.U1((flags << 4) | method.Stack).U1((method.Arguments << 4) | method.Locals);
        }
    }

    private byte[] Classes()
    {
        var bytes = new ByteList();
        if (_source.Format >= CapFormat.Cap22)
        {
            bytes.U2(0);
        }

        foreach (SourceClass one in _source.Classes.OrderBy(one => !one.IsInterface))
        {
            one.Offset = bytes.Count;
            if (one.IsInterface)
            {
                WriteInterface(bytes, one);
            }
            else
            {
                WriteClass(bytes, one);
            }
        }

        return bytes.ToArray();
    }

    private void WriteInterface(ByteList bytes, SourceClass one)
    {
        IReadOnlyList<string> interfaces = _tokens.AllInterfaces(one.Interfaces);
        bytes.U1((int)(ClassFlags.Interface | FlagsOf(one, interfaces)) | interfaces.Count);
        foreach (string name in interfaces)
        {
            bytes.U2(_pool.ClassReferenceOf(name));
        }
    }

    private void WriteClass(ByteList bytes, SourceClass one)
    {
        IReadOnlyList<string> interfaces = _tokens.AllInterfaces(one.Interfaces);
        SourceField[] fields = [.. one.Fields.Where(field => !field.IsStatic)];
        SourceField[] references = [.. fields.Where(field => field.IsReference)];
        bytes.U1((int)FlagsOf(one, interfaces) | interfaces.Count).U2(_pool.ClassReferenceOf(one.Superclass));
        bytes.U1(fields.Sum(field => field.Type == "int" ? 2 : 1)).U1(references.Length == 0 ? NoToken : references.Min(field => field.Place)).U1(references.Length);
        int[] publicTable = TableOf(one, "virtual", out int publicBase);
        int[] packageTable = TableOf(one, "package", out int packageBase);
        bytes.U1(publicBase).U1(publicTable.Length).U1(packageBase).U1(packageTable.Length);
        foreach (int offset in publicTable.Concat(packageTable))
        {
            bytes.U2(offset);
        }

        var methods = _tokens.VirtualMethods(one.Name).ToList();
        foreach (string name in interfaces)
        {
            IReadOnlyList<(string Name, string Descriptor)> wanted = _tokens.InterfaceMethods(name);
            bytes.U2(_pool.ClassReferenceOf(name)).U1(wanted.Count);
            foreach ((string Name, string Descriptor) method in wanted)
            {
                int index = methods.FindIndex(own => own.Name == method.Name && (own.Descriptor.Length == 0 || method.Descriptor.Length == 0 || own.Descriptor == method.Descriptor));
                bytes.U1(index < 0 ? throw AssemblyException.Expected(one.Line, $"a method {method.Name}{method.Descriptor} for {name}") : methods[index].Token);
            }
        }

        if (_source.Format >= CapFormat.Cap23)
        {
            bytes.Add(Enumerable.Repeat((byte)NoToken, publicBase + publicTable.Length).ToArray()).U1(0);
        }
    }

    // From the first token that the class declares or overrides to the last; between them what a superclass of the package has.
    private int[] TableOf(SourceClass one, string kind, out int first)
    {
        SourceMethod[] own = [.. one.Methods.Where(method => method.Kind == kind)];
        if (own.Length == 0)
        {
            first = _tokens.VirtualMethods(one.Superclass, kind).Select(method => method.Token + 1).DefaultIfEmpty(0).Max();
            return [];
        }

        int start = own.Min(method => method.Token);
        first = start;
        return [.. Enumerable.Range(start, own.Max(method => method.Token) + 1 - start).Select(token => OffsetOf(one, kind, token))];
    }

    private int OffsetOf(SourceClass? one, string kind, int token)
    {
        while (one is not null)
        {
            if (one.Methods.Find(method => method.Kind == kind && method.Token == token) is { } method)
            {
                return method.Offset;
            }

            one = one.Superclass is null ? null : _source.Find(one.Superclass);
        }

        return ClassInfo.InheritedMethod;
    }

    private ClassFlags FlagsOf(SourceClass one, IReadOnlyList<string> interfaces) =>
        one.IsShareable || interfaces.Any(name => name == "javacard/framework/Shareable" || _source.Find(name)?.IsShareable == true) ? ClassFlags.Shareable : ClassFlags.None;
}
