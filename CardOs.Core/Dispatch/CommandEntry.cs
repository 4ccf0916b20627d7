namespace CardOs.Dispatch;

/// <summary>One command of the table.</summary>
/// <param name="Route">Who answers.</param>
/// <param name="CarriesData">Whether its third parameter byte is the length of data (cases 3 and 4), which a compact script cannot tell.</param>
/// <param name="InScripts">Whether a remote script may give it.</param>
internal readonly record struct CommandEntry(Route Route, bool CarriesData, bool InScripts);
