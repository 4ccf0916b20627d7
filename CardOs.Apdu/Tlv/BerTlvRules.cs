using System;

namespace CardOs.Apdu.Tlv;

/// <summary>What a BER-TLV decoder accepts beyond, or refuses of, the plain form.</summary>
[Flags]
public enum BerTlvRules
{
    /// <summary>Definite lengths of one to five bytes, not necessarily the shortest form.</summary>
    Ber = 0,

    /// <summary>Only the shortest form of lengths, as DER has it (ISO 8825-1 10.1), and no leading zeros in tag numbers.</summary>
    Der = 0b0001,

    /// <summary>Bytes 00 and FF before, between and after objects are padding (ISO 7816-4 5.2.2); a tag that begins with FF cannot be read then.</summary>
    SkipFiller = 0b0010,

    /// <summary>A constructed object may have the length 80 and end with 00 00: ISO 8825-1 8.1.3.6, TS 102 226 5.2.1.</summary>
    IndefiniteLengths = 0b0100,
}
