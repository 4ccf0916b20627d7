using System;
using CardOs.Apdu.Http;
using CardOs.Memory;

namespace CardOs.Registry;

/// <summary>The application that a message's header leads to, as far as its fields were read.</summary>
/// <remarks>
/// The order of the fields makes no difference: an element that an application chose counts more than Content-Type, a media type with parameters more
/// than one without, the activated container more than the common one, and then what was registered first.
/// </remarks>
internal struct MessageMatch
{
    private const byte ChosenElement = 3;
    private const byte WithParameters = 2;
    private const byte Plain = 1;

    /// <summary>The application; null when there is none.</summary>
    public NvAddress Application;

    /// <summary>Its record.</summary>
    public NvAddress Record;

    /// <summary>Its tag, by which it is known to be still the same.</summary>
    public ushort Tag;

    // How good it is, then how far back it stands.
    private byte _grade;
    private ushort _place;

    /// <summary>Looks at one more field.</summary>
    public void Add(CardState state, scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> value)
    {
        NonVolatileMemory memory = state.NonVolatile;
        bool isContentType = HttpField.IsSameName(name, AdminField.ContentType);
        int place = 0;
        for (int pass = state.ActiveContainer == 0 ? 1 : 0; pass < 2; pass++)
        {
            NvAddress application = ApplicationRegistry.First(memory, pass == 0 ? state.ActiveContainer : 0);
            while (!application.IsNull)
            {
                var entry = new ApplicationEntry(memory, application);
                NvAddress record = entry.IsSelectable ? MessageRegistrations.First(memory, application) : NvAddress.Null;
                for (; !record.IsNull; record = MessageRegistrations.Next(memory, record), place++)
                {
                    byte grade = Grade(MessageRegistrations.Read(memory, record), isContentType, name, value);
                    if (grade > _grade || (grade == _grade && grade != 0 && place < _place))
                    {
                        Application = application;
                        Record = record;
                        Tag = entry.Owner;
                        _grade = grade;
                        _place = (ushort)place;
                    }
                }

                application = entry.Next;
            }
        }
    }

    private static byte Grade(MessageRegistration registration, bool isContentType, scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> value)
    {
        if (registration.IsByName || registration.IsOfContentType != isContentType)
        {
            return 0;
        }

        if (!isContentType)
        {
            return HttpField.IsSameName(registration.Element, name) && registration.Value.SequenceEqual(value) ? ChosenElement : (byte)0;
        }

        return MediaType.TryParse(registration.Value, out MediaType wanted) && MediaType.TryParse(value, out MediaType type) && type.Is(wanted)
            ? wanted.HasParameters ? WithParameters : Plain
            : (byte)0;
    }
}
