using System;
using CardOs.Memory;

namespace CardOs.Registry;

/// <summary>Reads the menu entries that the applications of some containers have registered: in the order of containers, installation and registration.</summary>
internal ref struct MenuEntryReader
{
    private readonly NonVolatileMemory _memory;
    private readonly MemoryView _view;
    private int _container;
    private NvAddress _object;

    public MenuEntryReader(NonVolatileMemory memory, MemoryView view)
    {
        _memory = memory;
        _view = view;
        _container = -1;
        _object = NvAddress.Null;
        Application = NvAddress.Null;
        Text = default;
        Item = 0;
    }

    /// <summary>Whose entry it is.</summary>
    public NvAddress Application { get; private set; }

    public byte Item { get; private set; }

    public ReadOnlySpan<byte> Text { get; private set; }

    /// <summary>Moves on to the next entry.</summary>
    public bool TryNext()
    {
        for (; ; )
        {
            while (!_object.IsNull)
            {
                NvAddress found = _object;
                _object = ObjectList.Next(_memory, found);
                if (MenuEntries.TryItemOf(_memory, found, out byte item))
                {
                    Item = item;
                    Text = ObjectList.ValueOf(_memory, found);
                    return true;
                }
            }

            if (!TryNextApplication())
            {
                return false;
            }

            _object = _memory.ReadAddress(Application + ApplicationEntry.ObjectsOffset);
        }
    }

    private bool TryNextApplication()
    {
        NvAddress next = Application.IsNull ? NvAddress.Null : new ApplicationEntry(_memory, Application).Next;
        while (next.IsNull && ++_container < NonVolatileMap.MaxContainers)
        {
            next = _view.Maps(_container) ? ApplicationRegistry.First(_memory, _container) : NvAddress.Null;
        }

        Application = next;
        return !next.IsNull;
    }
}
