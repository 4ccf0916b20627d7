using System;

namespace CardOs.Apdu.Sms;

/// <summary>The header at the start of user data, when TP-UDHI is set: TS 23.040 9.2.3.24.</summary>
/// <remarks>
/// <code>
/// 0        1                 1+UDHL
/// +--------+-----------------+----------------+
/// | UDHL   | elements        | what follows   |
/// +--------+-----------------+----------------+
/// </code>
/// </remarks>
public readonly ref struct UserDataHeader
{
    private readonly ReadOnlySpan<byte> _userData;

    private UserDataHeader(ReadOnlySpan<byte> userData) => _userData = userData;

    /// <summary>The elements.</summary>
    public ReadOnlySpan<byte> Elements => _userData.IsEmpty ? default : _userData.Slice(1, _userData[0]);

    /// <summary>Bytes of the header, its length byte included.</summary>
    public int Length => _userData.IsEmpty ? 0 : 1 + _userData[0];

    /// <summary>The header, its length byte included.</summary>
    public ReadOnlySpan<byte> Encoded => _userData.Slice(0, Length);

    /// <summary>The user data behind the header, in whole bytes.</summary>
    public ReadOnlySpan<byte> Content => _userData.Slice(Length);

    /// <summary>Sees the header at the start of <paramref name="userData"/>.</summary>
    /// <returns>False when it is not there whole; the elements are not looked at.</returns>
    public static bool TryParse(ReadOnlySpan<byte> userData, out UserDataHeader header)
    {
        bool isThere = !userData.IsEmpty && userData[0] < userData.Length;
        header = isThere ? new UserDataHeader(userData) : default;
        return isThere;
    }

    /// <summary>Starts reading the elements.</summary>
    public InformationElementReader ReadElements() => new(Elements);

    /// <summary>Finds the last element with this identifier, which is the one that counts: TS 23.040 9.2.3.24.</summary>
    public bool TryFind(InformationElementIdentifier identifier, out ReadOnlySpan<byte> value)
    {
        bool isFound = false;
        value = default;
        InformationElementReader reader = ReadElements();
        while (reader.TryRead(out InformationElementIdentifier found, out ReadOnlySpan<byte> content))
        {
            if (found == identifier)
            {
                value = content;
                isFound = true;
            }
        }

        return isFound;
    }

    /// <summary>Whether there is an element with this identifier.</summary>
    public bool Has(InformationElementIdentifier identifier) => TryFind(identifier, out _);

    /// <summary>Whether the message is a part of a longer one, and which.</summary>
    public bool TryGetConcatenation(out Concatenation concatenation) => Concatenation.TryFind(this, out concatenation);
}
