using CardOs.Apdu;
using System.Linq;
using CardOs.Tests.Core;
using CardOs.Tests.Core.Files;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.AllocationTests;

/// <summary>What commands on records and data objects allocate: nothing.</summary>
[TestFixture]
public sealed class DataFileAllocationTests
{
    private const int Repetitions = 200;
    private const string Cyclic = "00A4000C022F12";
    private const string Objects = "00A4000C022F13";

    [TestCase(Cyclic + "|00DC000303010203|00B2000203|00B2000303|00B2000403|00B2010403|00DC000203010203", TestName = "Cyclic_records")]
    [TestCase(Cyclic + "|803200000300000100|803200000300000500|8032000003FFFFFF00|8032000003000000", TestName = "Increase")]
    [TestCase("00A4000C022F10|00A201040301020300|00A2000605070901020300|00A20006040508090A00|00A2010401FF", TestName = "Search_record")]
    [TestCase(Objects + "|80CB0080018000|80CB0080018002|80CB000000|80CB004000|80CB0080015C00|80CB008001FF00", TestName = "Retrieve_data")]
    [TestCase(Objects + "|80DB0080058103010203|80DB00800181|80DB008006810A00010203|80DB000003040506|80DB004003040506|80DB000003070809|80DB00800181|80DB008006810A00010203|" + Objects, TestName = "Set_data")]
    [TestCase("00A4000C022F06|00DC010410" + DataFiles.OnlyRead + "FFFFFFFFFFFFFFFFFFFFFF|00A4000C022F21|00B0000003|00D6000001AA", TestName = "Access_rules_that_change")]
    [TestCase("00A4000C022F17|00B0000001|00A4000C022F1A|80CB0080018000|00A4000C022F1E|80CB0080018000", TestName = "Deactivated_files")]
    [TestCase("00A40004022F1300|00A40004022F1200", TestName = "Select_of_data_files")]
    public void Command(string commands)
    {
        byte[][] sequence = [.. Enumerable.Repeat(commands.Split('|').Select(VectorCase.Hex), Repetitions).SelectMany(one => one)];
        byte[] response = new byte[70_000];
        int expected = Run(new TestCard(DataFiles.Options).Card, sequence, response);
        Card card = new TestCard(DataFiles.Options).Card;
        int succeeded = 0;
        Allocation.IsNoneOf(() => succeeded = Run(card, sequence, response));
        Assert.That(succeeded, Is.EqualTo(expected).And.GreaterThan(Repetitions));
    }

    private static int Run(Card card, byte[][] commands, byte[] response)
    {
        int succeeded = 0;
        foreach (byte[] command in commands)
        {
            succeeded += card.Transmit(command, response).Status.IsError ? 0 : 1;
        }

        return succeeded;
    }
}
