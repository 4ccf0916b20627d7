using CardOs.Apdu.GlobalPlatform;

namespace CardOs.GlobalPlatform.KeyManagement;

/// <summary>A key of PUT KEY that was looked at: where its components lie in clear.</summary>
internal struct NewKey
{
    public byte Identifier;

    /// <summary>Type of the first component.</summary>
    public KeyComponentType Type;

    public ushort Usage;

    public ushort Access;

    /// <summary>Where its components begin, as <see cref="Keys.DomainKey"/> has them, and how long they are.</summary>
    public int Start;

    public int Length;
}
