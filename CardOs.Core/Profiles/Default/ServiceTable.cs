using System;

namespace CardOs.Profiles;

/// <summary>Service tables of the default card.</summary>
internal static class ServiceTable
{
    /// <summary>One bit for each service: TS 31.102 4.2.8, TS 31.103 4.2.7.</summary>
    public static byte[] Of(int length, params ReadOnlySpan<int> services)
    {
        byte[] table = new byte[length];
        foreach (int service in services)
        {
            table[(service - 1) / 8] |= (byte)(1 << ((service - 1) % 8));
        }

        return table;
    }

    /// <summary>Two bits for each service, allocated and activated: TS 51.011 10.3.7.</summary>
    public static byte[] OfSim(int length, params ReadOnlySpan<int> services)
    {
        byte[] table = new byte[length];
        foreach (int service in services)
        {
            table[(service - 1) / 4] |= (byte)(0b11 << ((service - 1) % 4 * 2));
        }

        return table;
    }
}
