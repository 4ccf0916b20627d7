namespace CardOs.Apdu.RemoteScripts;

/// <summary>The objects of command and response scripts in expanded format: TS 102 226 5.2, TS 101 220 7.2.</summary>
public enum ScriptTag : byte
{
    /// <summary>A command APDU, in a command script.</summary>
    CommandApdu = 0x22,

    /// <summary>A response APDU, in a response script.</summary>
    ResponseApdu = 0x23,

    /// <summary>The number of command objects executed, in a response script.</summary>
    CommandsExecuted = 0x80,

    /// <summary>Immediate Action, or the answer to one.</summary>
    ImmediateAction = 0x81,

    /// <summary>Error Action, in a command script.</summary>
    ErrorAction = 0x82,

    /// <summary>Script Chaining, or the answer to it.</summary>
    ScriptChaining = 0x83,

    /// <summary>Bad format, in a response script.</summary>
    BadFormat = 0x90,

    /// <summary>A command script with a length.</summary>
    CommandScript = 0xAA,

    /// <summary>A response script with a length.</summary>
    ResponseScript = 0xAB,

    /// <summary>A command script that ends with 00 00.</summary>
    CommandScriptIndefinite = 0xAE,

    /// <summary>A response script that ends with 00 00.</summary>
    ResponseScriptIndefinite = 0xAF,
}
