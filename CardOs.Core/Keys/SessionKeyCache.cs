namespace CardOs.Keys;

/// <summary>Expanded keys of the secure channel sessions that were used last. What a session is stays in working memory; this can be made again from there.</summary>
/// <remarks>
/// A session is known by its number, which no other session has between two resets. Reset and whatever brings back another working memory
/// clear the cache, so that a number never stands for the keys of another past.
/// </remarks>
internal sealed class SessionKeyCache
{
    private const int SlotCount = 4;

    private readonly SessionKeys[] _slots = new SessionKeys[SlotCount];
    private int _next;

    public SessionKeyCache()
    {
        for (int i = 0; i < SlotCount; i++)
        {
            _slots[i] = new SessionKeys();
        }
    }

    /// <summary>The keys of a session, or null when they have to be expanded: into <see cref="Take"/>.</summary>
    public SessionKeys? Find(uint session)
    {
        foreach (SessionKeys keys in _slots)
        {
            if (keys.Session == session)
            {
                return keys;
            }
        }

        return null;
    }

    /// <summary>A slot for the keys of a session: a free one, else the next in turn.</summary>
    public SessionKeys Take(uint session)
    {
        SessionKeys? slot = Find(0);
        if (slot is null)
        {
            slot = _slots[_next];
            _next = (_next + 1) % SlotCount;
        }

        slot.Session = session;
        return slot;
    }

    /// <summary>Forgets the keys of a session.</summary>
    public void Forget(uint session) => Find(session)?.Clear();

    public void Clear()
    {
        _next = 0;
        foreach (SessionKeys keys in _slots)
        {
            keys.Clear();
        }
    }
}
