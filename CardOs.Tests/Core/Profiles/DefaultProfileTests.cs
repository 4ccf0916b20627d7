using System;
using System.Collections.Generic;
using System.Linq;
using CardOs.OffCard.Files;
using CardOs.Profiles;
using NUnit.Framework;

namespace CardOs.Tests.Core.Profiles;

/// <summary>The default card is consistent with itself: TS 31.102 4.2.8, TS 31.103 4.2.7, TS 51.011 10.3.7.</summary>
[TestFixture]
public sealed class DefaultProfileTests
{
    private const ushort ServiceTable = 0x6F38;

    // Each service that names files, and the files that are there exactly when it is available.
    private static readonly (int Service, string[] Files)[] Usim =
    [
        (1, ["5F3A"]), (2, ["6F3B"]), (3, ["6F4B"]), (4, ["6F49"]), (5, ["6F4C"]), (6, ["6F4D"]), (7, ["6F55"]), (8, ["6F81", "6F83"]),
        (9, ["6F80", "6F82"]), (10, ["6F3C", "6F43"]), (11, ["6F47"]), (12, ["6F42"]), (13, ["6F37", "6F39", "6F41"]), (14, ["6F4F"]),
        (15, ["6F45"]), (16, ["6F50"]), (17, ["6F3E"]), (18, ["6F3F"]), (19, ["6F46"]), (20, ["6F60"]), (21, ["6F40"]), (23, ["5F70"]),
        (24, ["6FB5"]), (25, ["6FB6"]), (27, ["5F3B/4F20", "5F3B/4F52"]), (29, ["6F48"]), (34, ["6F56"]), (35, ["6F57"]), (36, ["6F2C"]), (37, ["6F32"]),
        (39, ["5F3B/4F63"]), (40, ["5F3B/4F64"]), (41, ["5F3C"]), (42, ["6F61"]), (43, ["6F62"]), (44, ["6F4E"]), (45, ["6FC5"]), (46, ["6FC6"]),
        (47, ["6FC7", "6FC8", "6FC9"]), (48, ["6FCA"]), (49, ["6FCB", "6FCC"]), (51, ["6FCD"]), (52, ["6FCE", "6FD0", "6FD1"]), (53, ["6FCF"]),
        (55, ["6FD2"]), (56, ["6FD3"]), (57, ["6FB1", "6FB2"]), (58, ["6FB3", "6FB4"]), (64, ["6FD4"]), (65, ["6FD5"]), (68, ["6FD6", "6FDA"]),
        (69, ["6FD7", "6FD8"]), (71, ["6FD9"]), (73, ["6FDB"]), (74, ["6FDC"]), (76, ["6FDD"]), (78, ["6FDE"]), (79, ["6FDF"]), (80, ["6FE2"]),
        (85, ["6FE3", "6FE4"]), (86, ["5F50"]), (96, ["6FE8"]), (97, ["6FEC"]), (101, ["5F90"]), (102, ["6FF0", "6FF1", "6FF2"]), (108, ["5FA0"]),
        (114, ["6FF7"]), (115, ["6FF8"]), (117, ["6FF9"]), (118, ["6FFA"]), (120, ["6FFC"]), (121, ["6FFD"]),
        (122, ["5FC0/4F01", "5FC0/4F02", "5FC0/4F03", "5FC0/4F04"]), (123, ["5FC0/4F05"]), (124, ["5FC0/4F07", "5FC0/4F0A"]), (125, ["5FD0"]),
        (126, ["5FC0/4F06"]), (129, ["5FC0/4F08"]), (130, ["5FC0/4F09"]), (132, ["5FC0/4F0B"]), (134, ["6FFE"]), (135, ["5FC0/4F0C"]), (137, ["5FC0/4F0D"]),
        (138, ["5FC0/4F0E"]), (139, ["5FF0"]), (140, ["5FC0/4F0F"]), (143, ["5FE0"]),
    ];

    private static readonly (int Service, string[] Files)[] Isim =
    [
        (1, ["6F09"]), (2, ["6FD5", "6FD7"]), (4, ["6FDD"]), (5, ["6F09"]), (6, ["6F3C", "6F43"]), (7, ["6F47"]), (8, ["6F42"]), (10, ["6FE7"]),
        (17, ["6FF7"]), (18, ["6FF8"]), (19, ["6FFC"]), (20, ["6FFA"]), (21, ["6FFE"]),
    ];

    private static readonly (int Service, string[] Files)[] Sim =
    [
        (2, ["7F10/6F3A"]), (3, ["7F10/6F3B"]), (4, ["7F10/6F3C", "7F10/6F43"]), (5, ["7F20/6F37"]), (6, ["7F10/6F3D"]), (7, ["7F20/6F30"]), (9, ["7F10/6F40"]),
        (10, ["7F10/6F4A"]), (12, ["7F10/6F42"]), (13, ["7F10/6F44"]), (14, ["7F20/6F45"]), (15, ["7F20/6F3E"]), (16, ["7F20/6F3F"]), (17, ["7F20/6F46"]),
        (18, ["7F10/6F49"]), (30, ["7F20/6F50"]), (38, ["7F20/6F52", "7F20/6F53"]), (43, ["7F20/6F60"]), (44, ["7F20/6F61"]), (45, ["7F20/6F62"]), (51, ["7F20/6FC5"]),
    ];

    private static IReadOnlyList<FileProfile> Files => CardOptions.Uicc.Profile.Containers[1].Files;

    [Test]
    public void A_service_of_the_usim_is_available_exactly_when_its_files_are_there() =>
        CheckServices(Usim, Adf("1002"), ServicesOf(Adf("1002"), ServiceTable, 1));

    [Test]
    public void A_service_of_the_isim_is_available_exactly_when_its_files_are_there() =>
        CheckServices(Isim, Adf("1004"), ServicesOf(Adf("1004"), 0x6F07, 1));

    [Test]
    public void A_service_of_the_sim_is_available_exactly_when_its_files_are_there()
    {
        FileProfile sim = Files.Single(file => file.Fid == 0x7F20);
        CheckServices(Sim, sim with { Children = Files }, ServicesOf(sim, ServiceTable, 2));
    }

    [Test]
    public void Services_that_need_others_have_them()
    {
        List<int> services = ServicesOf(Adf("1002"), ServiceTable, 1);
        Assert.Multiple(() =>
        {
            Assert.That(services, Does.Contain(33), "always available");
            Assert.That(services.Contains(46) && !services.Contains(45), Is.False, "OPL needs PNN");
            Assert.That(services.Contains(125) && !services.Contains(124), Is.False, "SUCI by the USIM needs privacy");
            Assert.That(services.Intersect([95, 99, 115]), Is.Empty, "not beside an ISIM");
        });
    }

    [Test]
    public void Every_file_names_an_access_rule_that_is_there()
    {
        var card = new Card(CardOptions.Uicc);
        card.PowerOn();
        var without = All(CardFiles.Of(card.State, 1)).Where(file => file.Access.StartsWith("never", StringComparison.Ordinal) || !file.Access.Contains(" record "));
        Assert.That(without.Select(file => $"{file.Path}: {file.Access}"), Is.Empty);
    }

    [Test]
    public void No_two_files_of_a_directory_have_the_same_short_identifier()
    {
        foreach (FileProfile directory in Directories(Files))
        {
            IEnumerable<byte> identifiers = directory.Children.Select(file => file.ShortIdentifier).Where(identifier => identifier != 0);
            Assert.That(identifiers, Is.Unique, $"{directory.Fid:X4}");
        }
    }

    [TestCase("0020000108" + "31323334FFFFFFFF", "9000")]
    [TestCase("0020008108" + "35363738FFFFFFFF", "9000")]
    [TestCase("0020001108" + "31313131FFFFFFFF", "9000")]
    [TestCase("0020000A08" + "3838383838383838", "9000")]
    [TestCase("002C000110" + "3132333435363738" + "31323334FFFFFFFF", "9000")]
    [TestCase("002C008110" + "3837363534333231" + "35363738FFFFFFFF", "9000")]
    public void The_pins_are_those_of_the_documentation(string command, string expected)
    {
        var card = new TestCard(CardOptions.Uicc);
        Assert.That(card.SendAll("00A4040C07A0000000871002", command), Is.EqualTo(expected));
    }

    [Test]
    public void The_universal_pin_opens_what_pin_1_opened_when_it_takes_its_place()
    {
        var card = new TestCard(CardOptions.Uicc);
        card.SendAll("00A4040C07A0000000871002", "0026910108" + "31323334FFFFFFFF");
        Assert.That(card.Send("00B0870009"), Is.EqualTo("6982"));
        card.Send("0020001108" + "31313131FFFFFFFF");
        Assert.That(card.Send("00B0870009"), Is.EqualTo("080910100000000010 9000"));
    }

    [Test]
    public void The_application_says_its_pins()
    {
        string fcp = new TestCard(CardOptions.Uicc).Send("00A4040407A000000087100200");
        Assert.That(fcp, Does.Contain("8B032F0609").And.Contain("C612" + "9001F0" + "830101" + "830181" + "950100" + "830111" + "83010A"));
    }

    private static void CheckServices((int Service, string[] Files)[] table, FileProfile directory, List<int> available)
    {
        Assert.Multiple(() =>
        {
            foreach ((int service, string[] files) in table)
            {
                foreach (string file in files)
                {
                    bool isShared = table.Any(other => other.Service != service && other.Files.Contains(file) && available.Contains(other.Service));
                    Assert.That(Exists(directory, file), Is.EqualTo(available.Contains(service) || isShared), $"service {service}, {file}");
                }
            }
        });
    }

    private static bool Exists(FileProfile directory, string path)
    {
        FileProfile? file = directory;
        foreach (string fid in path.Split('/'))
        {
            file = file?.Children.FirstOrDefault(child => $"{child.Fid:X4}" == fid);
        }

        return file is not null;
    }

    private static List<int> ServicesOf(FileProfile directory, ushort fid, int bits) =>
        ServiceText.Services(directory.Children.Single(file => file.Fid == fid).Contents, bits);

    private static FileProfile Adf(string application) => Files.Single(file => Convert.ToHexString(file.Aid).StartsWith("A000000087" + application, StringComparison.Ordinal));

    private static IEnumerable<FileProfile> Directories(IEnumerable<FileProfile> files) =>
        files.Where(file => file.Structure == FileStructure.Directory).SelectMany(file => Directories(file.Children).Prepend(file));

    private static IEnumerable<CardFile> All(IEnumerable<CardFile> files) => files.SelectMany(file => All(file.Children).Prepend(file));
}
