using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Crypto;
using CardOs.Memory;

namespace CardOs.GlobalPlatform.SecureChannels;

/// <summary>A secure channel session as working memory has it, one for each logical channel and one for remote scripts.</summary>
/// <remarks>
/// <code>
/// 0       1          2   3       4      5           6            7
/// +-------+----------+---+-------+------+-----------+------------+------------+
/// | state | protocol | i | level | base | of answer | key length | AID length |
/// +-------+----------+---+-------+------+-----------+------------+------------+
/// 8         12          13       14        15      16        20              24
/// +---------+-----------+--------+---------+-------+---------+---------------+---------
/// | key set | container | domain | version | R-MAC | session | card counter  | counter
/// +---------+-----------+--------+---------+-------+---------+---------------+---------
/// 32               48               64             80             96
/// +----------------+----------------+--------------+--------------+----------
/// | host challenge | card challenge | C-MAC chain  | R-MAC chain  | AID
/// +----------------+----------------+--------------+--------------+----------
/// 112     144     176      208   240                  280
/// +-------+-------+--------+-----+--------------------+
/// | S-ENC | S-MAC | S-RMAC | DEK | R-MAC in progress  |
/// +-------+-------+--------+-----+--------------------+
/// </code>
/// Base: the level that the session was opened with. Of answer: the level of the answer to the command in progress. Session: its number, which
/// names its keys in <see cref="Keys.SessionKeyCache"/>. Numbers are kept in the machine's byte order: they never leave working memory.
/// </remarks>
internal readonly ref struct SecureChannelSession
{
    private const int StateOffset = 0;
    private const int ProtocolOffset = 1;
    private const int OptionsOffset = 2;
    private const int LevelOffset = 3;
    private const int BaseOffset = 4;
    private const int AnswerOffset = 5;
    private const int KeyLengthOffset = 6;
    private const int AidLengthOffset = 7;
    private const int KeySetOffset = 8;
    private const int ContainerOffset = 12;
    private const int DomainOffset = 13;
    private const int VersionOffset = 14;
    private const int ResponseMacOffset = 15;
    private const int NumberOffset = 16;
    private const int CardCounterOffset = 20;
    private const int CounterOffset = 24;
    private const int HostChallengeOffset = 32;
    private const int CardChallengeOffset = 48;
    private const int ChainOffset = 64;
    private const int ResponseChainOffset = 80;
    private const int AidOffset = 96;
    private const int KeysOffset = 112;
    private const int KeyRoom = CipherAlgorithms.MaxKeyLength;
    private const int MacStateOffset = KeysOffset + (4 * KeyRoom);
    private const int ChallengeRoom = 16;
    private const int MaxAid = 16;

    private readonly Span<byte> _cells;

    private SecureChannelSession(Span<byte> cells) => _cells = cells;

    public SecureChannelState State
    {
        get => (SecureChannelState)_cells[StateOffset];
        set => _cells[StateOffset] = (byte)value;
    }

    public SecureChannelProtocol Protocol => (SecureChannelProtocol)_cells[ProtocolOffset];

    /// <summary>"i".</summary>
    public byte Options => _cells[OptionsOffset];

    /// <summary>The level in force.</summary>
    public SecurityLevel Level
    {
        get => (SecurityLevel)_cells[LevelOffset];
        set => _cells[LevelOffset] = (byte)value;
    }

    /// <summary>The level that the session was opened with.</summary>
    public SecurityLevel BaseLevel
    {
        get => (SecurityLevel)_cells[BaseOffset];
        set => _cells[BaseOffset] = (byte)value;
    }

    /// <summary>The level of the answer to the command in progress.</summary>
    public SecurityLevel AnswerLevel
    {
        get => (SecurityLevel)_cells[AnswerOffset];
        set => _cells[AnswerOffset] = (byte)value;
    }

    public NvAddress KeySet => new(Cell<int>(KeySetOffset));

    public int Container => _cells[ContainerOffset];

    public byte Domain => _cells[DomainOffset];

    /// <summary>The key version number.</summary>
    public byte Version => _cells[VersionOffset];

    /// <summary>SCP02: whether R-MACs are computed, whether or not answers carry them.</summary>
    public bool ComputesResponseMac
    {
        get => _cells[ResponseMacOffset] != 0;
        set => _cells[ResponseMacOffset] = value ? (byte)1 : (byte)0;
    }

    /// <summary>The session's number.</summary>
    public uint Number => Cell<uint>(NumberOffset);

    /// <summary>SCP02: the sequence counter that the keys were derived with.</summary>
    public ref uint CardCounter => ref Cell<uint>(CardCounterOffset);

    /// <summary>SCP03: the number of the command in progress, from 1.</summary>
    public ref ulong Counter => ref Cell<ulong>(CounterOffset);

    public Span<byte> HostChallenge => _cells.Slice(HostChallengeOffset, ChallengeRoom);

    public Span<byte> CardChallenge => _cells.Slice(CardChallengeOffset, ChallengeRoom);

    /// <summary>What the next C-MAC is chained to.</summary>
    public Span<byte> Chain => _cells.Slice(ChainOffset, CipherAlgorithms.MaxBlockLength);

    /// <summary>SCP02: what the next R-MAC is chained to.</summary>
    public Span<byte> ResponseChain => _cells.Slice(ResponseChainOffset, CipherAlgorithms.MaxBlockLength);

    /// <summary>SCP02: the R-MAC of the command in progress, until its answer is there.</summary>
    public Span<byte> MacInProgress => _cells.Slice(MacStateOffset, MacState.Length);

    public ReadOnlySpan<byte> Aid => _cells.Slice(AidOffset, _cells[AidLengthOffset]);

    public int KeyLength => _cells[KeyLengthOffset];

    public Span<byte> EncryptionKey => Key(0);

    public Span<byte> CommandMacKey => Key(1);

    public Span<byte> ResponseMacKey => Key(2);

    /// <summary>SCP02: the session's data encryption key. SCP03: the static one.</summary>
    public Span<byte> DataKey => Key(3);

    public static SecureChannelSession Of(WorkingMemory memory, int channel) =>
        new(memory.Span(WorkingMap.SecureChannels + (channel * WorkingMap.SecureChannelLength), WorkingMap.SecureChannelLength));

    /// <summary>Begins a session that nobody is authenticated in yet.</summary>
    public void Begin(CardState state, scoped in SecureChannelOwner owner, SecureChannelProtocol protocol, NvAddress set, byte version, int keyLength)
    {
        _cells.Clear();
        State = SecureChannelState.Initialized;
        _cells[ProtocolOffset] = (byte)protocol;
        _cells[OptionsOffset] = protocol == SecureChannelProtocol.Scp03 ? owner.Scp03.GetValueOrDefault().Value : owner.Scp02.GetValueOrDefault().Value;
        _cells[KeyLengthOffset] = (byte)keyLength;
        Cell<int>(KeySetOffset) = set.Value;
        _cells[ContainerOffset] = (byte)owner.Container;
        _cells[DomainOffset] = owner.Domain;
        _cells[VersionOffset] = version;
        Cell<uint>(NumberOffset) = ++state.Working.Cell<uint>(WorkingMap.SecureChannelCount);
        ReadOnlySpan<byte> aid = owner.Aid.Slice(0, Math.Min(owner.Aid.Length, MaxAid));
        _cells[AidLengthOffset] = (byte)aid.Length;
        aid.CopyTo(_cells.Slice(AidOffset));
    }

    public void Clear() => _cells.Clear();

    private Span<byte> Key(int index) => _cells.Slice(KeysOffset + (index * KeyRoom), KeyLength);

    // The offsets are constants within the fixed length, aligned as their cells are.
    private ref T Cell<T>(int offset)
        where T : unmanaged => ref Unsafe.As<byte, T>(ref Unsafe.Add(ref MemoryMarshal.GetReference(_cells), offset));
}
