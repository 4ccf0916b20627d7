namespace CardOs.Apdu.RemoteScripts;

/// <summary>The one-byte values of an Immediate Action above those that name a record of EF RMA: TS 102 226 5.2.1.2.</summary>
public enum ImmediateAction : byte
{
    /// <summary>Wait until the proactive session has ended.</summary>
    ProactiveSessionIndication = 0x81,

    /// <summary>Send the response now and go on without another one.</summary>
    EarlyResponse = 0x82,
}
