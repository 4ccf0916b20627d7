using CardOs.JavaCard;

namespace CardOs.JavaCardApi.Security;

/// <summary>A method of a key interface, and the code that the hidden class behind it has.</summary>
internal readonly struct KeyMember
{
    public KeyMember(byte token, string name, string descriptor, NativeBody body)
    {
        Token = token;
        Name = name;
        Descriptor = descriptor;
        Body = body;
    }

    public byte Token { get; }

    public string Name { get; }

    public string Descriptor { get; }

    public NativeBody Body { get; }
}
