namespace CardOs.Apdu.Sms;

/// <summary>TP-MTI, which together with the direction tells the kind of TPDU: TS 23.040 9.2.3.1.</summary>
public enum MessageType : byte
{
    /// <summary>DELIVER from the service centre, DELIVER-REPORT to it.</summary>
    Deliver = 0b00,

    /// <summary>SUBMIT to the service centre, SUBMIT-REPORT from it.</summary>
    Submit = 0b01,

    /// <summary>STATUS-REPORT from the service centre, COMMAND to it.</summary>
    StatusReportOrCommand = 0b10,

    /// <summary>Reserved.</summary>
    Reserved = 0b11,
}
