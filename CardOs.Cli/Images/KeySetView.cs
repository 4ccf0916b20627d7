using CardOs.Crypto;
using CardOs.Keys;
using CardOs.Memory;
using CardOs.OffCard.Profiles;
using CardOs.Profiles;
using Spectre.Console;

namespace CardOs.Cli.Images;

/// <summary>The key sets of a card as a table: what they are, never what they hold.</summary>
internal static class KeySetView
{
    public static Table Draw(ImageContents contents)
    {
        Table table = Screen.TableOf("Key sets of", "domain", ">version", "KIc", "KID", "KIK", ">MAC length", ">counter");
        foreach (int container in contents.Containers)
        {
            NvAddress address = KeySets.First(contents.Memory, container);
            while (!address.IsNull)
            {
                var set = new KeySet(contents.Memory, address);
                table.Row(
                    contents.NameOf(container),
                    ProfileWords.NameOf(ProfileWords.Domains, (SecurityDomain)set.Domain),
                    $"{set.Version}",
                    Describe(set.AlgorithmOf(KeyRole.Cipher)),
                    Describe(set.AlgorithmOf(KeyRole.Check)),
                    Describe(set.AlgorithmOf(KeyRole.KeyEncryption)),
                    $"{set.MacLength}",
                    $"{set.Counter}");
                address = KeySets.Next(contents.Memory, address);
            }
        }

        return table;
    }

    private static string Describe(CipherAlgorithm algorithm) => algorithm switch
    {
        CipherAlgorithm.None => "-",
        CipherAlgorithm.DesEcb => "DES ECB",
        CipherAlgorithm.TripleDes2 => "3DES, 2 keys",
        CipherAlgorithm.TripleDes3 => "3DES, 3 keys",
        CipherAlgorithm.Des => "DES",
        _ => $"AES-{CipherAlgorithms.KeyLength(algorithm) * 8}",
    };
}
