namespace CardOs.Apdu.Http;

/// <summary>What a reader of a message waits for.</summary>
internal enum HttpPhase : byte
{
    StartLine,
    Fields,
    BodyOfLength,
    BodyUntilClose,
    ChunkSize,
    ChunkData,
    ChunkEnd,
    Trailers,
    End,
    Malformed,
}
