namespace CardOs.Applications;

/// <summary>Why an applet was triggered: the numbers of TS 102 241.</summary>
public enum AppletTrigger : byte
{
    /// <summary>The user chose an entry of the menu.</summary>
    MenuSelection = 7,

    /// <summary>The user asked for help about an entry of the menu.</summary>
    MenuSelectionHelp = 8,

    /// <summary>The terminal is free again, which the applet asked to be told.</summary>
    ProactiveHandlerAvailable = 123,
}
