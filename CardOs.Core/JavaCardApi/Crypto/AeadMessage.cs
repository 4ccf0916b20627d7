using System;
using System.Buffers.Binary;
using CardOs.Crypto;
using CardOs.JavaCard;
using CardOs.JavaCardApi.Security;

namespace CardOs.JavaCardApi.Crypto;

/// <summary>The message of an AEADCipher so far. All of it is lost at a reset.</summary>
/// <remarks>
/// Behind doFinal and behind a reset the next message has an initial value of 12 zeros in GCM; CCM has to be initialized again.
/// <code>
/// 0                       80      81           82                     84                  86      102
/// +-----------------------+-------+------------+----------------------+-------------------+-------+
/// | GCM or CCM so far     | phase | tag length | additional data (2)  | message (2)       | tag   |
/// +-----------------------+-------+------------+----------------------+-------------------+-------+
///                                   of CCM: the lengths that init announced
/// </code>
/// </remarks>
internal readonly ref struct AeadMessage
{
    public const int Length = TagAt + GcmMode.TagLength;

    private const int PhaseAt = AeadState.Length;
    private const int TagLengthAt = PhaseAt + 1;
    private const int AdditionalAt = TagLengthAt + 1;
    private const int MessageAt = AdditionalAt + sizeof(ushort);
    private const int TagAt = MessageAt + sizeof(ushort);

    private readonly Span<byte> _bytes;

    public AeadMessage(CipherObject self, scoped ref NativeCall call)
    {
        _bytes = self.State(ref call).Slice(0, Length);
        IsCcm = self.Cipher == CipherCode.AesCcm;
        IsEncryption = self.Mode == CipherClass.Encrypt;
    }

    public bool IsCcm { get; }

    public bool IsEncryption { get; }

    /// <summary>Whether doFinal was the last that happened.</summary>
    public bool IsDone => Phase == AeadPhase.Done;

    /// <summary>The whole tag.</summary>
    public Span<byte> Tag => _bytes.Slice(TagAt, GcmMode.TagLength);

    private AeadPhase Phase
    {
        get => (AeadPhase)_bytes[PhaseAt];
        set => _bytes[PhaseAt] = (byte)value;
    }

    private int Additional => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(AdditionalAt));

    private int Message => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(MessageAt));

    private AeadState State => new(_bytes);

    /// <summary>Whether a tag may have a length: in CCM the one of init.</summary>
    public bool IsTagLength(int length) => IsCcm ? length == _bytes[TagLengthAt] : GcmMode.IsTagLength(length);

    public void StartGcm(KeySchedule key, scoped ReadOnlySpan<byte> vector)
    {
        _bytes.Clear();
        GcmMode.Start(key, State, vector);
        Phase = AeadPhase.Additional;
    }

    public void StartCcm(KeySchedule key, scoped ReadOnlySpan<byte> nonce, int additional, int message, int tag)
    {
        _bytes.Clear();
        CcmMode.Start(key, State, nonce, additional, message, tag);
        _bytes[TagLengthAt] = (byte)tag;
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes.Slice(AdditionalAt), (ushort)additional);
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes.Slice(MessageAt), (ushort)message);
        Phase = AeadPhase.Additional;
    }

    /// <summary>Whether there is a message to go on with, or one may begin.</summary>
    public bool MayGoOn => !IsCcm || (Phase is AeadPhase.Additional or AeadPhase.Message);

    /// <summary>Begins the message that no init began.</summary>
    public void Begin(KeySchedule key)
    {
        if (!IsCcm && (Phase is AeadPhase.None or AeadPhase.Done))
        {
            Span<byte> zeros = stackalloc byte[GcmMode.UsualVectorLength];
            zeros.Clear();
            StartGcm(key, zeros);
        }
    }

    /// <summary>Whether more additional data may come: else CryptoException ILLEGAL_USE or ILLEGAL_VALUE.</summary>
    public bool TakesAdditional(ref NativeCall call, int length)
    {
        if (Phase == AeadPhase.Message)
        {
            return CryptoCall.Fail(ref call, CryptoReason.IllegalUse);
        }

        return !IsCcm || State.Additional + (ulong)length <= (ulong)Additional || CryptoCall.Fail(ref call, CryptoReason.IllegalValue);
    }

    /// <summary>Whether more of the message may come, the last of it perhaps: else CryptoException ILLEGAL_USE.</summary>
    public bool TakesMessage(ref NativeCall call, int length, bool isLast)
    {
        if (!IsCcm)
        {
            return true;
        }

        ulong total = State.Message + (ulong)length;
        bool fits = isLast ? total == (ulong)Message : total <= (ulong)Message;
        return (State.Additional == (ulong)Additional && fits) || CryptoCall.Fail(ref call, CryptoReason.IllegalUse);
    }

    public void Authenticate(KeySchedule key, scoped ReadOnlySpan<byte> part)
    {
        if (IsCcm)
        {
            CcmMode.Authenticate(key, State, part);
        }
        else
        {
            GcmMode.Authenticate(key, State, part);
        }
    }

    /// <summary>Enciphers or deciphers the next part, in place.</summary>
    public void Transform(KeySchedule key, scoped Span<byte> part)
    {
        Phase = AeadPhase.Message;
        if (IsCcm)
        {
            CcmMode.Transform(key, State, part, IsEncryption);
        }
        else
        {
            GcmMode.Transform(key, State, part, IsEncryption);
        }
    }

    /// <summary>Makes the tag, and forgets everything else.</summary>
    public void Finish(KeySchedule key)
    {
        if (IsCcm)
        {
            CcmMode.Finish(key, State, Tag);
        }
        else
        {
            GcmMode.Finish(key, State, Tag);
        }

        State.Clear();
        Phase = AeadPhase.Done;
    }
}
