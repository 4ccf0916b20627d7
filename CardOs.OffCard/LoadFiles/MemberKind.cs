namespace CardOs.OffCard.LoadFiles;

/// <summary>What a member of a class is; tokens of different kinds count apart.</summary>
public enum MemberKind
{
    /// <summary>A static field.</summary>
    StaticField,

    /// <summary>A field of objects.</summary>
    InstanceField,

    /// <summary>A static method or a constructor.</summary>
    StaticMethod,

    /// <summary>A method of objects, or of an interface.</summary>
    VirtualMethod,
}
