namespace CardOs.Memory;

/// <summary>What a card remembers: the layout of non-volatile memory.</summary>
/// <remarks>
/// <code>
/// 000000  +----------------------------------------------+
///         | identity: magic, layout version, length      |
///         | container words: active, prepared            |
///         | random generator: seed, boots                |
///         | journal head                                 |
///         | card words: ATR, ...                         |
/// 000080  +----------------------------------------------+
///         | roots: 64 bytes for each of 32 containers    |
/// 000880  +----------------------------------------------+
///         | segment owners: one byte per 4 KiB segment   |
/// 000C80  +----------------------------------------------+
///         | global PIN, cold ATR, names of services      |
/// 001000  +----------------------------------------------+
///         | journal: the undo log of open transactions   |
/// 005000  +----------------------------------------------+
///         | segments: blocks of the containers           |
///         |   ...                                        |
///         +----------------------------------------------+
/// </code>
/// Every field lies within one word, so that one write changes it whole or not at all.
/// </remarks>
internal static class NonVolatileMap
{
    /// <summary>Bytes that are programmed at once: written whole or not at all.</summary>
    public const int WordLength = 8;
    public const int WordShift = 3;

    public const int SegmentLength = 4096;
    public const int SegmentShift = 12;

    public const int MaxContainers = 32;
    public const int MaxSegments = 1024;

    /// <summary>"CardOs", then the layout version in two bytes.</summary>
    public const int Identity = 0x0000;
    public const ulong IdentityWord = 0x4361_7264_4F73_0000 | LayoutVersion;
    public const ushort LayoutVersion = 3;

    public const int MemoryLength = Identity + WordLength;

    /// <summary>The activated container, one byte; behind it the prepared one, FF for none: one word, so that a switch is one write.</summary>
    public const int ActiveContainer = MemoryLength + WordLength;
    public const int PreparedContainer = ActiveContainer + 1;

    public const int RandomSeed = ActiveContainer + WordLength;
    public const int RandomSeedLength = 32;

    /// <summary>How often the card was powered on, 8 bytes.</summary>
    public const int BootCount = RandomSeed + RandomSeedLength;

    /// <summary>Bytes in use at the start of the journal, 0 when no transaction is to be undone.</summary>
    public const int JournalHead = BootCount + WordLength;

    /// <summary>Address of the block with the answer to reset.</summary>
    public const int AnswerToReset = JournalHead + WordLength;

    /// <summary>The next free application tag (two bytes): who owns a block, in the account.</summary>
    public const int NextOwner = AnswerToReset + WordLength;

    /// <summary>Address of what a suspended card keeps, or null.</summary>
    public const int Suspension = NextOwner + WordLength;

    /// <summary>In what the card is not as the specifications have it, four bytes.</summary>
    public const int Quirks = Suspension + WordLength;

    /// <summary>Address of the Java Card machine's root block; null until the first package is loaded.</summary>
    public const int MachineRoot = Quirks + WordLength;

    public const int Roots = 0x0080;
    public const int RootLength = 64;

    public const int SegmentOwners = Roots + (MaxContainers * RootLength);

    /// <summary>The PIN of the card, see Keys.GlobalPin.</summary>
    public const int GlobalPin = SegmentOwners + MaxSegments;
    public const int GlobalPinLength = 64;

    /// <summary>The answer to a cold reset where it is another than that to a warm one: its length, 0 for none, then its bytes.</summary>
    public const int ColdAnswerToReset = GlobalPin + GlobalPinLength;
    public const int ColdAnswerToResetLength = 64;

    /// <summary>The names of services that applications registered, see Registry.GlobalServices: a word each.</summary>
    public const int GlobalServices = ColdAnswerToReset + ColdAnswerToResetLength;
    public const int MaxGlobalServices = 32;

    public const int Journal = 0x1000;
    public const int JournalLength = 4 * SegmentLength;

    public const int Segments = Journal + JournalLength;

    /// <summary>Offsets within a container's root.</summary>
    public static class Root
    {
        /// <summary>Whether the container exists, one byte in a word of its own: <see cref="Absent"/>, <see cref="Present"/> or <see cref="Incomplete"/>.</summary>
        public const int State = 0;

        /// <summary>Address of the block with the name: its length, then its bytes.</summary>
        public const int Name = State + WordLength;

        /// <summary>Address of the master file's header.</summary>
        public const int MasterFile = Name + WordLength;

        /// <summary>Heads of the lists of ADFs, key sets and registered applications: four bytes each.</summary>
        public const int ApplicationFiles = MasterFile + WordLength;
        public const int KeySets = ApplicationFiles + WordLength;
        public const int Applications = KeySets + WordLength;

        /// <summary>Heads of the lists of the container's PINs and administrative keys, and of its authentication keys.</summary>
        public const int Pins = Applications + sizeof(int);
        public const int AuthenticationKeys = Pins + sizeof(int);

        /// <summary>Head of the list of files that are deleted and not freed yet.</summary>
        public const int DeletedFiles = AuthenticationKeys + sizeof(int);

        /// <summary>Head of the list of loaded packages.</summary>
        public const int Packages = DeletedFiles + sizeof(int);

        /// <summary>Head of the list of keys that are in no key set.</summary>
        public const int Keys = Packages + sizeof(int);

        public const byte Absent = 0;
        public const byte Present = 1;

        /// <summary>Being made or deleted: power-on deletes what is left of it.</summary>
        public const byte Incomplete = 2;
    }

    /// <summary>No container is prepared.</summary>
    public const byte NoContainer = 0xFF;

    public static NvAddress RootOf(int container) => new(Roots + (container * RootLength));
}
