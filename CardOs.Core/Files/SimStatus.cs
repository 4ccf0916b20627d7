using CardOs.Apdu;

namespace CardOs.Files;

/// <summary>What the status words of the UICC are in class A0: TS 51.011 9.4.</summary>
internal static class SimStatus
{
    /// <summary>The answer to a command on files.</summary>
    public static StatusWord OfFile(StatusWord status) => status switch
    {
        StatusWord.NoCurrentElementaryFile => StatusWord.SimNoFileSelected,
        StatusWord.FileNotFound or StatusWord.EndOfFileReached => StatusWord.SimNotFound,
        StatusWord.RecordNotFound or StatusWord.WrongParameters => StatusWord.SimOutOfRange,
        StatusWord.IncompatibleWithFileStructure => StatusWord.SimInconsistentFile,
        StatusWord.SecurityStatusNotSatisfied => StatusWord.SimAccessNotFulfilled,
        StatusWord.ReferencedDataInvalidated => StatusWord.SimInvalidationContradiction,
        StatusWord.IncorrectParameters => StatusWord.WrongParameters,
        StatusWord.NotEnoughMemory or StatusWord.MemoryProblem => StatusWord.SimMemoryProblem,
        _ when status.ExactLength != 0 => (StatusWord)((int)StatusWord.WrongLength | status.Sw2),
        _ => status,
    };

    /// <summary>The answer to a command on CHVs.</summary>
    public static StatusWord OfChv(StatusWord status) => status switch
    {
        StatusWord.VerificationFailed or StatusWord.AuthenticationBlocked => StatusWord.SimBlocked,
        StatusWord.ReferencedDataNotFound => StatusWord.SimNoChv,
        StatusWord.ReferencedDataInvalidated or StatusWord.ConditionsOfUseNotSatisfied => StatusWord.SimChvContradiction,
        _ when status.RetriesLeft > 0 => StatusWord.SimAccessNotFulfilled,
        _ => OfFile(status),
    };

    /// <summary>Data that wait for GET RESPONSE are announced by 9Fxx.</summary>
    public static StatusWord OfResponse(StatusWord status) =>
        status.BytesAvailable != 0 ? (StatusWord)((int)StatusWord.SimMoreBytesAvailable | status.Sw2) : status;
}
