using System;

namespace CardOs.Apdu.Http;

/// <summary>A media type, as Content-Type has it: RFC 9110 8.3.1.</summary>
/// <remarks>
/// <code>
/// type / subtype *( [white space] ; [white space] name = token or "quoted" )
/// |-- essence --|  |-------------------- parameters --------------------|
/// </code>
/// </remarks>
public readonly ref struct MediaType
{
    private readonly ReadOnlySpan<byte> _parameters;

    private MediaType(ReadOnlySpan<byte> essence, ReadOnlySpan<byte> parameters)
    {
        Essence = essence;
        _parameters = parameters;
    }

    /// <summary>Type and subtype.</summary>
    public ReadOnlySpan<byte> Essence { get; }

    /// <summary>Whether there are parameters.</summary>
    public bool HasParameters => !_parameters.IsEmpty;

    /// <summary>Takes a media type apart.</summary>
    /// <returns>False when the text is none.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out MediaType type)
    {
        type = default;
        int end = text.IndexOf((byte)';');
        ReadOnlySpan<byte> parameters = end < 0 ? default : text.Slice(end);
        ReadOnlySpan<byte> essence = HttpText.Trim(end < 0 ? text : text.Slice(0, end));
        int slash = essence.IndexOf((byte)'/');
        if (slash < 0 || !HttpText.IsToken(essence.Slice(0, slash)) || !HttpText.IsToken(essence.Slice(slash + 1)))
        {
            return false;
        }

        ReadOnlySpan<byte> rest = parameters;
        while (TryReadParameter(ref rest, out _, out _))
        {
            // Only whether they are well formed counts here.
        }

        type = new MediaType(essence, parameters);
        return rest.IsEmpty;
    }

    /// <summary>Whether type and subtype are the same as another one's; case does not count.</summary>
    public bool IsSameEssence(scoped MediaType other) => HttpText.AreSame(Essence, other.Essence);

    /// <summary>Whether this type is <paramref name="wanted"/>: the same essence, with all of its parameters, and maybe others.</summary>
    public bool Is(MediaType wanted)
    {
        if (!IsSameEssence(wanted))
        {
            return false;
        }

        ReadOnlySpan<byte> rest = wanted._parameters;
        while (TryReadParameter(ref rest, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value))
        {
            if (!TryFindParameter(name, out ReadOnlySpan<byte> own) || !own.SequenceEqual(value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The value of a parameter, without quotes; case does not count in its name.</summary>
    public bool TryFindParameter(scoped ReadOnlySpan<byte> wanted, out ReadOnlySpan<byte> value)
    {
        ReadOnlySpan<byte> rest = _parameters;
        while (TryReadParameter(ref rest, out ReadOnlySpan<byte> name, out value))
        {
            if (HttpText.AreSame(name, wanted))
            {
                return true;
            }
        }

        value = default;
        return false;
    }

    // What is left behind the last good one is not well formed.
    private static bool TryReadParameter(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        name = default;
        value = default;
        if (rest.IsEmpty || rest[0] != ';')
        {
            return false;
        }

        ReadOnlySpan<byte> text = HttpText.Trim(rest.Slice(1));
        int equals = text.IndexOf((byte)'=');
        if (equals < 0 || !HttpText.IsToken(text.Slice(0, equals)))
        {
            return false;
        }

        name = text.Slice(0, equals);
        text = text.Slice(equals + 1);
        bool isQuoted = text.StartsWith("\""u8);
        int length = isQuoted ? QuotedLength(text) : TokenLength(text);
        if (length == 0)
        {
            return false;
        }

        value = isQuoted ? text.Slice(1, length - 2) : text.Slice(0, length);
        text = HttpText.Trim(text.Slice(length));
        if (!text.IsEmpty && text[0] != ';')
        {
            return false;
        }

        rest = text;
        return true;
    }

    private static int TokenLength(ReadOnlySpan<byte> text)
    {
        int length = 0;
        while (length < text.Length && HttpText.IsToken(text[length]))
        {
            length++;
        }

        return length;
    }

    // With its quotes; 0 when it does not end, or has characters that stand for others.
    private static int QuotedLength(ReadOnlySpan<byte> text)
    {
        int end = text.Slice(1).IndexOfAny((byte)'"', (byte)'\\');
        return end < 0 || text[end + 1] == '\\' ? 0 : end + 2;
    }
}
