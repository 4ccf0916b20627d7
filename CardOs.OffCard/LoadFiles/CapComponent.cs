using System;
using System.Collections.Generic;
using CardOs.Apdu.LoadFiles;

namespace CardOs.OffCard.LoadFiles;

/// <summary>A component of a CAP file.</summary>
/// <param name="Tag">Which one.</param>
/// <param name="Data">What is behind its tag and size.</param>
public sealed record CapComponent(ComponentTag Tag, ReadOnlyMemory<byte> Data)
{
    /// <summary>
    /// The order in which components are loaded: what others name comes first, and what nothing needs comes last.
    /// JCVM 6.2, GlobalPlatform C.1.
    /// </summary>
    public static IReadOnlyList<ComponentTag> LoadOrder { get; } =
    [
        ComponentTag.Header, ComponentTag.Directory, ComponentTag.Import, ComponentTag.Applet, ComponentTag.Class, ComponentTag.Method,
        ComponentTag.StaticField, ComponentTag.Export, ComponentTag.ConstantPool, ComponentTag.ReferenceLocation, ComponentTag.StaticResources,
        ComponentTag.Descriptor, ComponentTag.Debug,
    ];

    /// <summary>Bytes of the component with its tag and its size.</summary>
    public int EncodedLength => Data.Length + (Tag == ComponentTag.StaticResources ? 5 : 3);

    /// <summary>The name of its file.</summary>
    public string FileName => FileNameOf(Tag);

    /// <summary>The name of the file of the component with this tag.</summary>
    public static string FileNameOf(ComponentTag tag) => tag switch
    {
        ComponentTag.ReferenceLocation => "RefLocation.cap",
        ComponentTag.StaticResources => "StaticResources.capx",
        _ => $"{tag}.cap",
    };
}
