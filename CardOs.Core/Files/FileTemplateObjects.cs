using System;

namespace CardOs.Files;

/// <summary>The data objects of an FCP template that creates or resizes a file.</summary>
[Flags]
internal enum FileTemplateObjects
{
    None = 0,
    Size = 0x001,
    TotalSize = 0x002,
    Descriptor = 0x004,
    Fid = 0x008,
    Name = 0x010,
    ShortIdentifier = 0x020,
    LifeCycle = 0x040,
    Rule = 0x080,
    Details = 0x100,
    PinStatus = 0x200,
}
