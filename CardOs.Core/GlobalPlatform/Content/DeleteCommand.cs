using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Applications;
using CardOs.GlobalPlatform.KeyManagement;
using CardOs.JavaCard;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform.Content;

/// <summary>DELETE of an application, a security domain or a package: GlobalPlatform 2.3.1 9.5, 11.2.</summary>
/// <remarks>
/// <code>
/// P1 00 | P2 00 the object, 80 with what was made from it | data: see DeleteData
/// </code>
/// The domain that manages what it belongs to may delete it, and who has Global Delete. What the card was made with beyond domains and applets stays.
/// </remarks>
internal static class DeleteCommand
{
    private const byte WithRelated = 0x80;

    public static StatusWord Handle(CardState state, scoped in Performer performer, scoped CommandApdu command, ref ResponseWriter reply)
    {
        if (command.P1 != 0 || command.P2 is not (0 or WithRelated))
        {
            return StatusWord.IncorrectParameters;
        }

        if (KeyDeletion.Concerns(command.Data))
        {
            StatusWord deleted = KeyDeletion.Handle(state, performer.Domain, command.Data);
            return deleted != StatusWord.Success ? deleted : reply.TryWrite(0) ? StatusWord.Success : StatusWord.WrongLength;
        }

        if (!DeleteData.TryParse(command.Data, out DeleteData data))
        {
            return StatusWord.IncorrectData;
        }

        StatusWord right = performer.Has(Privileges.GlobalDelete) && data.Token.IsEmpty ? StatusWord.Success : Tokens.Check(state, performer, command, data.Signed, data.Token);
        if (right != StatusWord.Success)
        {
            return right;
        }

        NvAddress application = ContentLookup.Application(state, performer, data.Aid);
        StatusWord status = !application.IsNull
            ? DeleteApplication(state, performer, application)
            : DeletePackage(state, performer, data, command.P2 == WithRelated);
        return status == StatusWord.Success ? Receipts.Answer(state, performer, data.Aid, default, default, ref reply) : status;
    }

    private static StatusWord DeleteApplication(CardState state, scoped in Performer performer, NvAddress application)
    {
        NonVolatileMemory memory = state.NonVolatile;
        if (!MayDelete(memory, performer, application) || !Restrictions.Allow(memory, application, Restrictions.Deletion))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        if (SecurityDomains.IsSecurityDomain(memory, application))
        {
            return DomainDeletion.Delete(state, application);
        }

        return AppletHost.TakesCommands(memory, application)
            ? ContentLoader.DeleteApplet(state, ApplicationRegistry.ContainerOf(memory, application), new ApplicationEntry(memory, application).Aid)
            : StatusWord.ConditionsOfUseNotSatisfied;
    }

    private static StatusWord DeletePackage(CardState state, scoped in Performer performer, scoped in DeleteData data, bool withInstances)
    {
        NonVolatileMemory memory = state.NonVolatile;
        if (!state.Machine.TryFindPackage(data.Aid, performer.View, out LoadedPackage package))
        {
            return RomPackages.Has(state, data.Aid) ? StatusWord.ConditionsOfUseNotSatisfied : StatusWord.ReferencedDataNotFound;
        }

        if (!MayDelete(memory, performer, ContentLookup.DomainOf(memory, package)) || (withInstances && !MayDeleteInstances(state, performer, package)))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        return ContentLoader.DeletePackage(state, memory.Allocator.ContainerOf(package.Address), data.Aid, withInstances);
    }

    private static bool MayDeleteInstances(CardState state, scoped in Performer performer, LoadedPackage package)
    {
        for (int number = Owner.FirstApplet; number <= Owner.LastApplet; number++)
        {
            NvAddress application = state.Machine.InstanceOf((byte)number);
            if (!application.IsNull && state.Machine.ContextOf[number] == package.Number
                && (!MayDelete(state.NonVolatile, performer, application) || !Restrictions.Allow(state.NonVolatile, application, Restrictions.Deletion)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool MayDelete(NonVolatileMemory memory, scoped in Performer performer, NvAddress what) =>
        Restrictions.Allow(memory, performer.Domain, Restrictions.Deletion)
        && (performer.Has(Privileges.GlobalDelete) || ((performer.IsAuthorized || performer.IsDelegated) && performer.Covers(what)));
}
