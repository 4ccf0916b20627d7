namespace CardOs.Channels;

/// <summary>Which way a data object of a BER-TLV file is being transferred in blocks.</summary>
internal enum TransferKind : byte
{
    None = 0,

    /// <summary>RETRIEVE DATA: TS 102 221 11.3.1.</summary>
    Retrieve = 1,

    /// <summary>SET DATA: TS 102 221 11.3.2.</summary>
    Set = 2,
}
