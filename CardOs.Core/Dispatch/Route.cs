namespace CardOs.Dispatch;

/// <summary>Which front door a command goes to.</summary>
internal enum Route : byte
{
    /// <summary>No such command.</summary>
    None,

    /// <summary>The file system, then the registered applications for a SELECT by name.</summary>
    Files,

    /// <summary>PINs and administrative keys.</summary>
    Pins,

    /// <summary>Creation, deletion and life cycle of files.</summary>
    Administration,

    /// <summary>Files and PINs in class A0.</summary>
    Sim,

    /// <summary>The logical channels.</summary>
    Channels,

    /// <summary>SUSPEND UICC.</summary>
    Suspension,

    /// <summary>TERMINAL CAPABILITY.</summary>
    Capability,

    /// <summary>The queue of response data.</summary>
    Response,

    /// <summary>The toolkit: FETCH, TERMINAL RESPONSE, TERMINAL PROFILE.</summary>
    Toolkit,

    /// <summary>ENVELOPE: secured packets, or the toolkit.</summary>
    Envelope,

    /// <summary>Data objects of the card, or of the selected application.</summary>
    Data,

    /// <summary>The random generator.</summary>
    Random,

    /// <summary>The selected USIM or ISIM.</summary>
    Usim,

    /// <summary>The applet that is selected.</summary>
    Applet,

    /// <summary>The security domain that is selected.</summary>
    SecurityDomain,
}
