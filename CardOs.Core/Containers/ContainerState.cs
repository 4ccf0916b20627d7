namespace CardOs.Containers;

/// <summary>Whether a container's world is the one that the terminal sees. The numbers are those that eUICCs have for profiles.</summary>
public enum ContainerState : byte
{
    /// <summary>It cannot be reached but by administration.</summary>
    Disabled = 0x1F,

    /// <summary>Its world is there: the common container's always, and one enhanced container's.</summary>
    Activated = 0x3F,
}
