using System;

namespace CardOs.Apdu.RemoteScripts;

/// <summary>The five bytes in front of every command of a script in compact format: TS 102 226 5.1.1.</summary>
public readonly struct CompactCommandHeader
{
    /// <summary>Bytes of the header.</summary>
    public const int Length = 5;

    private const int AllBytes = 256;
    private const byte FirstBlockMask = 0b1000_0000;
    private const byte FirstRegistrySubset = 0b0001_0000;

    internal CompactCommandHeader(ReadOnlySpan<byte> source)
    {
        Cla = source[0];
        Ins = source[1];
        P1 = source[2];
        P2 = source[3];
        P3 = source[4];
    }

    /// <summary>The class byte.</summary>
    public byte Cla { get; }

    /// <summary>The instruction byte.</summary>
    public byte Ins { get; }

    /// <summary>The first parameter.</summary>
    public byte P1 { get; }

    /// <summary>The second parameter.</summary>
    public byte P2 { get; }

    /// <summary>The length of the command data, or of the response data wanted.</summary>
    public byte P3 { get; }

    /// <summary>P3 read as the length of the response: 0 stands for 256.</summary>
    public int MaxResponseLength => P3 == 0 ? AllBytes : P3;

    /// <summary>
    /// Whether the instruction has command data in the standard that defines it, for readers that have no command table;
    /// an unknown instruction is taken to have none.
    /// </summary>
    public bool CarriesData => (Instruction)Ins switch
    {
        Instruction.DeactivateFile or Instruction.ActivateFile
            or Instruction.TerminalProfile or Instruction.TerminalResponse or Instruction.Envelope
            or Instruction.Verify or Instruction.ChangePin or Instruction.DisablePin or Instruction.EnablePin or Instruction.UnblockPin
            or Instruction.Increase or Instruction.SuspendUicc or Instruction.GetIdentity
            or Instruction.Authenticate or Instruction.AuthenticateBerTlv
            or Instruction.SearchRecord or Instruction.Select or Instruction.TerminalCapability
            or Instruction.ResizeFile or Instruction.UpdateBinary or Instruction.UpdateRecord
            or Instruction.SetData or Instruction.CreateFile
            or Instruction.PutKey or Instruction.StoreData or Instruction.Delete or Instruction.Install or Instruction.Load
            or Instruction.Push or Instruction.SetStatus => true,

        // RETRIEVE DATA has the tag in the first command only (TS 102 221 11.3.1); with any P1 it is GlobalPlatform's GET DATA with a tag list.
        Instruction.RetrieveData => P1 != 0 || (P2 & FirstBlockMask) != 0,

        // STATUS has P1 00 to 02, GET STATUS the subset in its upper bits: TS 102 221 11.1.2, GPCS 11.4.2.1.
        Instruction.Status => P1 >= FirstRegistrySubset,
        _ => false,
    };
}
