using System;
using CardOs.OffCard;
using CardOs.Profiles;

namespace CardOs.Benchmarks;

/// <summary>A card with a USIM that has an authentication key.</summary>
internal sealed class AuthenticateFixture
{
    private static readonly byte[] Name = Convert.FromHexString("A0000000871002FF49FF0589");

    public AuthenticateFixture(AuthenticationAlgorithm algorithm)
    {
        Key = new AuthenticationProfile
        {
            Algorithm = algorithm,
            Key = Convert.FromHexString("465B5CE8B199B49FAA5F0A2EE238A6BC"),
            OperatorKey = new byte[algorithm == AuthenticationAlgorithm.Tuak ? 32 : 16],
        };
        var usim = new FileProfile
        {
            Fid = 0x7FFF,
            Structure = FileStructure.Directory,
            Aid = Name,
            AuthenticationKey = 1,
            Children = [new FileProfile { Fid = 0x6F38, Structure = FileStructure.Transparent, Size = 5, Contents = [0x00, 0x00, 0x00, 0x04, 0x20] }],
        };
        Options = new CardOptions
        {
            NonVolatileBytes = 64 * 1024,
            Profile = new CardProfile
            {
                AnswerToReset = CardOptions.Uicc.Profile.AnswerToReset,
                Containers = [new ContainerProfile { Name = "common" }, new ContainerProfile { Name = "subscription", AuthenticationKeys = [Key], Files = [usim] }],
            },
        };
    }

    public static byte[] Select { get; } = [0x00, 0xA4, 0x04, 0x0C, (byte)Name.Length, .. Name];

    public AuthenticationProfile Key { get; }

    public CardOptions Options { get; }

    public static byte[] Command(AuthenticationVector vector) => [0x00, 0x88, 0x00, 0x81, 0x22, 0x10, .. vector.Challenge, 0x10, .. vector.Token, 0x00];
}
