using System;
using System.Collections.Generic;
using System.Text;
using CardOs.Apdu;
using CardOs.Containers;
using CardOs.Memory;
using CardOs.Profiles;

namespace CardOs;

/// <summary>The card's worlds: made, activated and deleted by its host, as MANAGE CONTAINER does it for a terminal.</summary>
public sealed partial class Card
{
    /// <summary>The container whose world the terminal sees, from 1 on.</summary>
    public int ActiveContainer
    {
        get
        {
            using Use use = Enter();
            _state.NonVolatile.ContinueFromCut();
            return _state.ActiveContainer;
        }
    }

    /// <summary>All containers, the common one first.</summary>
    public IReadOnlyList<CardContainer> ListContainers()
    {
        using Use use = Enter();
        CheckPower();
        NonVolatileMemory memory = _state.NonVolatile;
        var containers = new CardContainer[NonVolatileMap.MaxContainers];
        int count = 0;
        for (int i = 0; i < containers.Length; i++)
        {
            if (ContainerList.Exists(memory, i))
            {
                string name = Encoding.UTF8.GetString(ContainerList.NameOf(memory, i).ToArray());
                containers[count++] = new CardContainer(i, name, ContainerList.StateOf(_state, i), ContainerList.Prepared(memory) == i);
            }
        }

        Array.Resize(ref containers, count);
        return containers;
    }

    /// <summary>Makes an enhanced container that has a master file and nothing in it; it is disabled.</summary>
    /// <param name="name">Its name, 1 to 32 bytes of UTF-8, which no other container has.</param>
    /// <param name="container">Its number.</param>
    /// <returns>9000; 6A80 for a wrong name; 6A84 when there is no room, or there are 31 already.</returns>
    public StatusWord CreateContainer(string name, out int container)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(name ?? throw new ArgumentNullException(nameof(name)));
        using Use use = Enter();
        CheckPower();
        return Conclude(ContainerManager.Create(_state, bytes, default, default, out container));
    }

    /// <summary>Makes an enhanced container with everything that a profile says, as the factory does; it is disabled. Allocates managed memory.</summary>
    /// <param name="profile">Its name, which no other container has, files, PINs, keys and applications.</param>
    /// <param name="container">Its number.</param>
    /// <returns>9000; 6A80 for a name that is taken, its own or an application's in the common container; 6A84 when there are 31 already.</returns>
    /// <exception cref="ArgumentException">The profile is none of a container, or does not fit the memory; the message names the place, and nothing of it is on the card.</exception>
    public StatusWord CreateContainer(ContainerProfile profile, out int container)
    {
        ProfileCheck.CheckEnhanced(profile ?? throw new ArgumentNullException(nameof(profile)), "container");
        using Use use = Enter();
        CheckPower();
        NonVolatileMemory memory = _state.NonVolatile;
        container = ContainerList.None;
        byte[] name = Encoding.UTF8.GetBytes(profile.Name);
        int number = ContainerList.FindFree(memory);
        if (number == ContainerList.None)
        {
            return StatusWord.NotEnoughMemory;
        }

        if (!ContainerManager.IsName(name) || ContainerList.Find(memory, name) != ContainerList.None || Personalisation.HasCommonName(memory, number, profile))
        {
            return StatusWord.IncorrectData;
        }

        ContainerManager.MarkIncomplete(memory, number);
        try
        {
            Personalisation.WriteContainer(_state, number, profile, "container");
        }
        catch (ArgumentException)
        {
            ContainerManager.Remove(_state, number);
            Conclude(StatusWord.NotEnoughMemory);
            throw;
        }

        container = number;
        return Conclude(StatusWord.Success);
    }

    /// <summary>Prepares the activation of an enhanced container: it takes place when the terminal has carried out REFRESH, or at the next reset.</summary>
    /// <param name="container">Its number; that of the activated one takes a preparation back.</param>
    /// <param name="tellsTerminal">Whether the terminal is given REFRESH behind its next command; without, the next reset activates it.</param>
    /// <returns>9000; 6A88 when there is no such container; 6985 for the common one.</returns>
    public StatusWord ActivateContainer(int container, bool tellsTerminal = true)
    {
        using Use use = Enter();
        CheckPower();
        return Conclude(ContainerSwitch.Prepare(_state, container, tellsTerminal));
    }

    /// <summary>Takes the preparation of an activation back.</summary>
    public void CancelActivation()
    {
        using Use use = Enter();
        CheckPower();
        ContainerSwitch.Cancel(_state);
        Conclude(StatusWord.Success);
    }

    /// <summary>Deletes a disabled container with everything in it; its bytes are erased.</summary>
    /// <param name="container">Its number.</param>
    /// <returns>9000; 6A88 when there is no such container; 6985 for the common one, and while it is activated or prepared.</returns>
    public StatusWord DeleteContainer(int container)
    {
        using Use use = Enter();
        CheckPower();
        return Conclude(ContainerManager.Delete(_state, container));
    }
}
