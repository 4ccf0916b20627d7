using System;

namespace CardOs.JavaCard;

/// <summary>A method of a ROM class, as the export file has it, and the code behind it.</summary>
internal sealed class NativeMethod
{
    /// <param name="token">The method's token: among the static ones and constructors, or among the virtual ones.</param>
    /// <param name="name">Its name; <c>&lt;init&gt;</c> for a constructor.</param>
    /// <param name="descriptor">Its descriptor, with simple class names: <c>([BSLAID;)V</c>.</param>
    /// <param name="body">Its code; null in an interface.</param>
    public NativeMethod(byte token, string name, string descriptor, NativeBody? body)
    {
        Token = token;
        Name = name;
        Descriptor = descriptor;
        Body = body;
        ParameterCells = CountParameters(descriptor, out int end);
        ResultCells = (byte)(descriptor[end + 1] == 'V' ? 0 : descriptor[end + 1] == 'I' ? 2 : 1);
    }

    public byte Token { get; }

    public string Name { get; }

    public string Descriptor { get; }

    public NativeBody? Body { get; }

    /// <summary>The minor version of its package that had it first; 0 when it was always there, or when nothing can extend its class.</summary>
    public byte SinceMinor { get; init; }

    /// <summary>Cells of the parameters, without the object itself.</summary>
    public int ParameterCells { get; }

    public byte ResultCells { get; }

    /// <summary>Whether the cells of a call begin with an object.</summary>
    public bool HasThis { get; private set; }

    /// <summary>Cells of a call's arguments, the object included.</summary>
    public byte ArgumentCells { get; private set; }

    /// <summary>Whether its token is one of the virtual methods'.</summary>
    public bool IsVirtual { get; private set; }

    public NativeClass? Class { get; private set; }

    /// <summary>The classes that its descriptor names, in their order; none (0) where a simple name is not that of one class alone.</summary>
    public ushort[] Named { get; private set; } = [];

    internal void Enter(NativeClass owner, bool isVirtual)
    {
        Class = owner;
        IsVirtual = isVirtual;
        HasThis = isVirtual || Name == "<init>";
        ArgumentCells = (byte)(ParameterCells + (HasThis ? 1 : 0));
    }

    /// <summary>Finds the classes that the descriptor names: in its own package, else in all.</summary>
    internal void FindNamed(NativeLibrary library)
    {
        for (int at = Descriptor.IndexOf('L'); at >= 0; at = Descriptor.IndexOf('L', Descriptor.IndexOf(';', at)))
        {
            string name = Descriptor.Substring(at + 1, Descriptor.IndexOf(';', at) - at - 1);
            ushort[] named = Named;
            Array.Resize(ref named, named.Length + 1);
            named[named.Length - 1] = library.ClassNamed(name, Class!.Package);
            Named = named;
        }
    }

    private static int CountParameters(string descriptor, out int end)
    {
        int cells = 0;
        int i = 1;
        while (descriptor[i] != ')')
        {
            bool isArray = descriptor[i] == '[';
            while (descriptor[i] == '[')
            {
                i++;
            }

            cells += descriptor[i] == 'I' && !isArray ? 2 : 1;
            if (descriptor[i] == 'L')
            {
                i = descriptor.IndexOf(';', i);
            }

            i++;
        }

        end = i;
        return cells;
    }
}
