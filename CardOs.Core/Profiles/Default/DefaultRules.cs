using System;
using CardOs.Files;

namespace CardOs.Profiles;

/// <summary>EF.ARR of the default card, and the references to its records: TS 102 221 9.2.7, 13.4.</summary>
/// <remarks>
/// The rules that name PIN 1 are there twice: for security environment 1, and with the universal PIN in its place for environment 0
/// (TS 102 221 annex G.2).
/// </remarks>
internal static class DefaultRules
{
    public const ushort OfMasterFile = 0x2F06;
    public const ushort OfDirectory = 0x6F06;

    private const int RecordLength = 48;
    private const int Count = (int)DefaultRule.Directory;

    private const string Read = "800101";
    private const string ReadUpdate = "800103";
    private const string Update = "800102";
    private const string UpdateAndOthers = "80017A";
    private const string Others = "800178";
    private const string Everything = "80017F";
    private const string AllOfFile = "80017B";
    private const string Increase = "840132";
    private const string Resize = "8401D4";
    private const string Always = "9000";
    private const string Never = "9700";
    private const string Pin1 = "A406830101950108";
    private const string Pin2 = "A406830181950108";
    private const string Universal = "A406830111950108";
    private const string Adm1 = "A40683010A950108";

    /// <summary>EF.ARR.</summary>
    public static FileProfile File(ushort fid, byte shortIdentifier)
    {
        byte[] contents = new byte[2 * Count * RecordLength];
        contents.AsSpan().Fill(0xFF);
        for (int rule = 1; rule <= Count; rule++)
        {
            Write(contents, rule, (DefaultRule)rule, Pin1);
            Write(contents, Count + rule, (DefaultRule)rule, Universal);
        }

        return DefaultFiles.Records(fid, shortIdentifier, RecordLength, 2 * Count, fid, DefaultRule.Public, contents);
    }

    /// <summary>A data object 8B: one record for a rule that names no PIN, else one for each security environment.</summary>
    public static byte[] Reference(ushort fid, DefaultRule rule)
    {
        byte record = (byte)rule;
        return rule is DefaultRule.Public or DefaultRule.Fixed or DefaultRule.Issuer or DefaultRule.Directory
            ? [AccessControl.Referenced, 3, (byte)(fid >> 8), (byte)fid, record]
            : [AccessControl.Referenced, 6, (byte)(fid >> 8), (byte)fid, 1, record, 0, (byte)(Count + record)];
    }

    private static void Write(byte[] contents, int record, DefaultRule rule, string pin) =>
        Bytes.Of(Text(rule, pin)).CopyTo(contents, (record - 1) * RecordLength);

    private static string Text(DefaultRule rule, string pin) => rule switch
    {
        DefaultRule.Public => Read + Always + UpdateAndOthers + Adm1 + Resize + Adm1,
        DefaultRule.Subscriber => Read + pin + UpdateAndOthers + Adm1 + Resize + Adm1,
        DefaultRule.User => ReadUpdate + pin + Others + Adm1 + Resize + Adm1,
        DefaultRule.PublicUser => Read + Always + Update + pin + Others + Adm1 + Resize + Adm1,
        DefaultRule.SecondPin => Read + pin + Update + Pin2 + Others + Adm1 + Resize + Adm1,
        DefaultRule.Fixed => Read + Always + Update + Never + Others + Adm1 + Resize + Adm1,
        DefaultRule.Issuer => AllOfFile + Adm1 + Resize + Adm1,
        DefaultRule.Counter => ReadUpdate + pin + Increase + pin + Others + Adm1 + Resize + Adm1,
        _ => Everything + Adm1 + Resize + Adm1,
    };
}
