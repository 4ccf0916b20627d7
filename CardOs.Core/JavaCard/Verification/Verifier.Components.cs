using System;
using CardOs.Apdu.LoadFiles;

namespace CardOs.JavaCard;

/// <summary>Components: what the linker does not look at.</summary>
internal ref partial struct Verifier
{
    private bool VerifyComponents(StagedPackage staged)
    {
        ReadOnlySpan<byte> descriptor = staged.Component(ComponentTag.Descriptor);
        ReadOnlySpan<byte> locations = staged.Component(ComponentTag.ReferenceLocation);
        _hasDescriptor = !descriptor.IsEmpty;
        if (!VerifyHeader(staged)
            || (_hasDescriptor && (!DescriptorComponent.TryParse(descriptor, out _descriptor) || !VerifyDescriptor()))
            || (!locations.IsEmpty && !VerifyLocations(locations)))
        {
            return false;
        }

        for (int i = 0; i < _methods.HandlerCount; i++)
        {
            ExceptionHandler handler = _methods.GetHandler(i);
            if (handler.Start < _methods.MethodsOffset || handler.End > _code.Length || handler.Handler < _methods.MethodsOffset || handler.Handler >= _code.Length
                || (handler.CatchType != 0 && !IsClass(handler.CatchType)))
            {
                return false;
            }
        }

        return true;
    }

    // The Directory says what is in the other components.
    private readonly bool VerifyHeader(StagedPackage staged)
    {
        if (!HeaderComponent.TryParse(staged.Component(ComponentTag.Header), out HeaderComponent header)
            || !DirectoryComponent.TryParse(staged.Component(ComponentTag.Directory), header.Format, out DirectoryComponent directory)
            || !StaticFieldComponent.TryParse(staged.Component(ComponentTag.StaticField), out StaticFieldComponent statics)
            || !ImportComponent.TryParse(staged.Component(ComponentTag.Import), out ImportComponent imports))
        {
            return false;
        }

        StaticArrayReader arrays = statics.ReadArrays();
        int arrayBytes = 0;
        while (arrays.TryRead(out TypeNibble element, out ReadOnlySpan<byte> values))
        {
            int width = element switch { TypeNibble.Short => 2, TypeNibble.Int => 4, _ => 1 };
            if (values.Length % width != 0)
            {
                return false;
            }

            arrayBytes += values.Length;
        }

        return directory.ImportCount == imports.Count
            && directory.AppletCount == (_linker.Applets.IsEmpty ? 0 : _linker.Applets[0])
            && directory.StaticImageSize == statics.ImageSize
            && directory.StaticArrayCount == statics.ArrayCount
            && directory.StaticArraySize == arrayBytes
            && (header.Flags & HeaderFlags.Applet) != 0 == !_linker.Applets.IsEmpty
            && (header.Flags & HeaderFlags.Export) != 0 == !_linker.Exports.IsEmpty;
    }

    private readonly bool VerifyLocations(ReadOnlySpan<byte> data) =>
        ReferenceLocationComponent.TryParse(data, out ReferenceLocationComponent locations)
        && AreInCode(locations.ReadNarrow(), 1)
        && AreInCode(locations.ReadWide(), 2);

    private readonly bool AreInCode(ReferenceLocationReader reader, int length)
    {
        while (!reader.IsAtEnd)
        {
            if (!reader.TryRead(out int offset) || offset > _code.Length - length)
            {
                return false;
            }

            int index = length == 1 ? _code[offset] : (_code[offset] << 8) | _code[offset + 1];
            if (index >= _linker.Pool.Count)
            {
                return false;
            }
        }

        return true;
    }

    private readonly bool VerifyDescriptor()
    {
        if (_descriptor.ConstantCount != _linker.Pool.Count)
        {
            return false;
        }

        ClassDescriptorReader reader = _descriptor.ReadClasses();
        while (reader.TryRead(out ClassDescriptor descriptor))
        {
            if (descriptor.Class.IsExternal || _linker.ClassNumber(descriptor.Class.Offset) < 0)
            {
                return false;
            }

            bool isInterface = (descriptor.Flags & DescriptorFlags.InterfaceOrAbstractMethod) != 0;
            for (int i = 0; i < descriptor.MethodCount; i++)
            {
                MethodDescriptor method = descriptor.GetMethod(i);
                if (!_descriptor.TryGetType(method.TypeReference, out _) || (!isInterface && !VerifyMethodDescriptor(method)))
                {
                    return false;
                }
            }

            for (int i = 0; i < descriptor.FieldCount; i++)
            {
                FieldDescriptor field = descriptor.GetField(i);
                if (field.IsPrimitive ? field.Primitive is < TypeNibble.Boolean or > TypeNibble.Int : !_descriptor.TryGetType(field.TypeReference, out _))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private readonly bool VerifyMethodDescriptor(MethodDescriptor method)
    {
        if (!_methods.TryGetMethod(method.MethodOffset, out MethodHeader header))
        {
            return false;
        }

        var type = new MethodType(_firstCells);
        _descriptor.TryGetType(method.TypeReference, out TypeDescriptor encoded);
        bool isStatic = (method.Flags & DescriptorFlags.Static) != 0;
        return TrySet(ref type, !isStatic, encoded)
            && type.Count == header.ArgumentCells
            && header.IsAbstract == ((method.Flags & DescriptorFlags.InterfaceOrAbstractMethod) != 0)
            && (header.IsAbstract || header.CodeOffset + method.CodeLength <= _code.Length)
            && method.FirstHandler + method.HandlerCount <= Math.Max(_methods.HandlerCount, method.FirstHandler);
    }

    private readonly bool IsClass(int index) => _linker.Pool.TryGet(index, out ConstantPoolEntry entry) && entry.Kind == ConstantKind.Class;
}
