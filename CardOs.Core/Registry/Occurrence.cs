namespace CardOs.Registry;

/// <summary>Which of the applications whose names begin alike: b2 and b1 of P2. ISO 7816-4 11.2.2, table 63.</summary>
internal enum Occurrence
{
    First = 0,
    Last = 1,
    Next = 2,
    Previous = 3,
}
