using System;

namespace CardOs.Tests.Vectors;

/// <summary>Marks a static method <c>void Check(VectorCase)</c> as the check of one kind of known answer.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class VectorKindAttribute(string kind) : Attribute
{
    public string Kind { get; } = kind;
}
