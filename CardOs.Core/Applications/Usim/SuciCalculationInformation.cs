using System;
using CardOs.Apdu.Tlv;
using CardOs.Crypto.Ecies;

namespace CardOs.Applications.Usim;

/// <summary>EF_SUCI_Calc_Info: which protection schemes the home network wants, best first, and its public keys. TS 31.102 4.4.11.8.</summary>
/// <remarks>
/// <code>
/// +----+---+-------------------------------+----+---+----------------------------------------+
/// | A0 | L | scheme, number of its key; .. | A1 | L | 80 01 identifier, 81 L public key; ..  |
/// +----+---+-------------------------------+----+---+----------------------------------------+
/// the number of a key: its place in A1, from 1 on; 0 for the null scheme
/// </code>
/// </remarks>
internal readonly ref struct SuciCalculationInformation
{
    private const uint SchemesTag = 0xA0;
    private const uint KeysTag = 0xA1;
    private const uint IdentifierTag = 0x80;
    private const uint KeyTag = 0x81;
    private const int EntryLength = 2;

    private readonly ReadOnlySpan<byte> _schemes;
    private readonly ReadOnlySpan<byte> _keys;

    private SuciCalculationInformation(ReadOnlySpan<byte> schemes, ReadOnlySpan<byte> keys)
    {
        _schemes = schemes;
        _keys = keys;
    }

    /// <summary>How many schemes are listed.</summary>
    public int Count => _schemes.Length / EntryLength;

    /// <summary>Sees the contents of the file; without the list of schemes it is none.</summary>
    public static bool TryParse(ReadOnlySpan<byte> source, out SuciCalculationInformation information)
    {
        ReadOnlySpan<byte> schemes = default;
        ReadOnlySpan<byte> keys = default;
        bool isListed = false;
        var reader = new BerTlvReader(source, BerTlvRules.SkipFiller);
        while (reader.TryRead(out BerTag tag, out ReadOnlySpan<byte> value))
        {
            isListed |= tag.Value == SchemesTag;
            schemes = tag.Value == SchemesTag ? value : schemes;
            keys = tag.Value == KeysTag ? value : keys;
        }

        information = new SuciCalculationInformation(schemes, keys);
        return isListed;
    }

    /// <param name="index">From 0 on, best first.</param>
    public ProtectionScheme SchemeAt(int index) => (ProtectionScheme)_schemes[index * EntryLength];

    /// <summary>The public key of a scheme, and the identifier by which the home network knows it.</summary>
    /// <returns>False when the file has no such key.</returns>
    public bool TryFindKey(int index, out byte identifier, out ReadOnlySpan<byte> key)
    {
        int number = _schemes[(index * EntryLength) + 1];
        identifier = 0;
        key = default;
        var reader = new BerTlvReader(_keys);
        while (number > 0 && reader.TryRead(out BerTag tag, out ReadOnlySpan<byte> value))
        {
            if (tag.Value == IdentifierTag && value.Length == 1)
            {
                identifier = value[0];
            }
            else if (tag.Value == KeyTag)
            {
                key = value;
                number--;
            }
        }

        return number == 0 && !key.IsEmpty;
    }
}
