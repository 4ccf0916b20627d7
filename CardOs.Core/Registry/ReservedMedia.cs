using System;
using CardOs.Apdu.Http;

namespace CardOs.Registry;

/// <summary>Media types that are the card's own: no application is registered for them.</summary>
internal static class ReservedMedia
{
    /// <summary>A message that names its application: 4F and the AID, then what the application gets.</summary>
    public static ReadOnlySpan<byte> NamedApplication => "application/vnd.cardos.named-application"u8;

    /// <summary>Whether a type is one of remote management: scripts for security domains, or for files and applications.</summary>
    public static bool IsOfRemoteManagement(scoped MediaType type) =>
        IsSame(type, AdminField.CardContentManagement) || IsSame(type, AdminField.CommandData);

    public static bool IsOfNamedApplication(scoped MediaType type) => IsSame(type, NamedApplication);

    /// <summary>Whether applications cannot have a type: also those of OMA's smart card web server, which this card is not.</summary>
    public static bool IsReserved(scoped MediaType type) =>
        IsOfRemoteManagement(type)
        || IsOfNamedApplication(type)
        || IsSame(type, "application/vnd.oma.scws-config"u8)
        || IsSame(type, "application/vnd.oma.scws-http-request"u8);

    private static bool IsSame(scoped MediaType type, ReadOnlySpan<byte> essence) => HttpField.IsSameName(type.Essence, essence);
}
