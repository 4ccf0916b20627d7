using System;

namespace CardOs.Crypto.Authentication;

/// <summary>What f2 to f5 yield, in a buffer of the caller.</summary>
/// <remarks>
/// <code>
/// 0      6   8       8+r       8+r+c     8+r+c+i
/// +------+---+-------+---------+---------+
/// | AK   |   | RES   | CK      | IK      |
/// +------+---+-------+---------+---------+
/// </code>
/// </remarks>
internal readonly ref struct AuthenticationKeys
{
    public const int AnonymityKeyLength = 6;

    /// <summary>Bytes of a buffer for the longest values.</summary>
    public const int MaxLength = ResponseOffset + (3 * Tuak.MaxLength);

    private const int ResponseOffset = 8;

    private readonly Span<byte> _buffer;
    private readonly int _cipherKeyOffset;
    private readonly int _integrityKeyOffset;
    private readonly int _end;

    public AuthenticationKeys(Span<byte> buffer, in AuthenticationParameters parameters)
    {
        _buffer = buffer;
        _cipherKeyOffset = ResponseOffset + parameters.ResponseLength;
        _integrityKeyOffset = _cipherKeyOffset + parameters.CipherKeyLength;
        _end = _integrityKeyOffset + parameters.IntegrityKeyLength;
    }

    public Span<byte> AnonymityKey => _buffer.Slice(0, AnonymityKeyLength);

    public Span<byte> Response => _buffer.Slice(ResponseOffset, _cipherKeyOffset - ResponseOffset);

    public Span<byte> CipherKey => _buffer.Slice(_cipherKeyOffset, _integrityKeyOffset - _cipherKeyOffset);

    public Span<byte> IntegrityKey => _buffer.Slice(_integrityKeyOffset, _end - _integrityKeyOffset);

    /// <summary>CK and IK, one behind the other: Ks of TS 33.220 4.5.2.</summary>
    public Span<byte> BothKeys => _buffer.Slice(_cipherKeyOffset, _end - _cipherKeyOffset);

    /// <summary>All of the buffer that is used, AK first.</summary>
    public Span<byte> All => _buffer.Slice(0, _end);
}
