using System.Collections.Generic;
using System.Linq;
using CardOs.OffCard.LoadFiles;

namespace CardOs.Tests.JavaCard.CapAssembler;

/// <summary>Gives fields their cells and places, and methods their tokens: JCVM 4.3.7.</summary>
internal sealed class TokenAssigner
{
    private readonly CapSource _source;

    public TokenAssigner(CapSource source) => _source = source;

    public void Run()
    {
        foreach (SourceClass one in _source.Classes)
        {
            AssignFields(one);
            AssignMethods(one, "virtual");
            AssignMethods(one, "package");
            AssignInterface(one);
        }

        AssignImage();
    }

    /// <summary>The virtual methods that objects of a class have: name, type and token, a subclass's first.</summary>
    public IEnumerable<(string Name, string Descriptor, int Token)> VirtualMethods(string? name, string kind = "virtual")
    {
        for (string? one = name; one is not null;)
        {
            if (_source.Find(one) is { } own)
            {
                foreach (SourceMethod method in own.Methods.Where(method => method.Kind == kind))
                {
                    yield return (method.Name, method.Descriptor, method.Token);
                }

                one = own.Superclass;
                continue;
            }

            ClassApi? api = KnownPackages.FindClass(one);
            foreach (MemberApi member in kind == "virtual" ? api?.Members.Where(member => member.Kind == MemberKind.VirtualMethod) ?? [] : [])
            {
                yield return (member.Name, member.Descriptor, member.Token);
            }

            one = api?.Superclass;
        }
    }

    /// <summary>The methods of an interface, those of its superinterfaces included, by token.</summary>
    public IReadOnlyList<(string Name, string Descriptor)> InterfaceMethods(string name)
    {
        if (_source.Find(name) is { } own)
        {
            var methods = own.Interfaces.SelectMany(InterfaceMethods).Distinct().ToList();
            methods.AddRange(own.Methods.Select(method => (method.Name, method.Descriptor)).Except(methods).ToList());
            return methods;
        }

        ClassApi api = KnownPackages.FindClass(name) ?? throw new AssemblyException($"{name} is not known");
        return [.. api.Members.Where(member => member.Kind == MemberKind.VirtualMethod).OrderBy(member => member.Token).Select(member => (member.Name, member.Descriptor))];
    }

    /// <summary>The interfaces of a class or an interface, with their superinterfaces.</summary>
    public IReadOnlyList<string> AllInterfaces(IEnumerable<string> names)
    {
        var all = new List<string>();
        foreach (string name in names)
        {
            IEnumerable<string> above = _source.Find(name)?.Interfaces ?? KnownPackages.FindClass(name)?.Interfaces ?? [];
            foreach (string one in AllInterfaces(above).Append(name))
            {
                if (!all.Contains(one))
                {
                    all.Add(one);
                }
            }
        }

        return all;
    }

    // Numbers first, references behind them: those must stand together.
    private static void AssignFields(SourceClass one)
    {
        int place = 0;
        foreach (SourceField field in one.Fields.Where(field => !field.IsStatic).OrderBy(field => field.IsReference))
        {
            field.Place = place;
            place += field.Type == "int" ? 2 : 1;
        }
    }

    private void AssignMethods(SourceClass one, string kind)
    {
        var inherited = VirtualMethods(one.Superclass, kind).ToList();
        int next = inherited.Count == 0 ? 0 : inherited.Max(method => method.Token) + 1;
        foreach (SourceMethod method in one.Methods.Where(method => method.Kind == kind && method.Token < 0))
        {
            var same = inherited.Where(above => above.Name == method.Name && (method.Descriptor.Length == 0 || above.Descriptor.Length == 0 || above.Descriptor == method.Descriptor))
                .Select(above => above.Token).Distinct().ToList();
            method.Token = same.Count switch
            {
                0 => next++,
                1 => same[0],
                _ => throw AssemblyException.Expected(one.Line, $"the type of {method.Name}, of which there are several"),
            };
        }
    }

    private void AssignInterface(SourceClass one)
    {
        if (one.IsInterface)
        {
            IReadOnlyList<(string Name, string Descriptor)> all = InterfaceMethods(one.Name);
            foreach (SourceMethod method in one.Methods)
            {
                method.Token = all.ToList().IndexOf((method.Name, method.Descriptor));
            }
        }
    }

    // The image: arrays, other references, numbers that are zero, numbers that are not.
    private void AssignImage()
    {
        int place = 0;
        foreach (SourceField field in ImageOrder(_source))
        {
            field.Place = place;
            place += field.Length;
        }
    }

    /// <summary>The static fields in the order of the image.</summary>
    public static IEnumerable<SourceField> ImageOrder(CapSource source) => source.Classes
        .SelectMany(one => one.Fields)
        .Where(field => field.IsStatic)
        .OrderBy(field => field.IsArray && field.Value.Length != 0 ? 0 : field.IsReference ? 1 : field.Value.Length == 0 ? 2 : 3);
}
