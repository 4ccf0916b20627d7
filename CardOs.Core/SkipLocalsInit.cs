#if NET
// Buffers on the stack are written before they are read: clearing them first would double their cost.
[module: System.Runtime.CompilerServices.SkipLocalsInit]
#endif
