using System;

namespace CardOs.Apdu.Sms;

/// <summary>TP-UDL and TP-UD, the end of a TPDU: TS 23.040 9.2.3.16 and 9.2.3.24.</summary>
/// <remarks>
/// <code>
/// 0     1
/// +-----+-----------------------------+
/// | UDL | user data                   |    UDL counts septets in the default alphabet, else bytes
/// +-----+-----------------------------+
/// </code>
/// </remarks>
public readonly ref struct UserData
{
    /// <summary>The most bytes that user data has.</summary>
    public const int MaxBytes = 140;

    private readonly bool _hasHeader;

    private UserData(byte length, bool hasHeader, DataCodingScheme coding, ReadOnlySpan<byte> bytes)
    {
        Length = length;
        _hasHeader = hasHeader;
        Coding = coding;
        Bytes = bytes;
    }

    /// <summary>TP-UDL, in septets or bytes.</summary>
    public int Length { get; }

    /// <summary>How the user data is coded.</summary>
    public DataCodingScheme Coding { get; }

    /// <summary>The user data, its header included.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>Sees user data that fills <paramref name="source"/>, from TP-UDL on, exactly.</summary>
    /// <returns>False when the length does not fit.</returns>
    public static bool TryParse(ReadOnlySpan<byte> source, DataCodingScheme coding, bool hasHeader, out UserData userData)
    {
        bool fits = !source.IsEmpty && coding.UserDataBytes(source[0]) == source.Length - 1;
        userData = fits ? new UserData(source[0], hasHeader, coding, source.Slice(1)) : default;
        return fits;
    }

    /// <summary>Writes TP-UDL and the user data.</summary>
    /// <param name="destination">Where they go.</param>
    /// <param name="coding">How the user data is coded.</param>
    /// <param name="length">TP-UDL: septets or bytes, its header included.</param>
    /// <param name="bytes">The user data, packed, its header included.</param>
    /// <param name="bytesWritten">How many bytes were written.</param>
    /// <returns>False, and nothing written, when the length is not that of the bytes or they do not fit.</returns>
    public static bool TryWrite(Span<byte> destination, DataCodingScheme coding, byte length, scoped ReadOnlySpan<byte> bytes, out int bytesWritten)
    {
        bytesWritten = 0;
        if (coding.UserDataBytes(length) != bytes.Length || destination.Length <= bytes.Length)
        {
            return false;
        }

        bytes.CopyTo(destination.Slice(1));
        destination[0] = length;
        bytesWritten = 1 + bytes.Length;
        return true;
    }

    /// <summary>Sees the header, if TP-UDHI says that there is one.</summary>
    /// <returns>False when there is none, or it is not there whole.</returns>
    public bool TryGetHeader(out UserDataHeader header)
    {
        header = default;
        return _hasHeader && UserDataHeader.TryParse(Bytes, out header);
    }

    /// <summary>Writes text of the default alphabet as characters, without its header.</summary>
    /// <returns>False when the data is coded otherwise, the header is malformed, or the characters do not fit.</returns>
    public bool TryGetText(Span<char> destination, out int charsWritten)
    {
        charsWritten = 0;
        if (Coding.Alphabet != Alphabet.Default || Coding.IsCompressed)
        {
            return false;
        }

        if (!_hasHeader)
        {
            return DefaultAlphabet.TryDecode(Bytes, firstBit: 0, Length, destination, out charsWritten);
        }

        if (!TryGetHeader(out UserDataHeader header))
        {
            return false;
        }

        // Fill bits bring the text to a septet boundary: TS 23.040 9.2.3.24.
        int headerSeptets = ((header.Length * 8) + 6) / 7;
        return DefaultAlphabet.TryDecode(Bytes, headerSeptets * 7, Length - headerSeptets, destination, out charsWritten);
    }
}
