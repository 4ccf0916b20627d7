using System.Collections.Generic;

namespace CardOs.OffCard.LoadFiles;

/// <summary>One class of an export file: JCVM 5.7.</summary>
/// <remarks>
/// <code>
/// +-----------+-----------+----------+--------------+--------------+------------+------------+------------+--------- … --+
/// | token (1) | flags (2) | name (2) | superclasses | interfaces   | count (2), | count (2), | from 2.3 on: number of  |
/// |           |           |          | (2), (2 each)| (1), (2 each)| fields     | methods    | inheritable methods (1) |
/// +-----------+-----------+----------+--------------+--------------+------------+------------+-------------------------+
///
/// +-----------+-----------+----------+----------------+-----------------------------------+
/// | token (1) | flags (2) | name (2) | descriptor (2) | of a field: count (2), attributes |   a field or a method
/// +-----------+-----------+----------+----------------+-----------------------------------+
/// </code>
/// </remarks>
internal static class ExportFileClass
{
    private const int Protected = 0x0004;
    private const int Static = 0x0008;
    private const byte NoToken = 0xFF;

    public static ClassApi Read(ref ExportFileReader reader, bool hasInheritableCount)
    {
        byte token = reader.ReadByte();
        var traits = (ClassTraits)reader.ReadUInt16();
        string name = reader.ReadClassName();
        List<string> superclasses = ReadClasses(ref reader, reader.ReadUInt16());
        List<string> interfaces = ReadClasses(ref reader, reader.ReadByte());
        var members = new List<MemberApi>();
        for (int count = reader.ReadUInt16(); count > 0; count--)
        {
            ReadField(ref reader, members);
        }

        for (int count = reader.ReadUInt16(); count > 0; count--)
        {
            ReadMethod(ref reader, members);
        }

        if (hasInheritableCount)
        {
            reader.ReadByte();
        }

        bool isInterface = (traits & ClassTraits.Interface) != 0;
        return new ClassApi
        {
            Token = token,
            Name = name[(name.LastIndexOf('/') + 1)..],
            Traits = traits,
            Superclass = isInterface || superclasses.Count == 0 ? null : superclasses[^1],
            Interfaces = interfaces,
            Members = members,
        };
    }

    private static List<string> ReadClasses(ref ExportFileReader reader, int count)
    {
        var names = new List<string>();
        for (int i = 0; i < count; i++)
        {
            names.Add(reader.ReadClassName());
        }

        return names;
    }

    // Constants have no tokens: they are written into the code that uses them.
    private static void ReadField(ref ExportFileReader reader, List<MemberApi> members)
    {
        byte token = reader.ReadByte();
        int flags = reader.ReadUInt16();
        string name = reader.ReadName();
        string descriptor = reader.ReadName();
        for (int count = reader.ReadUInt16(); count > 0; count--)
        {
            reader.ReadUInt16();
            reader.ReadBytes((int)reader.ReadUInt32());
        }

        if (token != NoToken)
        {
            MemberKind kind = (flags & Static) != 0 ? MemberKind.StaticField : MemberKind.InstanceField;
            members.Add(new MemberApi(kind, token, name, descriptor, (flags & Protected) != 0, Since: null));
        }
    }

    private static void ReadMethod(ref ExportFileReader reader, List<MemberApi> members)
    {
        byte token = reader.ReadByte();
        int flags = reader.ReadUInt16();
        string name = reader.ReadName();
        string descriptor = reader.ReadName();
        MemberKind kind = (flags & Static) != 0 || name == "<init>" ? MemberKind.StaticMethod : MemberKind.VirtualMethod;
        members.Add(new MemberApi(kind, token, name, descriptor, (flags & Protected) != 0, Since: null));
    }
}
