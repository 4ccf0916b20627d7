using System;
using System.Runtime.InteropServices;

namespace CardOs.Crypto;

/// <summary>One slot for an expanded key: round keys of both directions and the subkeys of CMAC. Allocated once, reused for any key.</summary>
/// <remarks>
/// <code>
/// cells    0            48           96          98          100
///          +------------+------------+-----------+-----------+
/// DES      | encipher   | decipher   | CMAC K1   | CMAC K2   |
///          +------------+------------+-----------+-----------+
/// AES      | encipher: 0 to 30, decipher: 30 to 60          |
/// </code>
/// </remarks>
internal sealed class KeySchedule
{
    private const int DecipherDes = DesKeyExpansion.MaxRoundKeys;
    private const int DecipherAes = AesKeyExpansion.MaxRoundKeyBytes / sizeof(ulong);
    private const int Subkeys = 2 * DesKeyExpansion.MaxRoundKeys;
    private const int CellCount = Subkeys + (2 * CipherAlgorithms.MaxBlockLength / sizeof(ulong));

    private readonly ulong[] _cells = new ulong[CellCount];
    private readonly bool _tablesOnly;

    public KeySchedule()
        : this(tablesOnly: false)
    {
    }

    /// <param name="tablesOnly">Whether AES goes through the portable tables even where there is something faster.</param>
    internal KeySchedule(bool tablesOnly) => _tablesOnly = tablesOnly;

    /// <summary><see cref="CipherAlgorithm.None"/> while no key is in the slot.</summary>
    public CipherAlgorithm Algorithm { get; private set; }

    /// <summary>0 while no key is in the slot.</summary>
    public int BlockLength { get; private set; }

    internal bool IsAes => BlockLength == AesKeyExpansion.BlockLength;

    /// <summary>AES: 10, 12 or 14 rounds. DES: 1 or 3 passes.</summary>
    internal int Rounds { get; private set; }

#if NET
    /// <summary>Whether AES runs on the processor's instructions.</summary>
    internal bool UsesVectors { get; private set; }
#else
    /// <summary>The platform's persistent transforms of this key; null when it runs through the tables.</summary>
    internal AesPlatform? Platform { get; private set; }

    // Kept while another kind of key is in the slot, for its buffers.
    private AesPlatform? _platform;
#endif

    internal Span<ulong> EncipherKeys => _cells.AsSpan(0, IsAes ? DecipherAes : DecipherDes);

    internal Span<ulong> DecipherKeys => IsAes ? _cells.AsSpan(DecipherAes, DecipherAes) : _cells.AsSpan(DecipherDes, DecipherDes);

    /// <summary>The first cell of the round keys of encipherment, for code that knows how many there are.</summary>
    internal ref ulong FirstEncipherKey => ref _cells[0];

    /// <summary>The same of decipherment, of an AES key.</summary>
    internal ref ulong FirstAesDecipherKey => ref _cells[DecipherAes];

    /// <summary>K1 of CMAC, with K2 two cells behind it.</summary>
    internal ref ulong FirstSubkey => ref _cells[Subkeys];

    /// <summary>K1 of SP 800-38B 6.1, for a whole last block.</summary>
    internal Span<byte> WholeSubkey => MemoryMarshal.AsBytes(_cells.AsSpan(Subkeys)).Slice(0, BlockLength);

    /// <summary>K2 of SP 800-38B 6.1, for a padded last block.</summary>
    internal Span<byte> PaddedSubkey => MemoryMarshal.AsBytes(_cells.AsSpan(Subkeys)).Slice(CipherAlgorithms.MaxBlockLength, BlockLength);

    /// <summary>Puts a key in the slot.</summary>
    /// <param name="algorithm">What the key is for.</param>
    /// <param name="key">As many bytes as <see cref="CipherAlgorithms.KeyLength"/> says.</param>
    /// <param name="mayAllocate">Whether platform objects may be made for the key: true at power-on only.</param>
    /// <exception cref="ArgumentException">The length of the key is not the algorithm's.</exception>
    public void Expand(CipherAlgorithm algorithm, ReadOnlySpan<byte> key, bool mayAllocate)
    {
        if (algorithm == CipherAlgorithm.None || key.Length != CipherAlgorithms.KeyLength(algorithm))
        {
            throw new ArgumentException("The key does not have the length of its algorithm.", nameof(key));
        }

        Algorithm = algorithm;
        BlockLength = CipherAlgorithms.BlockLength(algorithm);
        if (IsAes)
        {
            Rounds = AesKeyExpansion.Expand(key, MemoryMarshal.Cast<ulong, uint>(EncipherKeys), MemoryMarshal.Cast<ulong, uint>(DecipherKeys));
        }
        else
        {
            Rounds = DesKeyExpansion.Expand(key, EncipherKeys, DecipherKeys);
        }

        ChooseEngine(key, mayAllocate);
        Cmac.DeriveSubkeys(this);
    }

    /// <summary>Forgets the key.</summary>
    public void Clear()
    {
        Array.Clear(_cells, 0, _cells.Length);
        Algorithm = CipherAlgorithm.None;
        BlockLength = 0;
        Rounds = 0;
#if NET
        UsesVectors = false;
#else
        Platform = null;
        _platform?.Forget();
#endif
    }

#if NET
    private void ChooseEngine(ReadOnlySpan<byte> key, bool mayAllocate)
    {
        _ = key;
        _ = mayAllocate;
        UsesVectors = IsAes && AesRounds.IsSupported && !_tablesOnly;
    }
#else
    private void ChooseEngine(ReadOnlySpan<byte> key, bool mayAllocate)
    {
        Platform = null;
        if (IsAes && mayAllocate && !_tablesOnly)
        {
            _platform ??= new AesPlatform();
            _platform.SetKey(key);
            Platform = _platform;
        }
    }
#endif
}
