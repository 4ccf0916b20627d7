using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using CardOs.Apdu;
using CardOs.OffCard;
using NUnit.Framework;

namespace CardOs.Tests.Documentation;

/// <summary>What users can see of the libraries is written down: a change of it is seen in review.</summary>
[TestFixture]
public sealed class PublicApiTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [TestCase(typeof(CommandApdu))]
    [TestCase(typeof(Card))]
    [TestCase(typeof(OtaChannel))]
    public void Public_api_is_the_one_that_is_written_down(Type type)
    {
        string name = type.Assembly.GetName().Name!;
        string path = Repository.PathOf($"docs/public-api/{name}.txt");
        string api = Describe(type.Assembly);
        if (Environment.GetEnvironmentVariable("CARDOS_WRITE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, api);
        }

        Assert.That(File.ReadAllText(path), Is.EqualTo(api), "CARDOS_WRITE_DOCS=1 writes the file anew");
    }

    private static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(type.FullName).Append('\n');
            foreach (string member in type.GetMembers(Declared).Select(Describe).OfType<string>().Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string? Describe(MemberInfo member) => member switch
    {
        FieldInfo { DeclaringType.IsEnum: true, IsStatic: true } value => $"{value.Name} = {value.GetRawConstantValue()}",
        FieldInfo { IsSpecialName: false } field => $"{Name(field.FieldType)} {field.Name}",
        PropertyInfo property => $"{Name(property.PropertyType)} {property.Name} {{{(property.CanRead ? " get;" : "")}{(property.SetMethod is { IsPublic: true } ? " set;" : "")} }}",
        ConstructorInfo constructor => $"new({Parameters(constructor)})",
        MethodInfo { IsSpecialName: false } method when !method.Name.Contains('<', StringComparison.Ordinal) => $"{Name(method.ReturnType)} {method.Name}({Parameters(method)})",
        _ => null,
    };

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(parameter => $"{(parameter.IsOut ? "out " : "")}{Name(parameter.ParameterType)} {parameter.Name}"));

    private static string Name(Type type)
    {
        type = type.IsByRef ? type.GetElementType()! : type;
        return type.IsGenericType
            ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : type.Name;
    }
}
