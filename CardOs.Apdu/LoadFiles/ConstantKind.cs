namespace CardOs.Apdu.LoadFiles;

/// <summary>What an entry of the constant pool stands for: JCVM 6.7.</summary>
public enum ConstantKind : byte
{
    /// <summary>A class or an interface.</summary>
    Class = 1,

    /// <summary>A field of objects.</summary>
    InstanceField = 2,

    /// <summary>A method that the object's class decides.</summary>
    VirtualMethod = 3,

    /// <summary>A method of a superclass.</summary>
    SuperMethod = 4,

    /// <summary>A static field.</summary>
    StaticField = 5,

    /// <summary>A static method, a constructor, or a private method.</summary>
    StaticMethod = 6,
}
