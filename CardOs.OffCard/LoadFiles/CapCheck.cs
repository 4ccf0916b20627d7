using CardOs.Apdu.LoadFiles;

namespace CardOs.OffCard.LoadFiles;

/// <summary>Whether the components of a CAP file are whole, there, and as long as the directory says.</summary>
internal static class CapCheck
{
    private static readonly ComponentTag[] Required =
    [
        ComponentTag.Header, ComponentTag.Directory, ComponentTag.Import, ComponentTag.Class, ComponentTag.Method, ComponentTag.StaticField,
        ComponentTag.ConstantPool, ComponentTag.ReferenceLocation,
    ];

    /// <exception cref="CapFormatException">They are not.</exception>
    public static void Run(CapFile file)
    {
        foreach (ComponentTag tag in Required)
        {
            Require(file.Has(tag), tag, "to be there");
        }

        foreach (CapComponent component in file.Components)
        {
            Require(IsWhole(file, component.Tag), component.Tag, $"a component of format {Name(file.Format)}");
        }

        if (!DirectoryComponent.TryParse(file.DataOf(ComponentTag.Directory), file.Format, out DirectoryComponent directory)
            || !ReferenceLocationComponent.TryParse(file.DataOf(ComponentTag.ReferenceLocation), out ReferenceLocationComponent locations))
        {
            return;
        }

        foreach (CapComponent component in file.Components)
        {
            // A component may have been taken out of the file since; Debug is not counted in 2.1, and taken out most often.
            long size = directory.SizeOf(component.Tag);
            Require(size == component.Data.Length || component.Tag == ComponentTag.Debug, component.Tag, $"{size} bytes as the directory says, found {component.Data.Length}");
        }

        CheckLocations(file, locations.ReadNarrow(), 1);
        CheckLocations(file, locations.ReadWide(), 2);
    }

    public static string Name(CapFormat format) => $"{(int)format >> 4}.{(int)format & 0xF}";

    private static bool IsWhole(CapFile file, ComponentTag tag) => tag switch
    {
        ComponentTag.Directory => DirectoryComponent.TryParse(file.DataOf(tag), file.Format, out _),
        ComponentTag.Applet => AppletComponent.TryParse(file.DataOf(tag), out _),
        ComponentTag.Import => ImportComponent.TryParse(file.DataOf(tag), out _),
        ComponentTag.ConstantPool => ConstantPoolComponent.TryParse(file.DataOf(tag), out _),
        ComponentTag.Class => ClassComponent.TryParse(file.DataOf(tag), file.Format, out _),
        ComponentTag.Method => MethodComponent.TryParse(file.DataOf(tag), out _),
        ComponentTag.StaticField => StaticFieldComponent.TryParse(file.DataOf(tag), out _),
        ComponentTag.ReferenceLocation => ReferenceLocationComponent.TryParse(file.DataOf(tag), out _),
        ComponentTag.Export => ExportComponent.TryParse(file.DataOf(tag), out _),
        ComponentTag.Descriptor => DescriptorComponent.TryParse(file.DataOf(tag), out _),
        _ => true,
    };

    private static void CheckLocations(CapFile file, ReferenceLocationReader reader, int length)
    {
        int end = file.DataOf(ComponentTag.Method).Length - length;
        while (reader.TryRead(out int offset))
        {
            Require(offset <= end, ComponentTag.ReferenceLocation, $"places within the {end + length} bytes of Method, found {offset}");
        }

        Require(reader.IsAtEnd, ComponentTag.ReferenceLocation, "whole distances");
    }

    private static void Require(bool condition, ComponentTag tag, string what)
    {
        if (!condition)
        {
            throw CapFormatException.Expected(CapComponent.FileNameOf(tag), what);
        }
    }
}
