using System.Text;
using CardOs.Apdu.LoadFiles;

namespace CardOs.OffCard.LoadFiles;

/// <summary>Types of the Descriptor component, spelt as in class files.</summary>
internal static class SignatureText
{
    /// <summary>A method's signature.</summary>
    public static string Of(TypeDescriptor type, CapSymbols symbols)
    {
        var text = new StringBuilder("(");
        TypeReader reader = type.ReadTypes();
        while (reader.TryRead(out TypeNibble nibble, out ClassReference reference))
        {
            text.Append(reader.IsAtEnd ? ")" : "").Append(Spell(nibble, reference, symbols));
        }

        return text.ToString();
    }

    private static string Spell(TypeNibble type, ClassReference reference, CapSymbols symbols) => type switch
    {
        TypeNibble.Void => "V",
        TypeNibble.Boolean => "Z",
        TypeNibble.Byte => "B",
        TypeNibble.Short => "S",
        TypeNibble.Int => "I",
        TypeNibble.BooleanArray => "[Z",
        TypeNibble.ByteArray => "[B",
        TypeNibble.ShortArray => "[S",
        TypeNibble.IntArray => "[I",
        TypeNibble.ReferenceArray => $"[L{symbols.NameOf(reference)};",
        _ => $"L{symbols.NameOf(reference)};",
    };
}
