using System;

namespace CardOs.Agents;

/// <summary>What the fields of a message said so far.</summary>
[Flags]
internal enum AgentFields : byte
{
    None = 0,

    /// <summary>Content-Type was there.</summary>
    ContentType = 0x01,

    /// <summary>It is one of remote management.</summary>
    Management = 0x02,

    /// <summary>It is that of scripts for files and applications.</summary>
    CommandData = 0x04,

    /// <summary>It is that of messages that name their application.</summary>
    Named = 0x08,

    /// <summary>X-Admin-Next-URI was there.</summary>
    NextUri = 0x10,

    /// <summary>X-Admin-Targeted-Application was there.</summary>
    Target = 0x20,

    /// <summary>X-Admin-Protocol was there, with the protocol of this card.</summary>
    Protocol = 0x40,

    /// <summary>There was a body.</summary>
    Body = 0x80,
}
