using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace CardOs.OffCard.LoadFiles;

/// <summary>Reads what packages offer from text.</summary>
/// <remarks>
/// <code>
/// package javacard/framework a0000000620101 1.9                                 name, AID, version
/// # a note
/// interface 19 OwnerPINx : javacard/framework/PIN @1.6                          token, name, what it extends
/// class 3 Applet abstract &lt; java/lang/Object                                    token, name, traits, superclass
///   static 0 &lt;init&gt; ()V protected                                               token, name, descriptor
///   static 2 reSelectingApplet ()Z protected @1.5                               from version 1.5 on
///   virtual 1 register ()V protected
/// </code>
/// Traits are final, abstract, shareable, remote; behind a colon stand interfaces, with commas between them. Members are static-field,
/// field, static (methods and constructors) and virtual. Of a class, methods that its superclass has with the same token are left out.
/// </remarks>
internal static class PackageText
{
    /// <exception cref="CapFormatException">A line is not one of these.</exception>
    public static List<PackageApi> Read(TextReader reader, string name)
    {
        var packages = new List<PackageApi>();
        List<ClassApi> classes = [];
        List<MemberApi> members = [];
        int number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            try
            {
                switch (words.Length == 0 ? "#" : words[0])
                {
                    case "#":
                        break;
                    case "package":
                        classes = [];
                        packages.Add(new PackageApi { Name = words[1], Package = PackageOf(words[2], words[3]), Classes = classes });
                        break;
                    case "class" or "interface":
                        members = [];
                        classes.Add(ClassOf(words, members));
                        break;
                    default:
                        members.Add(MemberOf(words));
                        break;
                }
            }
            catch (Exception failure) when (failure is IndexOutOfRangeException or FormatException or OverflowException)
            {
                throw new CapFormatException($"{name}: line {number}: expected a package, a class or a member: {line}", failure);
            }
        }

        return packages;
    }

    private static CapPackage PackageOf(string aid, string version)
    {
        string[] numbers = version.Split('.');
        return new CapPackage(aid, NumberOf(numbers[0]), NumberOf(numbers[1]));
    }

    private static ClassApi ClassOf(string[] words, List<MemberApi> members)
    {
        ClassTraits traits = ClassTraits.Public | (words[0] == "interface" ? ClassTraits.Interface | ClassTraits.Abstract : ClassTraits.None);
        string? superclass = null;
        string? since = null;
        string[] interfaces = [];
        for (int i = 3; i < words.Length; i++)
        {
            switch (words[i])
            {
                case "<":
                    superclass = words[++i];
                    break;
                case ":":
                    interfaces = words[++i].Split(',');
                    break;
                case ['@', ..]:
                    since = words[i][1..];
                    break;
                default:
                    traits |= TraitOf(words[i]);
                    break;
            }
        }

        return new ClassApi
        {
            Token = NumberOf(words[1]),
            Name = words[2],
            Traits = traits,
            Superclass = superclass,
            Interfaces = interfaces,
            Since = since,
            Members = members,
        };
    }

    private static MemberApi MemberOf(string[] words)
    {
        bool isProtected = words.Length > 4 && words[4] == "protected";
        int sinceIndex = isProtected ? 5 : 4;
        string? since = words.Length > sinceIndex ? words[sinceIndex] : null;
        if (since is not null && (since[0] != '@' || words.Length > sinceIndex + 1))
        {
            throw new FormatException();
        }

        MemberKind kind = words[0] switch
        {
            "static-field" => MemberKind.StaticField,
            "field" => MemberKind.InstanceField,
            "static" => MemberKind.StaticMethod,
            "virtual" => MemberKind.VirtualMethod,
            _ => throw new FormatException(),
        };
        return new MemberApi(kind, NumberOf(words[1]), words[2], words[3], isProtected, since?[1..]);
    }

    private static ClassTraits TraitOf(string word) => word switch
    {
        "final" => ClassTraits.Final,
        "abstract" => ClassTraits.Abstract,
        "shareable" => ClassTraits.Shareable,
        "remote" => ClassTraits.Remote,
        _ => throw new FormatException(),
    };

    private static byte NumberOf(string text) => byte.Parse(text, CultureInfo.InvariantCulture);
}
