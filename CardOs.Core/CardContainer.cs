using CardOs.Containers;

namespace CardOs;

/// <summary>A container of a card.</summary>
/// <param name="Number">Its number; 0 is the common one.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">Whether its world is the one that the terminal sees.</param>
/// <param name="IsPrepared">Whether it will be activated when the terminal has carried out REFRESH, or at the next reset.</param>
public readonly record struct CardContainer(int Number, string Name, ContainerState State, bool IsPrepared);
