using System.Globalization;

namespace CardOs.OffCard.Files;

/// <summary>The properties of a file in words.</summary>
internal static class FileWords
{
    /// <summary>"transparent, 9 bytes"; "linear fixed, 5 x 176 bytes"; "directory".</summary>
    public static string StructureOf(CardFile file)
    {
        if (file.IsDirectory)
        {
            return "directory";
        }

        string size = file.RecordLength == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{file.Size:N0} bytes")
            : string.Create(CultureInfo.InvariantCulture, $"{file.Size / file.RecordLength} x {file.RecordLength} bytes");
        string structure = file.Descriptor.IsTransparent ? "transparent"
            : file.Descriptor.IsLinearFixed ? "linear fixed"
            : file.Descriptor.IsCyclic ? "cyclic"
            : "data objects";
        return $"{structure}, {size}";
    }

    /// <summary>"activated", "deactivated" or what else it is: TS 102 221 11.1.1.4.9.</summary>
    public static string LifeCycleOf(CardFile file) => file.LifeCycle switch
    {
        0x01 => "creation",
        0x03 => "initialisation",
        0x05 or 0x07 => "activated",
        0x04 or 0x06 => "deactivated",
        >= 0x0C and <= 0x0F => "terminated",
        _ => string.Create(CultureInfo.InvariantCulture, $"life cycle {file.LifeCycle:X2}"),
    };
}
