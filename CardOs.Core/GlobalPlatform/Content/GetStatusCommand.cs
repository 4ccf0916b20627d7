using System;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Apdu.Tlv;
using CardOs.GlobalPlatform.SecureChannels;
using CardOs.JavaCard;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform.Content;

/// <summary>GET STATUS: what is on the card, as far as the domain may see it. GlobalPlatform 2.3.1 11.4.</summary>
/// <remarks>
/// <code>
/// P1: 80 issuer's domain | 40 applications and domains | 20 packages | 10 packages with their modules
/// P2: b2 entries as TLV objects, else in the form of older cards | b1 go on where the last answer ended
/// </code>
/// A domain sees itself and what belongs to it; with Global Registry everything, in the container that was named, else in the common and the activated
/// one. An answer has whole entries, as many as Le takes (at most 256 bytes without an extended one), and 6310 when there are more.
/// </remarks>
internal static class GetStatusCommand
{
    private const byte OfIssuer = 0x80;
    private const byte OfApplications = 0x40;
    private const byte OfPackages = 0x20;
    private const byte OfModules = 0x10;
    private const byte IsTlv = 0x02;
    private const byte IsNext = 0x01;
    private const int ShortAnswer = 256;
    private const int MaxEntry = 512;

    // 11.4.3.2: more data are available.
    private const StatusWord MoreEntries = (StatusWord)0x6310;

    public static StatusWord Handle(CardState state, int channel, scoped in Performer performer, scoped CommandApdu command, ref ResponseWriter reply)
    {
        ContentSession session = ContentSession.Of(state.Working, channel);
        byte kind = session.StatusKind;
        int next = session.NextEntry;
        session.StatusKind = 0;
        if (command.P1 is not (OfIssuer or OfApplications or OfPackages or OfModules) || (command.P2 & ~(IsTlv | IsNext)) != 0)
        {
            return StatusWord.IncorrectParameters;
        }

        if (!StatusCriteria.TryParse(command.Data, out StatusCriteria criteria))
        {
            return StatusWord.IncorrectData;
        }

        bool goesOn = (command.P2 & IsNext) != 0;
        bool seesAll = performer.Has(Privileges.GlobalRegistry);
        if ((goesOn && kind != command.P1) || (command.P1 == OfIssuer && !performer.IsIssuer && !seesAll))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        int most = Math.Min(reply.Room, Math.Max(command.ExpectedLength, ShortAnswer)) - SecureChannel.MostAdded(state, channel);
        var list = new Listing
        {
            Kind = command.P1,
            IsTlv = (command.P2 & IsTlv) != 0,
            SeesAll = seesAll,
            First = goesOn ? next : 0,
            Most = most,
        };
        List(state, performer, criteria, ref list, ref reply);
        if (list.IsFull)
        {
            session.StatusKind = command.P1;
            session.NextEntry = (ushort)(list.First + list.Written);
        }

        return list.IsFull ? list.Written == 0 ? StatusWord.WrongLength : MoreEntries
            : list.Written == 0 ? StatusWord.ReferencedDataNotFound
            : StatusWord.Success;
    }

    private static void List(CardState state, scoped in Performer performer, scoped StatusCriteria criteria, ref Listing list, ref ResponseWriter reply)
    {
        NonVolatileMemory memory = state.NonVolatile;
        if (list.Kind == OfIssuer)
        {
            AddApplication(state, SecurityDomains.Issuer(memory), criteria, ref list, ref reply);
            return;
        }

        if (list.Kind != OfApplications && Shows(performer, container: 0) && (list.SeesAll || performer.IsIssuer))
        {
            for (int rom = 0; rom <= state.Options.Rom.Count; rom++)
            {
                if (ListedPackage.TryOfRom(state, rom, out ListedPackage package) && package.Aid.StartsWith(criteria.Aid))
                {
                    AddPackage(state, package, criteria, ref list, ref reply);
                }
            }
        }

        for (int container = 0; container < NonVolatileMap.MaxContainers; container++)
        {
            if (!Shows(performer, container))
            {
                continue;
            }

            if (list.Kind == OfApplications)
            {
                ListApplications(state, performer, container, criteria, ref list, ref reply);
            }
            else
            {
                ListPackages(state, performer, container, criteria, ref list, ref reply);
            }
        }
    }

    // The issuer's domain that named a container asks for what is in that one.
    private static bool Shows(scoped in Performer performer, int container) =>
        performer.HasNamedTarget ? container == performer.Target : performer.View.Maps(container);

    private static void ListApplications(
        CardState state, scoped in Performer performer, int container, scoped StatusCriteria criteria, ref Listing list, ref ResponseWriter reply)
    {
        NonVolatileMemory memory = state.NonVolatile;
        NvAddress issuer = SecurityDomains.Issuer(memory);
        for (NvAddress application = ApplicationRegistry.First(memory, container); !application.IsNull; application = new ApplicationEntry(memory, application).Next)
        {
            var entry = new ApplicationEntry(memory, application);
            if (application != issuer && !entry.Aid.IsEmpty && entry.Aid.StartsWith(criteria.Aid) && (list.SeesAll || performer.Covers(application)))
            {
                AddApplication(state, application, criteria, ref list, ref reply);
            }
        }
    }

    private static void ListPackages(
        CardState state, scoped in Performer performer, int container, scoped StatusCriteria criteria, ref Listing list, ref ResponseWriter reply)
    {
        NonVolatileMemory memory = state.NonVolatile;
        for (NvAddress at = memory.ReadAddress(NonVolatileMap.RootOf(container) + NonVolatileMap.Root.Packages); !at.IsNull; at = memory.ReadAddress(at))
        {
            var package = new LoadedPackage(memory, at);
            if (package.Aid.StartsWith(criteria.Aid) && (list.SeesAll || performer.Covers(ContentLookup.DomainOf(memory, package))))
            {
                AddPackage(state, new ListedPackage(package), criteria, ref list, ref reply);
            }
        }
    }

    private static void AddApplication(CardState state, NvAddress application, scoped StatusCriteria criteria, ref Listing list, ref ResponseWriter reply)
    {
        if (list.IsNextWanted())
        {
            Span<byte> buffer = stackalloc byte[MaxEntry];
            var writer = new BerTlvWriter(buffer);
            bool fits = list.IsTlv ? StatusEntry.TryWrite(state, application, criteria, ref writer) : StatusEntry.TryWriteOld(state, application, ref writer);
            list.Add(fits, writer.Written, ref reply);
        }
    }

    private static void AddPackage(CardState state, scoped ListedPackage package, scoped StatusCriteria criteria, ref Listing list, ref ResponseWriter reply)
    {
        if (list.IsNextWanted())
        {
            Span<byte> buffer = stackalloc byte[MaxEntry];
            var writer = new BerTlvWriter(buffer);
            bool withModules = list.Kind == OfModules;
            bool fits = list.IsTlv
                ? StatusEntry.TryWrite(state, package, withModules, criteria, ref writer)
                : StatusEntry.TryWriteOld(state, package, withModules, ref writer);
            list.Add(fits, writer.Written, ref reply);
        }
    }

    // How far the list is.
    private struct Listing
    {
        public byte Kind;
        public bool IsTlv;
        public bool SeesAll;

        // Entries that earlier answers had, and that this one has.
        public int First;
        public int Written;
        public int Most;
        public bool IsFull;

        private int _seen;

        // Counts an entry, and says whether this answer is to have it.
        public bool IsNextWanted() => _seen++ >= First && !IsFull;

        public void Add(bool fits, scoped ReadOnlySpan<byte> entry, ref ResponseWriter reply)
        {
            if (fits && reply.Length + entry.Length <= Most && reply.TryWrite(entry))
            {
                Written++;
            }
            else
            {
                IsFull = true;
            }
        }
    }
}
