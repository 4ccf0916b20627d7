using System;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.Files;

/// <summary>Which names are taken, by ADFs and by registered applications.</summary>
/// <remarks>
/// Each enhanced container has its own names, and the same ones may be in another. A name of the common container is nobody else's: an application
/// of an enhanced container cannot get one of them, and one of the common container cannot get one that any container has, activated or not.
/// </remarks>
internal static class ApplicationNames
{
    /// <summary>Whether a new application of a container cannot have a name.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="container">Where the application will live.</param>
    /// <param name="name">The name it wants.</param>
    /// <param name="except">Its own registry entry, when it has one.</param>
    public static bool IsTaken(NonVolatileMemory memory, int container, scoped ReadOnlySpan<byte> name, NvAddress except = default)
    {
        MemoryView rivals = container == 0 ? MemoryView.All : MemoryView.Of(container);
        for (int i = 0; i < NonVolatileMap.MaxContainers; i++)
        {
            if (rivals.Maps(i) && (IsOfApplication(memory, i, name, except) || !FileSystem.FindApplicationFile(memory, i, name).IsNull))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOfApplication(NonVolatileMemory memory, int container, scoped ReadOnlySpan<byte> name, NvAddress except)
    {
        NvAddress application = ApplicationRegistry.First(memory, container);
        while (!application.IsNull && (application == except || !Has(memory, application, name)))
        {
            application = new ApplicationEntry(memory, application).Next;
        }

        return !application.IsNull;
    }

    // A security domain can have further names.
    private static bool Has(NonVolatileMemory memory, NvAddress application, scoped ReadOnlySpan<byte> name)
    {
        bool isIts = new ApplicationEntry(memory, application).Aid.SequenceEqual(name);
        for (int i = 0; !isIts && i < SecurityDomainPart.MaxAliases && SecurityDomains.IsSecurityDomain(memory, application); i++)
        {
            isIts = new SecurityDomainPart(memory, application).Alias(i).SequenceEqual(name);
        }

        return isIts;
    }
}
