using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform.Content;

/// <summary>The channels on which applications are selected without a SELECT: each belongs to one. GlobalPlatform 2.3.1 6.4.1, table 11-49 tag CF.</summary>
internal static class ImplicitChannels
{
    /// <summary>Whether nobody that the terminal sees together with an application of a container has one of the channels.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="container">Where the application lives.</param>
    /// <param name="channels">The channels, a bit each.</param>
    /// <param name="except">The application itself; null for a new one.</param>
    public static bool AreFree(NonVolatileMemory memory, int container, uint channels, NvAddress except)
    {
        MemoryView rivals = container == 0 ? MemoryView.All : MemoryView.Of(container);
        for (int i = 0; channels != 0 && i < NonVolatileMap.MaxContainers; i++)
        {
            NvAddress application = rivals.Maps(i) ? ApplicationRegistry.First(memory, i) : NvAddress.Null;
            while (!application.IsNull)
            {
                var entry = new ApplicationEntry(memory, application);
                if (application != except && (entry.ImplicitChannels & channels) != 0)
                {
                    return false;
                }

                application = entry.Next;
            }
        }

        return true;
    }
}
