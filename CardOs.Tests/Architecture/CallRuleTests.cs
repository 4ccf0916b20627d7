using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;
using NUnit.Framework;

namespace CardOs.Tests.Architecture;

/// <summary>Who may call whom in the card: a folder calls only folders to its right.</summary>
/// <remarks>
/// <code>
/// Card > Transport > Dispatch > Agents, SecuredPackets, JavaCardApi > Toolkit > Containers, GlobalPlatform > Applications
///      > JavaCard, Files > Channels, Keys, Registry > Crypto > Memory
/// </code>
/// Folders between the same signs may call each other, but not around. Profiles are data and Diagnostics hooks: every folder
/// may use them. The root namespace holds CardState, which everyone gets, beside Card, which nobody does. It is read from the
/// compiled code: signatures, fields, and what each method's instructions name.
/// </remarks>
[TestFixture]
public sealed class CallRuleTests
{
    private static readonly string[][] Order =
    [
        ["Transport"], ["Dispatch"], ["Agents", "SecuredPackets", "JavaCardApi"], ["Toolkit"], ["Containers", "GlobalPlatform"], ["Applications"],
        ["JavaCard", "Files"], ["Channels", "Keys", "Registry"], ["Crypto"], ["Memory"],
    ];

    private static readonly string[] Everywhere = ["Profiles", "Diagnostics"];

    // The doors that lead up, each named and single.
    private static readonly HashSet<(string From, string To)> Doors = [("SecuredPackets.ScriptRunner", "Dispatch.Dispatcher")];

    // What of the root namespace is passive; the rest of it is the card, above all folders.
    private static readonly HashSet<string> Passive = ["CardState", "CardOptions", "TearMode", "AgentStatus", "MemoryAccount", "MemoryArea", "MemoryShare", "ContainerMemory"];

    [Test]
    public void Every_folder_has_a_place_in_the_order()
    {
        IEnumerable<string> folders = Types().Select(FolderOf).Where(folder => folder.Length != 0).Distinct();
        Assert.That(folders, Is.SubsetOf(Order.SelectMany(tier => tier).Concat(Everywhere)));
    }

    [Test]
    public void Folders_call_only_to_their_right()
    {
        string[] wrong = Edges().Where(edge => !IsAllowed(edge.From, edge.To)).Select(edge => $"{NameOf(edge.From)} uses {NameOf(edge.To)}").Distinct().ToArray();
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Neighbours_do_not_call_each_other_both_ways()
    {
        HashSet<(string, string)> neighbours = Edges()
            .Select(edge => (FolderOf(edge.From), FolderOf(edge.To)))
            .Where(edge => edge.Item1 != edge.Item2 && TierOf(edge.Item1) == TierOf(edge.Item2) && TierOf(edge.Item1) >= 0)
            .ToHashSet();
        Assert.That(neighbours.Where(edge => neighbours.Contains((edge.Item2, edge.Item1))), Is.Empty);
    }

    [Test]
    public void Every_door_is_used() =>
        Assert.That(Doors.Where(door => !Edges().Any(edge => (NameOf(edge.From), NameOf(edge.To)) == door)), Is.Empty);

    private static bool IsAllowed(Type from, Type to)
    {
        string caller = FolderOf(from);
        string callee = FolderOf(to);
        if (callee == caller || caller.Length == 0 || Everywhere.Contains(callee) || Doors.Contains((NameOf(from), NameOf(to))))
        {
            return true;
        }

        if (callee.Length == 0)
        {
            return Passive.Contains(NameOf(to));
        }

        // Data and hooks name the conditions and kinds that are coded in card images, and no code.
        return Everywhere.Contains(caller) ? to.IsEnum || NameOf(from) is "Profiles.ProfileCheck" or "Diagnostics.CardTrace" : TierOf(callee) >= TierOf(caller);
    }

    private static int TierOf(string folder) => Array.FindIndex(Order, tier => tier.Contains(folder));

    private static IEnumerable<Type> Types() => typeof(Card).Assembly.GetTypes().Where(IsOurs);

    private static bool IsOurs(Type type) => type.Assembly == typeof(Card).Assembly && (type.Namespace ?? string.Empty).StartsWith("CardOs", StringComparison.Ordinal);

    private static string FolderOf(Type type) => type.Namespace == "CardOs" ? string.Empty : type.Namespace!["CardOs.".Length..].Split('.')[0];

    private static string NameOf(Type type)
    {
        while (type.DeclaringType is not null)
        {
            type = type.DeclaringType;
        }

        string folder = FolderOf(type);
        return folder.Length == 0 ? type.Name : folder + "." + type.Name;
    }

    private static HashSet<(Type From, Type To)> Edges() => Types().SelectMany(from => UsedBy(from).Where(IsOurs).Select(to => (from, to))).ToHashSet();

    private static IEnumerable<Type> UsedBy(Type type)
    {
        const BindingFlags Own = BindingFlags.DeclaredOnly | BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        IEnumerable<Type?> types = type.GetFields(Own).Select(field => (Type?)field.FieldType).Concat(type.GetInterfaces()).Append(type.BaseType);
        foreach (MethodBase method in type.GetMethods(Own).Concat<MethodBase>(type.GetConstructors(Own)))
        {
            types = types.Concat(method.GetParameters().Select(parameter => parameter.ParameterType)).Append((method as MethodInfo)?.ReturnType).Concat(NamedIn(method));
        }

        return types.SelectMany(Flatten);
    }

    private static IEnumerable<Type> Flatten(Type? type)
    {
        if (type is null)
        {
            return [];
        }

        return type.HasElementType ? Flatten(type.GetElementType()) : type.GetGenericArguments().SelectMany(Flatten).Append(type);
    }

    // Each token of an instruction that names a type, a field or a method.
    private static IEnumerable<Type?> NamedIn(MethodBase method)
    {
        MethodBody? body = method.GetMethodBody();
        byte[] code = body?.GetILAsByteArray() ?? [];
        foreach (LocalVariableInfo local in body?.LocalVariables ?? [])
        {
            yield return local.LocalType;
        }

        Type[] typeArguments = method.DeclaringType!.GetGenericArguments();
        for (int i = 0; i < code.Length;)
        {
            OpCode instruction = InstructionSet.Read(code, ref i);
            if (instruction.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
            {
                MemberInfo? member = method.Module.ResolveMember(BitConverter.ToInt32(code, i), typeArguments, method.IsGenericMethod ? method.GetGenericArguments() : null);
                yield return member as Type ?? member?.DeclaringType;
            }

            i += InstructionSet.OperandLength(instruction, code, i);
        }
    }
}
