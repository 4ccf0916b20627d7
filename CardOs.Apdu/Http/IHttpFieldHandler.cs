using System;

namespace CardOs.Apdu.Http;

/// <summary>Takes the fields of a head from <see cref="HttpReader.ReadFields"/>.</summary>
public interface IHttpFieldHandler
{
    /// <summary>Takes a field.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value, without white space around it.</param>
    void OnField(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value);
}
