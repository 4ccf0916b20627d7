using System;

namespace CardOs.Apdu.Http;

/// <summary>What a header field is made of: RFC 9110 5.</summary>
public static class HttpField
{
    /// <summary>Whether a text can be a field's name: a token.</summary>
    public static bool IsName(ReadOnlySpan<byte> text) => HttpText.IsToken(text);

    /// <summary>Whether a text can be a field's value: no control characters, and no white space around it.</summary>
    public static bool IsValue(ReadOnlySpan<byte> text) =>
        !text.IsEmpty && HttpText.IsFieldValue(text) && !HttpText.IsBlank(text[0]) && !HttpText.IsBlank(text[text.Length - 1]);

    /// <summary>Whether two names are the same: case does not count.</summary>
    public static bool IsSameName(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => HttpText.AreSame(left, right);
}
