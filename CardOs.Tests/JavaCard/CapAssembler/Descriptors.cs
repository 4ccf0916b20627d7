namespace CardOs.Tests.JavaCard.CapAssembler;

/// <summary>Types as class files spell them.</summary>
internal static class Descriptors
{
    /// <summary>Cells that a method's arguments take, the object not counted; 0 when the type is not given.</summary>
    public static int ArgumentCells(string descriptor)
    {
        int cells = 0;
        for (int i = 1; i < descriptor.Length && descriptor[i] != ')'; i++)
        {
            cells += descriptor[i] == 'I' ? 2 : 1;
            while (descriptor[i] == '[')
            {
                i++;
            }

            if (descriptor[i] == 'L')
            {
                i = descriptor.IndexOf(';', i);
            }
        }

        return cells;
    }
}
