using System;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform.Content;

/// <summary>INSTALL [for load]: whether a package may come, and where it will belong. GlobalPlatform 2.3.1 9.3.5, 11.5.2.3.1.</summary>
internal static unsafe class LoadInstallation
{
    /// <summary>Begins a load on a channel; another one, on any channel, is over.</summary>
    public static StatusWord Begin(
        CardState state, int channel, scoped in Performer performer, scoped in InstallData data, scoped in SystemParameters system, bool isCombined)
    {
        NonVolatileMemory memory = state.NonVolatile;
        if (!ContentLookup.IsAid(data.First) || !LoadFileHash.IsLength(data.Third.Length))
        {
            return StatusWord.IncorrectData;
        }

        NvAddress domain = ContentLookup.Place(state, performer, data.Second, out int container, out byte number);
        if (domain.IsNull)
        {
            return StatusWord.ReferencedDataNotFound;
        }

        if (ContentLookup.IsTaken(state, container, data.First))
        {
            return StatusWord.IncorrectData;
        }

        byte signers = LoadFileSignatures.RequiredBy(state, domain);
        if (!MayLoadInto(memory, performer, domain) || (signers != 0 && data.Third.IsEmpty))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        if (!ContentMemory.HasRoom(state, container, system))
        {
            return StatusWord.NotEnoughMemory;
        }

        StatusWord status = ContentLoader.BeginLoad(state, container, number);
        if (status == StatusWord.Success)
        {
            ref ContentLoad load = ref state.Working.Cell<ContentLoad>(WorkingMap.ContentLoad);
            load = default;
            load.Owner = (byte)(channel + 1);
            load.Container = (byte)container;
            load.Domain = number;
            load.IsCombined = isCombined ? (byte)1 : (byte)0;
            load.Required = signers;
            load.AidLength = (byte)data.First.Length;
            fixed (byte* aid = load.Aid)
            {
                data.First.CopyTo(new Span<byte>(aid, ContentLoad.MaxAid));
            }

            LoadFileHash.Begin(ref load, data.Third);
        }

        return status;
    }

    private static bool MayLoadInto(NonVolatileMemory memory, scoped in Performer performer, NvAddress domain) =>
        (performer.IsAuthorized || performer.IsDelegated)
        && ContentLookup.TakesContent(memory, performer.Domain)
        && ContentLookup.TakesContent(memory, domain)
        && (performer.Covers(domain) || (new SecurityDomainPart(memory, domain).Options & DomainOptions.AcceptsExtradition) != 0);
}
