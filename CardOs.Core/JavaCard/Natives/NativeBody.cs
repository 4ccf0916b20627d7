namespace CardOs.JavaCard;

/// <summary>A native method: reads its arguments from the call, and puts its result there.</summary>
internal delegate VmStatus NativeBody(ref NativeCall call);
