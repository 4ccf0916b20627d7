using System;
using System.Globalization;
using System.Text;
using CardOs.Apdu.Tlv;
using CardOs.Apdu.Toolkit;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Apdu.Toolkit;

/// <summary>Writes what an event download tells beside the event, from the words that the source of known answers has for it.</summary>
/// <remarks>TS 31.111 7.5; what a case leaves out is what the source puts there itself: network 250 01, areas 0000 and 0001, cell 0001, cause 2.</remarks>
internal static class EventDataWriter
{
    // Objects of TS 31.111 8.138 to 8.142 that share their tags with others.
    private const ToolkitTag DataConnectionStatus = ToolkitTag.BcchChannelList;
    private const ToolkitTag DataConnectionType = ToolkitTag.BcRepeatIndicator;
    private const ToolkitTag SessionManagementCause = ToolkitTag.TimingAdvance;
    private const ToolkitTag PdpType = ToolkitTag.SmsTpdu;
    private const ToolkitTag ExtendedRejectionCause = ToolkitTag.HnbName;
    private const ToolkitTag ExtendedRegistrationInformation = ToolkitTag.PlmnAccessTechnologyList;

    private const int FirstEpsRegistration = 9;

    public static ReadOnlySpan<byte> Write(VectorCase vector)
    {
        var writer = new ComprehensionTlvWriter(new byte[256]);
        switch (vector.Text("event").ToUpperInvariant())
        {
            case "03":
                VectorFields.AllowInputs(vector, "event", "status", "mcc", "mnc", "lac", "cell");
                Add(ref writer, ToolkitTag.LocationStatus, true, [Number(vector, "status")]);
                if (Number(vector, "status") == 0 && vector.HasInput("mcc"))
                {
                    AddCell(ref writer, vector, true);
                }

                break;
            case "0B":
                VectorFields.AllowInputs(vector, "event", "tech");
                Add(ref writer, ToolkitTag.AccessTechnology, true, [Number(vector, "tech")]);
                break;
            case "12":
                AddRejection(ref writer, vector);
                break;
            case "1D":
                AddConnection(ref writer, vector);
                break;
            case var other:
                Assert.Fail($"no check for the event '{other}'");
                break;
        }

        return writer.Written;
    }

    // Network rejection.
    private static void AddRejection(ref ComprehensionTlvWriter writer, VectorCase vector)
    {
        VectorFields.AllowInputs(
            vector, "event", "reg_type", "mcc", "mnc", "lac", "rac", "tac", "access_tech", "cause", "ext_cause", "ext_info_type", "ext_info");
        byte registration = Number(vector, "reg_type");
        Add(ref writer, ToolkitTag.UpdateAttachType, true, [registration]);
        Add(ref writer, ToolkitTag.AccessTechnology, true, [Number(vector, "access_tech")]);
        Add(ref writer, ToolkitTag.RejectionCause, true, [Number(vector, "cause", 2)]);
        if (vector.HasInput("tac") || registration >= FirstEpsRegistration)
        {
            Add(ref writer, ToolkitTag.TrackingAreaIdentification, false, [.. Network(vector), .. Area(vector, "tac", "0001")]);
        }
        else if (vector.HasInput("rac"))
        {
            Add(ref writer, ToolkitTag.RoutingAreaInformation, true, [.. Network(vector), .. Area(vector, "lac", "0000"), .. vector.Bytes("rac")]);
        }
        else
        {
            Add(ref writer, ToolkitTag.LocationInformation, true, [.. Network(vector), .. Area(vector, "lac", "0000")]);
        }

        if (vector.HasInput("ext_cause"))
        {
            Add(ref writer, ExtendedRejectionCause, false, [Number(vector, "ext_cause")]);
        }

        if (vector.HasInput("ext_info"))
        {
            Add(ref writer, ExtendedRegistrationInformation, true, [Number(vector, "ext_info_type"), .. vector.Bytes("ext_info")]);
        }
    }

    // Data connection status change.
    private static void AddConnection(ref ComprehensionTlvWriter writer, VectorCase vector)
    {
        VectorFields.AllowInputs(
            vector, "event", "status", "type", "cause", "ti", "mcc", "mnc", "lac", "cell", "tech", "loc_status", "apn", "pdp_type");
        Add(ref writer, DataConnectionStatus, true, [Number(vector, "status")]);
        Add(ref writer, DataConnectionType, true, [Number(vector, "type")]);
        if (vector.HasInput("cause"))
        {
            Add(ref writer, SessionManagementCause, true, [Number(vector, "cause")]);
        }

        Add(ref writer, ToolkitTag.TransactionIdentifier, false, vector.Text("ti").Length > 0 ? vector.Bytes("ti") : [0x00]);
        if (vector.HasInput("mcc"))
        {
            AddCell(ref writer, vector, false);
        }

        if (vector.HasInput("tech"))
        {
            Add(ref writer, ToolkitTag.AccessTechnology, true, [Number(vector, "tech")]);
        }

        Add(ref writer, ToolkitTag.LocationStatus, true, [Number(vector, "loc_status")]);
        if (vector.HasInput("apn"))
        {
            // The source writes the name as it is, not in the labels of TS 23.003 9.1.
            Add(ref writer, ToolkitTag.NetworkAccessName, true, Encoding.ASCII.GetBytes(vector.Text("apn")));
        }

        if (vector.HasInput("pdp_type"))
        {
            Add(ref writer, PdpType, false, [Number(vector, "pdp_type")]);
        }
    }

    private static void AddCell(ref ComprehensionTlvWriter writer, VectorCase vector, bool isComprehensionRequired) =>
        Add(
            ref writer, ToolkitTag.LocationInformation, isComprehensionRequired,
            [.. Network(vector), .. Area(vector, "lac", "0000"), .. Area(vector, "cell", "0001")]);

    private static byte[] Network(VectorCase vector)
    {
        byte[] network = new byte[NetworkCode.Length];
        string country = vector.HasInput("mcc") ? vector.Text("mcc") : "250";
        string operatorCode = vector.HasInput("mnc") ? vector.Text("mnc") : "01";
        Assert.That(NetworkCode.TryEncode(country, operatorCode, network), Is.True);
        return network;
    }

    private static byte[] Area(VectorCase vector, string name, string unsaid) => VectorCase.Hex(vector.HasInput(name) ? vector.Text(name) : unsaid);

    private static void Add(ref ComprehensionTlvWriter writer, ToolkitTag tag, bool isComprehensionRequired, scoped ReadOnlySpan<byte> value) =>
        Assert.That(writer.TryWrite((int)tag, isComprehensionRequired, value), Is.True);

    private static byte Number(VectorCase vector, string name, byte unsaid = 0) =>
        vector.HasInput(name) ? byte.Parse(vector.Text(name), CultureInfo.InvariantCulture) : unsaid;
}
