using CardOs.Apdu;
using CardOs.Apdu.Tlv;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform;

/// <summary>The applications that belong to a domain, for GET DATA 2F00: 61 { 4F AID } for each. GlobalPlatform 11.3.3.1.3.</summary>
internal static class DomainList
{
    public static StatusWord Write(CardState state, NvAddress domain, ref BerTlvWriter writer)
    {
        NonVolatileMemory memory = state.NonVolatile;
        MemoryView view = state.RuntimeView;
        bool hasAll = (new ApplicationEntry(memory, domain).Privileges & Privileges.GlobalRegistry) != 0;
        for (int container = 0; container < NonVolatileMap.MaxContainers; container++)
        {
            NvAddress application = view.Maps(container) ? ApplicationRegistry.First(memory, container) : NvAddress.Null;
            for (; !application.IsNull; application = new ApplicationEntry(memory, application).Next)
            {
                bool isOf = hasAll || SecurityDomains.Above(memory, application) == domain;
                if (isOf && !TryWrite(new ApplicationEntry(memory, application), ref writer))
                {
                    return StatusWord.WrongLength;
                }
            }
        }

        return writer.Written.IsEmpty ? StatusWord.ReferencedDataNotFound : StatusWord.Success;
    }

    private static bool TryWrite(ApplicationEntry entry, ref BerTlvWriter writer) =>
        writer.TryOpen(0x61, out int mark) && writer.TryWrite(0x4F, entry.Aid) && writer.TryClose(mark);
}
