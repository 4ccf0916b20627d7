using System;
using System.Linq;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.GlobalPlatform.Content;
using CardOs.Memory;
using CardOs.Registry;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Core.GlobalPlatform.Content;

/// <summary>The checks of the known answers about INSTALL.</summary>
internal static class ContentVectors
{
    private const string Domain = "F0436172644F7402";

    [VectorKind("token_data")]
    public static void CheckToken(VectorCase vector)
    {
        VectorFields.AllowInputs(vector, "sd_aid", "app_aid");
        string data = ContentCard.Lv(vector.Text("sd_aid")) + "00" + ContentCard.Lv(vector.Text("app_aid")) + "00" + "00" + "00";
        Assert.That(InstallData.TryParse(isLoad: false, Convert.FromHexString(data), out InstallData install), Is.True);
        byte[] message = new byte[300];
        int length = Tokens.WriteMessage(0x1000, install.Signed, message);
        Assert.That(message.AsSpan(0, length).ToArray(), Is.EqualTo(vector.ExpectedBytes("signed_data")));
    }

    [VectorKind("install_command")]
    public static void CheckCommand(VectorCase vector)
    {
        VectorFields.AllowInputs(vector, "elf_aid", "module_aid", "instance_aid", "privileges", "ef", "msl", "tar");
        byte[] bytes = vector.ExpectedBytes("apdu");
        Assert.That(CommandApdu.TryParse(bytes, out CommandApdu command), Is.True);
        Assert.That(InstallData.TryParse(isLoad: false, command.Data, out InstallData data), Is.True);
        Assert.That(data.First.ToArray(), Is.EqualTo(vector.Bytes("elf_aid")));
        Assert.That(data.Second.ToArray(), Is.EqualTo(vector.Bytes("module_aid")));
        Assert.That(data.Third.ToArray(), Is.EqualTo(vector.Bytes("instance_aid")));
        Assert.That(data.Privileges.ToArray(), Is.EqualTo(vector.Bytes("privileges")));
        Assert.That(data.Token.IsEmpty, Is.True);
        Assert.That(InstallParameters.TryParse(data.Parameters, out InstallParameters parameters), Is.True);
        Assert.That(parameters.SystemSpecific.ToArray(), Is.EqualTo(vector.Bytes("ef")));
        Assert.That(parameters.ApplicationSpecific.Length, Is.GreaterThan(128));
        string uicc = Convert.ToHexString(parameters.UiccSpecific);
        Assert.That(uicc, Does.Contain(vector.Text("msl").ToUpperInvariant()).And.Contain(vector.Text("tar").ToUpperInvariant()));
    }

    [VectorKind("install_params")]
    public static void CheckParameters(VectorCase vector)
    {
        byte[] encoded = vector.ExpectedBytes("encoded");
        if (vector.HasInput("scp"))
        {
            CheckDomain(vector, encoded);
            return;
        }

        VectorFields.AllowInputs(vector, "non_volatile", "volatile", "toolkit");
        Assert.That(InstallParameters.TryParse(encoded, out InstallParameters parameters), Is.True);
        Assert.That(parameters.HasApplication, Is.True);
        Assert.That(SystemParameters.TryParse(parameters.SystemSpecific, out SystemParameters system), Is.True);
        Assert.That(system.NonVolatile, Is.EqualTo(vector.HasInput("non_volatile") ? vector.Number("non_volatile") : SystemParameters.None));
        Assert.That(system.Working, Is.EqualTo(vector.HasInput("volatile") ? vector.Number("volatile") : SystemParameters.None));
        Assert.That(Convert.ToHexStringLower(system.Sim), Is.EqualTo(vector.Text("toolkit")));
    }

    [VectorKind("privileges")]
    public static void CheckPrivileges(VectorCase vector)
    {
        VectorFields.AllowInputs(vector, "privileges");
        Privileges expected = vector.Inputs.GetProperty("privileges").EnumerateArray()
            .Select(name => Enum.Parse<Privileges>(name.GetString()!.Replace("_", "", StringComparison.Ordinal), ignoreCase: true))
            .Aggregate((left, right) => left | right);
        Assert.That(PrivilegeBytes.TryReadShort(vector.ExpectedBytes("bytes"), out Privileges privileges), Is.True);
        Assert.That(privileges, Is.EqualTo(expected));
    }

    private static void CheckDomain(VectorCase vector, byte[] encoded)
    {
        VectorFields.AllowInputs(vector, "scp", "accept_extradition_here", "accept_deletion", "personalized_state", "casd", "accept_extradition_away");
        var card = new ContentCard();
        Assert.That(card.InstallDomain(Domain, parameters: "C9" + ContentCard.Lv(Convert.ToHexString(encoded))), Is.EqualTo("00 9000"));
        NvAddress domain = ApplicationRegistry.Find(card.State.NonVolatile, MemoryView.All, Convert.FromHexString(Domain));
        var part = new SecurityDomainPart(card.State.NonVolatile, domain);
        Assert.That((part.Scp02, part.Scp03), Is.EqualTo(((byte)0x15, SecurityDomainPart.NotOffered)));
        Assert.That(part.Options, Is.EqualTo(DomainOptions.AcceptsExtradition | DomainOptions.AcceptsDeletion | DomainOptions.PersonalizedByKeys | DomainOptions.ReleasesApplications));
    }
}
