namespace CardOs.OffCard.LoadFiles;

/// <summary>An applet of a package.</summary>
/// <param name="Aid">The AID, in hex.</param>
/// <param name="InstallOffset">Where in the Method component its install method is.</param>
public sealed record CapApplet(string Aid, int InstallOffset);
