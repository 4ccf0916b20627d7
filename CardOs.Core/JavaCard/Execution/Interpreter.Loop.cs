using System.Runtime.CompilerServices;
using CardOs.Apdu.LoadFiles;

namespace CardOs.JavaCard;

/// <summary>The loop.</summary>
internal sealed unsafe partial class Interpreter
{
    private const int CallCost = 8;
    private const int Header = Frame.HeaderCells;

    /// <summary>Runs from the registers on, after calling <paramref name="first"/> when there is one.</summary>
    [MethodImpl(CompileOnce)]
    private VmStatus Loop(PoolEntry first)
    {
        short* frame = _stack + Registers.Frame;
        _frame = frame;
        _fuel = _machine.Fuel;
        byte* pc = _nv + Registers.Pc;
        short* top = _stack + Registers.Top;
        short* low = frame + Frame.HeaderCells;
        _high = low + frame[Frame.Stack];
        short* locals = frame - frame[Frame.Locals];
        ulong call = first.Bits;
        bool threw;
        byte* place;
        long left;
        bool isMalformed;
        VmStatus status;
        int distance;
        int arguments;
        _calledOwner = _owner;
        if (call != 0) { goto Called; }

        threw = false;
        goto NativeGoesOn;

    Next:
        // Each instruction looks by itself whether what it pops lies above low, whether what it pushes ends below _high, and whether the frame has
        // the local: the header is between the locals and low. Constants for each cost less than a table for all.
        switch ((OpCode)(*pc))
        {
            case OpCode.Nop: pc++; goto Next;
            case OpCode.AconstNull: case OpCode.Sconst0: if (top >= _high) { goto Malformed; } *top = 0; top++; pc++; goto Next;
            case OpCode.SconstM1: case OpCode.Sconst1: case OpCode.Sconst2: case OpCode.Sconst3: case OpCode.Sconst4: case OpCode.Sconst5:
                if (top >= _high) { goto Malformed; } *top = (short)(pc[0] - (int)OpCode.Sconst0); top++; pc++; goto Next;
            case OpCode.IconstM1: case OpCode.Iconst0: case OpCode.Iconst1: case OpCode.Iconst2: case OpCode.Iconst3: case OpCode.Iconst4:
            case OpCode.Iconst5:
                if (top + 2 > _high) { goto Malformed; } *(int*)top = pc[0] - (int)OpCode.Iconst0; top += 2; pc++; goto Next;
            case OpCode.Bspush: if (top >= _high) { goto Malformed; } *top = (sbyte)pc[1]; top++; pc += 2; goto Next;
            case OpCode.Sspush: if (top >= _high) { goto Malformed; } *top = (short)ReadInt16(pc + 1); top++; pc += 3; goto Next;
            case OpCode.Bipush: if (top + 2 > _high) { goto Malformed; } *(int*)top = (sbyte)pc[1]; top += 2; pc += 2; goto Next;
            case OpCode.Sipush: if (top + 2 > _high) { goto Malformed; } *(int*)top = ReadInt16(pc + 1); top += 2; pc += 3; goto Next;
            case OpCode.Iipush: if (top + 2 > _high) { goto Malformed; } *(int*)top = ReadInt32(pc + 1); top += 2; pc += 5; goto Next;
            case OpCode.Aload: case OpCode.Sload: if (top >= _high || locals + pc[1] + Header >= low) { goto Malformed; }
                *top = locals[pc[1]]; top++; pc += 2; goto Next;
            case OpCode.Iload: if (top + 2 > _high || locals + pc[1] + (Header + 1) >= low) { goto Malformed; }
                *(int*)top = *(int*)(locals + pc[1]); top += 2; pc += 2; goto Next;
            case OpCode.Aload0: case OpCode.Sload0: if (top >= _high || locals + Header >= low) { goto Malformed; } *top = locals[0]; top++; pc++; goto Next;
            case OpCode.Aload1: case OpCode.Sload1: if (top >= _high || locals + (Header + 1) >= low) { goto Malformed; }
                *top = locals[1]; top++; pc++; goto Next;
            case OpCode.Aload2: case OpCode.Sload2: if (top >= _high || locals + (Header + 2) >= low) { goto Malformed; }
                *top = locals[2]; top++; pc++; goto Next;
            case OpCode.Aload3: case OpCode.Sload3: if (top >= _high || locals + (Header + 3) >= low) { goto Malformed; }
                *top = locals[3]; top++; pc++; goto Next;
            case OpCode.Iload0: case OpCode.Iload1: case OpCode.Iload2: case OpCode.Iload3:
                if (top + 2 > _high) { goto Malformed; } distance = pc[0] - (int)OpCode.Iload0;
                if (locals + distance + (Header + 1) >= low) { goto Malformed; } *(int*)top = *(int*)(locals + distance); top += 2; pc++; goto Next;
            case OpCode.Aaload:
                if (top < low + 2) { goto Malformed; } byte* reference = Element(top[-2], top[-1], ObjectKind.ReferenceArray);
                if (reference == null) { goto Throw; } top--; top[-1] = *(short*)reference; pc++; goto Next;
            case OpCode.Baload:
                if (top < low + 2) { goto Malformed; } place = OwnElements(top[-2], ObjectKind.ByteArray);
                if (place == null || (uint)(int)top[-1] >= *(ushort*)place) { goto OtherElement; }
                top--; top[-1] = (sbyte)place[2 + *top]; pc++; goto Next;
            case OpCode.Saload:
                if (top < low + 2) { goto Malformed; } place = OwnElements(top[-2], ObjectKind.ShortArray);
                if (place == null || (uint)(int)top[-1] >= *(ushort*)place) { goto OtherElement; }
                top--; top[-1] = ((short*)place)[1 + *top]; pc++; goto Next;
            case OpCode.Iaload:
                if (top < low + 2) { goto Malformed; } byte* quad = Element(top[-2], top[-1], ObjectKind.IntArray);
                if (quad == null) { goto Throw; } *(int*)(top - 2) = *(int*)quad; pc++; goto Next;
            case OpCode.Astore: case OpCode.Sstore: if (top <= low || locals + pc[1] + Header >= low) { goto Malformed; }
                locals[pc[1]] = *--top; pc += 2; goto Next;
            case OpCode.Istore: if (top < low + 2 || locals + pc[1] + (Header + 1) >= low) { goto Malformed; }
                top -= 2; *(int*)(locals + pc[1]) = *(int*)top; pc += 2; goto Next;
            case OpCode.Astore0: case OpCode.Sstore0: if (top <= low || locals + Header >= low) { goto Malformed; } locals[0] = *--top; pc++; goto Next;
            case OpCode.Astore1: case OpCode.Sstore1: if (top <= low || locals + (Header + 1) >= low) { goto Malformed; } locals[1] = *--top; pc++; goto Next;
            case OpCode.Astore2: case OpCode.Sstore2: if (top <= low || locals + (Header + 2) >= low) { goto Malformed; } locals[2] = *--top; pc++; goto Next;
            case OpCode.Astore3: case OpCode.Sstore3: if (top <= low || locals + (Header + 3) >= low) { goto Malformed; } locals[3] = *--top; pc++; goto Next;
            case OpCode.Istore0: case OpCode.Istore1: case OpCode.Istore2: case OpCode.Istore3:
                if (top < low + 2) { goto Malformed; } distance = pc[0] - (int)OpCode.Istore0;
                if (locals + distance + (Header + 1) >= low) { goto Malformed; } top -= 2; *(int*)(locals + distance) = *(int*)top; pc++; goto Next;
            case OpCode.Aastore: if (top < low + 3) { goto Malformed; }
                if (!PutReferenceElement(top[-3], top[-2], top[-1])) { goto Throw; } top -= 3; pc++; goto Next;
            case OpCode.Bastore: if (top < low + 3) { goto Malformed; }
                if (!PutByteElement(top[-3], top[-2], top[-1])) { goto Throw; } top -= 3; pc++; goto Next;
            case OpCode.Sastore: if (top < low + 3) { goto Malformed; }
                if (!PutShortElement(top[-3], top[-2], top[-1])) { goto Throw; } top -= 3; pc++; goto Next;
            case OpCode.Iastore: if (top < low + 4) { goto Malformed; }
                if (!PutIntElement(top[-4], top[-3], *(int*)(top - 2))) { goto Throw; } top -= 4; pc++; goto Next;
            case OpCode.Pop: if (top <= low) { goto Malformed; } top--; pc++; goto Next;
            case OpCode.Pop2: if (top < low + 2) { goto Malformed; } top -= 2; pc++; goto Next;
            case OpCode.Dup: if (top <= low || top >= _high) { goto Malformed; } *top = top[-1]; top++; pc++; goto Next;
            case OpCode.Dup2: if (top < low + 2 || top + 2 > _high) { goto Malformed; } *(int*)top = *(int*)(top - 2); top += 2; pc++; goto Next;
            case OpCode.DupX:
                distance = pc[1] >> 4; arguments = pc[1] & 0x0F;
                if (distance is 0 or > 4 || arguments > 8 || (arguments != 0 && arguments < distance)
                    || top - (arguments == 0 ? distance : arguments) < low || top + distance > _high) { goto Malformed; }
                top = DuplicateBelow(top, distance, arguments); pc += 2; goto Next;
            case OpCode.SwapX:
                distance = pc[1] >> 4; arguments = pc[1] & 0x0F;
                if (distance is 0 or > 2 || arguments is 0 or > 2 || top - distance - arguments < low) { goto Malformed; }
                Swap(top, distance, arguments); pc += 2; goto Next;
            case OpCode.Sadd: if (top < low + 2) { goto Malformed; } top--; top[-1] = (short)(top[-1] + *top); pc++; goto Next;
            case OpCode.Ssub: if (top < low + 2) { goto Malformed; } top--; top[-1] = (short)(top[-1] - *top); pc++; goto Next;
            case OpCode.Smul: if (top < low + 2) { goto Malformed; } top--; top[-1] = (short)(top[-1] * *top); pc++; goto Next;
            case OpCode.Sand: if (top < low + 2) { goto Malformed; } top--; top[-1] = (short)(top[-1] & *top); pc++; goto Next;
            case OpCode.Sor: if (top < low + 2) { goto Malformed; } top--; top[-1] = (short)(ushort)((ushort)top[-1] | (ushort)*top); pc++; goto Next;
            case OpCode.Sxor: if (top < low + 2) { goto Malformed; } top--; top[-1] = (short)(top[-1] ^ *top); pc++; goto Next;
            case OpCode.Sdiv: case OpCode.Srem:
                if (top < low + 2) { goto Malformed; }
                if (top[-1] == 0) { _machine.Throw(RomClass.ArithmeticException); goto Throw; }
                top--; top[-1] = (short)((OpCode)pc[0] == OpCode.Sdiv ? top[-1] / *top : top[-1] % *top); pc++; goto Next;
            case OpCode.Sneg: if (top <= low) { goto Malformed; } top[-1] = (short)-top[-1]; pc++; goto Next;
            case OpCode.Sshl: if (top < low + 2) { goto Malformed; } top--; top[-1] = (short)(top[-1] << (*top & 0x1F)); pc++; goto Next;
            case OpCode.Sshr: if (top < low + 2) { goto Malformed; } top--; top[-1] = (short)(top[-1] >> (*top & 0x1F)); pc++; goto Next;
            case OpCode.Sushr: if (top < low + 2) { goto Malformed; } top--; top[-1] = (short)((uint)(int)top[-1] >> (*top & 0x1F)); pc++; goto Next;
            case OpCode.Iadd: case OpCode.Isub: case OpCode.Imul: case OpCode.Idiv: case OpCode.Irem: case OpCode.Ineg: case OpCode.Ishl:
            case OpCode.Ishr: case OpCode.Iushr: case OpCode.Iand: case OpCode.Ior: case OpCode.Ixor: case OpCode.Icmp:
                if (top < low + ((OpCode)pc[0] == OpCode.Ineg ? 2 : 4)) { goto Malformed; }
                short* computed = IntArithmetic((OpCode)pc[0], top); if (computed == null) { goto Throw; } top = computed; pc++; goto Next;
            case OpCode.Sinc: if (locals + pc[1] + Header >= low) { goto Malformed; } locals[pc[1]] += (sbyte)pc[2]; pc += 3; goto Next;
            case OpCode.SincW: if (locals + pc[1] + Header >= low) { goto Malformed; } locals[pc[1]] += (short)ReadInt16(pc + 2); pc += 4; goto Next;
            case OpCode.Iinc: case OpCode.IincW:
                if (locals + pc[1] + (Header + 1) >= low) { goto Malformed; }
                *(int*)(locals + pc[1]) += (OpCode)pc[0] == OpCode.Iinc ? (sbyte)pc[2] : ReadInt16(pc + 2);
                pc += (OpCode)pc[0] == OpCode.Iinc ? 3 : 4; goto Next;
            case OpCode.S2b: if (top <= low) { goto Malformed; } top[-1] = (sbyte)top[-1]; pc++; goto Next;
            case OpCode.S2i: if (top <= low || top >= _high) { goto Malformed; } *(int*)(top - 1) = top[-1]; top++; pc++; goto Next;
            case OpCode.I2b: if (top < low + 2) { goto Malformed; } top--; top[-1] = (sbyte)top[-1]; pc++; goto Next;
            case OpCode.I2s: if (top < low + 2) { goto Malformed; } top--; pc++; goto Next;
            case OpCode.IfEq: case OpCode.IfNull: if (top <= low) { goto Malformed; } top -= 1; if (*top == 0) { goto Branch; } pc += 2; goto Next;
            case OpCode.IfEqW: case OpCode.IfNullW: if (top <= low) { goto Malformed; } top -= 1; if (*top == 0) { goto WideBranch; } pc += 3; goto Next;
            case OpCode.IfNe: case OpCode.IfNonNull: if (top <= low) { goto Malformed; } top -= 1; if (*top != 0) { goto Branch; } pc += 2; goto Next;
            case OpCode.IfNeW: case OpCode.IfNonNullW: if (top <= low) { goto Malformed; } top -= 1; if (*top != 0) { goto WideBranch; } pc += 3; goto Next;
            case OpCode.IfLt: if (top <= low) { goto Malformed; } top -= 1; if (*top < 0) { goto Branch; } pc += 2; goto Next;
            case OpCode.IfLtW: if (top <= low) { goto Malformed; } top -= 1; if (*top < 0) { goto WideBranch; } pc += 3; goto Next;
            case OpCode.IfGe: if (top <= low) { goto Malformed; } top -= 1; if (*top >= 0) { goto Branch; } pc += 2; goto Next;
            case OpCode.IfGeW: if (top <= low) { goto Malformed; } top -= 1; if (*top >= 0) { goto WideBranch; } pc += 3; goto Next;
            case OpCode.IfGt: if (top <= low) { goto Malformed; } top -= 1; if (*top > 0) { goto Branch; } pc += 2; goto Next;
            case OpCode.IfGtW: if (top <= low) { goto Malformed; } top -= 1; if (*top > 0) { goto WideBranch; } pc += 3; goto Next;
            case OpCode.IfLe: if (top <= low) { goto Malformed; } top -= 1; if (*top <= 0) { goto Branch; } pc += 2; goto Next;
            case OpCode.IfLeW: if (top <= low) { goto Malformed; } top -= 1; if (*top <= 0) { goto WideBranch; } pc += 3; goto Next;
            case OpCode.IfAcmpEq: case OpCode.IfScmpEq: if (top < low + 2) { goto Malformed; }
                top -= 2; if (*top == top[1]) { goto Branch; } pc += 2; goto Next;
            case OpCode.IfAcmpEqW: case OpCode.IfScmpEqW: if (top < low + 2) { goto Malformed; }
                top -= 2; if (*top == top[1]) { goto WideBranch; } pc += 3; goto Next;
            case OpCode.IfAcmpNe: case OpCode.IfScmpNe: if (top < low + 2) { goto Malformed; }
                top -= 2; if (*top != top[1]) { goto Branch; } pc += 2; goto Next;
            case OpCode.IfAcmpNeW: case OpCode.IfScmpNeW: if (top < low + 2) { goto Malformed; }
                top -= 2; if (*top != top[1]) { goto WideBranch; } pc += 3; goto Next;
            case OpCode.IfScmpLt: if (top < low + 2) { goto Malformed; } top -= 2; if (*top < top[1]) { goto Branch; } pc += 2; goto Next;
            case OpCode.IfScmpLtW: if (top < low + 2) { goto Malformed; } top -= 2; if (*top < top[1]) { goto WideBranch; } pc += 3; goto Next;
            case OpCode.IfScmpGe: if (top < low + 2) { goto Malformed; } top -= 2; if (*top >= top[1]) { goto Branch; } pc += 2; goto Next;
            case OpCode.IfScmpGeW: if (top < low + 2) { goto Malformed; } top -= 2; if (*top >= top[1]) { goto WideBranch; } pc += 3; goto Next;
            case OpCode.IfScmpGt: if (top < low + 2) { goto Malformed; } top -= 2; if (*top > top[1]) { goto Branch; } pc += 2; goto Next;
            case OpCode.IfScmpGtW: if (top < low + 2) { goto Malformed; } top -= 2; if (*top > top[1]) { goto WideBranch; } pc += 3; goto Next;
            case OpCode.IfScmpLe: if (top < low + 2) { goto Malformed; } top -= 2; if (*top <= top[1]) { goto Branch; } pc += 2; goto Next;
            case OpCode.IfScmpLeW: if (top < low + 2) { goto Malformed; } top -= 2; if (*top <= top[1]) { goto WideBranch; } pc += 3; goto Next;
            case OpCode.Goto: goto Branch;
            case OpCode.GotoW: goto WideBranch;
            case OpCode.Jsr: if (top >= _high) { goto Malformed; } *top = (short)(pc + 3 - _code); top++; goto WideBranch;
            case OpCode.Ret:
                if (locals + pc[1] + Header >= low || (ushort)locals[pc[1]] >= _codeLength) { goto Malformed; } pc = _code + (ushort)locals[pc[1]];
                left = _fuel - CallCost; goto Fuelled;
            case OpCode.StableSwitch: case OpCode.ItableSwitch: case OpCode.SlookupSwitch: case OpCode.IlookupSwitch:
                arguments = (OpCode)pc[0] is OpCode.StableSwitch or OpCode.SlookupSwitch ? 1 : 2;
                if (top < low + arguments || !TrySwitch(pc, top, out int chosen)) { goto Malformed; } top -= arguments; distance = chosen; goto Jump;
            case OpCode.Areturn: case OpCode.Sreturn: if (top <= low) { goto Malformed; } distance = top[-1]; arguments = 1; goto Return;
            case OpCode.Ireturn: if (top < low + 2) { goto Malformed; } distance = *(int*)(top - 2); arguments = 2; goto Return;
            case OpCode.Return: arguments = 0; distance = 0; goto Return;
            case OpCode.GetStaticA:
                if (top >= _high) { goto Malformed; } call = EitherAt(ReadUInt16(pc + 1), PoolEntry.Kind.StaticField);
                if (call == 0) { goto Malformed; } *top = *(short*)(_nv + (call >> PoolEntry.ClassShift)); top++; pc += 3; goto Next;
            case OpCode.GetStaticS:
                if (top >= _high) { goto Malformed; } call = EitherAt(ReadUInt16(pc + 1), PoolEntry.Kind.StaticField);
                if (call == 0) { goto Malformed; } *top = (short)ReadInt16(_nv + (call >> PoolEntry.ClassShift)); top++; pc += 3; goto Next;
            case OpCode.GetStaticB:
                if (top >= _high) { goto Malformed; } call = EitherAt(ReadUInt16(pc + 1), PoolEntry.Kind.StaticField);
                if (call == 0) { goto Malformed; } *top = *(sbyte*)(_nv + (call >> PoolEntry.ClassShift)); top++; pc += 3; goto Next;
            case OpCode.GetStaticI:
                if (top + 2 > _high) { goto Malformed; } call = EitherAt(ReadUInt16(pc + 1), PoolEntry.Kind.StaticField);
                if (call == 0) { goto Malformed; } *(int*)top = ReadInt32(_nv + (call >> PoolEntry.ClassShift)); top += 2; pc += 3; goto Next;
            case OpCode.PutStaticA:
                if (top <= low) { goto Malformed; } call = PoolAt(ReadUInt16(pc + 1), PoolEntry.Kind.StaticReference);
                if (call == 0) { goto Malformed; } if (!PutStaticReference(call, top[-1])) { goto Throw; } top -= 1; pc += 3; goto Next;
            case OpCode.PutStaticB: case OpCode.PutStaticS:
                if (top <= low) { goto Malformed; } call = PoolAt(ReadUInt16(pc + 1), PoolEntry.Kind.StaticField);
                if (call == 0) { goto Malformed; }
                if (!PutStatic(call, top[-1], (OpCode)pc[0] == OpCode.PutStaticB ? 1 : 2)) { goto Throw; } top -= 1; pc += 3; goto Next;
            case OpCode.PutStaticI:
                if (top < low + 2) { goto Malformed; } call = PoolAt(ReadUInt16(pc + 1), PoolEntry.Kind.StaticField);
                if (call == 0) { goto Malformed; } if (!PutStatic(call, *(int*)(top - 2), 4)) { goto Throw; } top -= 2; pc += 3; goto Next;
            case OpCode.GetFieldA: case OpCode.GetFieldS:
                if (top <= low) { goto Malformed; } call = EitherAt(pc[1], PoolEntry.Kind.Field);
                if (call == 0) { goto Malformed; } byte* nearshort = FieldOf(top[-1], call);
                if (nearshort == null) { goto Throw; } top[-1] = *(short*)nearshort; pc += 2; goto Next;
            case OpCode.GetFieldB:
                if (top <= low) { goto Malformed; } call = EitherAt(pc[1], PoolEntry.Kind.Field);
                if (call == 0) { goto Malformed; } byte* nearbyte = FieldOf(top[-1], call);
                if (nearbyte == null) { goto Throw; } top[-1] = *(sbyte*)nearbyte; pc += 2; goto Next;
            case OpCode.GetFieldI:
                if (top <= low || top >= _high) { goto Malformed; } call = EitherAt(pc[1], PoolEntry.Kind.Field);
                if (call == 0) { goto Malformed; } byte* nearint = IntFieldOf(top[-1], call);
                if (nearint == null) { goto Throw; } *(int*)(top - 1) = *(int*)nearint; top++; pc += 2; goto Next;
            case OpCode.GetFieldAW: case OpCode.GetFieldSW:
                if (top <= low) { goto Malformed; } call = EitherAt(ReadUInt16(pc + 1), PoolEntry.Kind.Field);
                if (call == 0) { goto Malformed; } byte* wideshort = FieldOf(top[-1], call);
                if (wideshort == null) { goto Throw; } top[-1] = *(short*)wideshort; pc += 3; goto Next;
            case OpCode.GetFieldBW:
                if (top <= low) { goto Malformed; } call = EitherAt(ReadUInt16(pc + 1), PoolEntry.Kind.Field);
                if (call == 0) { goto Malformed; } byte* widebyte = FieldOf(top[-1], call);
                if (widebyte == null) { goto Throw; } top[-1] = *(sbyte*)widebyte; pc += 3; goto Next;
            case OpCode.GetFieldIW:
                if (top <= low || top >= _high) { goto Malformed; } call = EitherAt(ReadUInt16(pc + 1), PoolEntry.Kind.Field);
                if (call == 0) { goto Malformed; } byte* wideint = IntFieldOf(top[-1], call);
                if (wideint == null) { goto Throw; } *(int*)(top - 1) = *(int*)wideint; top++; pc += 3; goto Next;
            case OpCode.GetFieldAThis: case OpCode.GetFieldSThis:
                if (top >= _high || locals + Header >= low) { goto Malformed; } call = EitherAt(pc[1], PoolEntry.Kind.Field);
                if (call == 0) { goto Malformed; } byte* thisshort = FieldOf(locals[0], call);
                if (thisshort == null) { goto Throw; } *top = *(short*)thisshort; top++; pc += 2; goto Next;
            case OpCode.GetFieldBThis:
                if (top >= _high || locals + Header >= low) { goto Malformed; } call = EitherAt(pc[1], PoolEntry.Kind.Field);
                if (call == 0) { goto Malformed; } byte* thisbyte = FieldOf(locals[0], call);
                if (thisbyte == null) { goto Throw; } *top = *(sbyte*)thisbyte; top++; pc += 2; goto Next;
            case OpCode.GetFieldIThis:
                if (top + 2 > _high || locals + Header >= low) { goto Malformed; } call = EitherAt(pc[1], PoolEntry.Kind.Field);
                if (call == 0) { goto Malformed; } byte* thisint = IntFieldOf(locals[0], call);
                if (thisint == null) { goto Throw; } *(int*)top = *(int*)thisint; top += 2; pc += 2; goto Next;
            case OpCode.PutFieldA:
                if (top < low + 2) { goto Malformed; } call = PoolAt(pc[1], PoolEntry.Kind.ReferenceField);
                if (call == 0) { goto Malformed; } if (!PutReferenceField(top[-2], call, top[-1])) { goto Throw; } top -= 2; pc += 2; goto Next;
            case OpCode.PutFieldB: case OpCode.PutFieldS:
                if (top < low + 2) { goto Malformed; } call = PoolAt(pc[1], PoolEntry.Kind.Field);
                if (call == 0) { goto Malformed; } if (!PutField(top[-2], call, top[-1])) { goto Throw; } top -= 2; pc += 2; goto Next;
            case OpCode.PutFieldI:
                if (top < low + 3) { goto Malformed; } call = PoolAt(pc[1], PoolEntry.Kind.Field);
                if (call == 0) { goto Malformed; } if (!PutIntField(top[-3], call, *(int*)(top - 2))) { goto Throw; } top -= 3; pc += 2; goto Next;
            case OpCode.PutFieldAW:
                if (top < low + 2) { goto Malformed; } call = PoolAt(ReadUInt16(pc + 1), PoolEntry.Kind.ReferenceField);
                if (call == 0) { goto Malformed; } if (!PutReferenceField(top[-2], call, top[-1])) { goto Throw; } top -= 2; pc += 3; goto Next;
            case OpCode.PutFieldBW: case OpCode.PutFieldSW:
                if (top < low + 2) { goto Malformed; } call = PoolAt(ReadUInt16(pc + 1), PoolEntry.Kind.Field);
                if (call == 0) { goto Malformed; } if (!PutField(top[-2], call, top[-1])) { goto Throw; } top -= 2; pc += 3; goto Next;
            case OpCode.PutFieldIW:
                if (top < low + 3) { goto Malformed; } call = PoolAt(ReadUInt16(pc + 1), PoolEntry.Kind.Field);
                if (call == 0) { goto Malformed; } if (!PutIntField(top[-3], call, *(int*)(top - 2))) { goto Throw; } top -= 3; pc += 3; goto Next;
            case OpCode.PutFieldAThis:
                if (top <= low || locals + Header >= low) { goto Malformed; } call = PoolAt(pc[1], PoolEntry.Kind.ReferenceField);
                if (call == 0) { goto Malformed; } if (!PutReferenceField(locals[0], call, top[-1])) { goto Throw; } top -= 1; pc += 2; goto Next;
            case OpCode.PutFieldBThis: case OpCode.PutFieldSThis:
                if (top <= low || locals + Header >= low) { goto Malformed; } call = PoolAt(pc[1], PoolEntry.Kind.Field);
                if (call == 0) { goto Malformed; } if (!PutField(locals[0], call, top[-1])) { goto Throw; } top -= 1; pc += 2; goto Next;
            case OpCode.PutFieldIThis:
                if (top < low + 2 || locals + Header >= low) { goto Malformed; } call = PoolAt(pc[1], PoolEntry.Kind.Field);
                if (call == 0) { goto Malformed; } if (!PutIntField(locals[0], call, *(int*)(top - 2))) { goto Throw; } top -= 2; pc += 2; goto Next;
            case OpCode.InvokeVirtual:
                call = PoolAt(ReadUInt16(pc + 1), PoolEntry.Kind.Virtual); arguments = (byte)(call >> PoolEntry.ArgumentsShift);
                if (arguments == 0 || top - arguments < low) { goto Malformed; } call = FindVirtual(call, top[-arguments], out isMalformed);
                if (call == 0) { goto NotFound; } pc += 3; goto Called;
            case OpCode.InvokeSpecial: case OpCode.InvokeStatic:
                call = ReadUInt16(pc + 1) < _poolCount ? *(ulong*)(_pool + (ReadUInt16(pc + 1) * PoolEntry.Length)) : 0;
                arguments = (byte)(call >> PoolEntry.ArgumentsShift);
                if ((byte)call < (byte)PoolEntry.Kind.Method || top - arguments < low) { goto Malformed; }
                if (NeedsThis(call, (OpCode)pc[0]) && arguments != 0 && !CheckThis(call, top[-arguments], (OpCode)pc[0])) { goto Throw; }
                _calledOwner = _owner; pc += 3; goto Called;
            case OpCode.InvokeInterface:
                arguments = pc[1];
                if (arguments == 0 || top - arguments < low) { goto Malformed; }
                call = FindInterface((uint)arguments, ReadUInt16(pc + 2), pc[4], top[-arguments], out isMalformed);
                if (call == 0) { goto NotFound; } pc += 5; goto Called;
            case OpCode.New:
                if (top >= _high) { goto Malformed; } call = PoolAt(ReadUInt16(pc + 1), PoolEntry.Kind.Class);
                if (call == 0 || _machine.IsInterface(new PoolEntry(call).ClassId)) { goto Malformed; }
                *top = (short)New(new PoolEntry(call).ClassId);
                if (*top == 0) { goto Throw; } top++; pc += 3; goto Next;
            case OpCode.NewArray:
                if (top <= low || pc[1] < BooleanType || pc[1] >= ReferenceType) { goto Malformed; }
                arguments = NewArray((ObjectKind)((int)ObjectKind.BooleanArray + pc[1] - BooleanType), top[-1], elementClass: 0);
                if (arguments == 0) { goto Throw; } top[-1] = (short)arguments; pc += 2; goto Next;
            case OpCode.AnewArray:
                if (top <= low) { goto Malformed; } call = PoolAt(ReadUInt16(pc + 1), PoolEntry.Kind.Class); if (call == 0) { goto Malformed; }
                arguments = NewArray(ObjectKind.ReferenceArray, top[-1], new PoolEntry(call).ClassId);
                if (arguments == 0) { goto Throw; } top[-1] = (short)arguments; pc += 3; goto Next;
            case OpCode.ArrayLength: if (top <= low) { goto Malformed; }
                distance = LengthOf(top[-1]); if (distance < 0) { goto Throw; } top[-1] = (short)distance; pc++; goto Next;
            case OpCode.Athrow: if (top <= low) { goto Malformed; } ThrowObject(top[-1]); goto Throw;
            case OpCode.CheckCast: case OpCode.InstanceOf:
                if (top <= low) { goto Malformed; } distance = IsOfType(top[-1], pc[1], ReadUInt16(pc + 2), out isMalformed);
                if (isMalformed || distance < 0) { goto NotFound; }
                if ((OpCode)pc[0] == OpCode.InstanceOf) { top[-1] = (short)distance; }
                else if (distance == 0 && top[-1] != 0) { _machine.Throw(RomClass.ClassCastException); goto Throw; }
                pc += 4; goto Next;
            default:
                goto Malformed;
        }

    OtherElement:
        place = OtherElement(top[-2], top[-1], (OpCode)pc[0] == OpCode.Baload ? ObjectKind.ByteArray : ObjectKind.ShortArray);
        if (place == null) { goto Throw; }

        top--;
        top[-1] = (OpCode)pc[0] == OpCode.Baload ? *(sbyte*)place : *(short*)place;
        pc++;
        goto Next;

    WideBranch:
        distance = ReadInt16(pc + 1);
        goto Jump;

    Branch:
        distance = (sbyte)pc[1];

    Jump:
        pc += distance;
        if ((nuint)(pc - _code) >= _codeLength) { goto Malformed; }
        if (distance > 0) { goto Next; }

        // A loop is charged for the bytes that it runs again.
        left = _fuel + distance - 1;

    Fuelled:
        _fuel = left;
        if (left >= 0) { goto Next; }

        status = VmStatus.Exhausted;
        goto Leave;

    Called:
        arguments = (byte)(call >> PoolEntry.ArgumentsShift);
        if ((byte)call == (byte)PoolEntry.Kind.Native) { goto Native; }

        locals = top - arguments;
        low = locals + (byte)(call >> PoolEntry.LocalsShift) + Frame.HeaderCells;
        _high = low + (byte)(call >> PoolEntry.StackShift);
        if (_high > _end) { goto Overflow; }

        for (short* local = top; local < low - Frame.HeaderCells; local++)
        {
            *local = 0;
        }

        short* header = low - Frame.HeaderCells;
        *(int*)header = (int)(pc - _nv);
        header[Frame.Caller] = (short)(_frame - _stack);
        header[Frame.Owner] = _owner;
        header[Frame.Locals] = (byte)(call >> PoolEntry.LocalsShift);
        header[Frame.Kind] = Frame.JavaKind;
        *(uint*)(header + Frame.Method) = (uint)(call >> PoolEntry.AddressShift) | ((uint)(byte)(call >> PoolEntry.PackageShift) << Frame.PackageShift);
        header[Frame.Stack] = (byte)(call >> PoolEntry.StackShift);
        _frame = header;
        top = low;
        pc = _nv + (uint)(call >> PoolEntry.AddressShift) + ((byte)call == (byte)PoolEntry.Kind.LongMethod ? 4 : 2);
        if ((byte)(call >> PoolEntry.PackageShift) != _package)
        {
            SetPackage((byte)(call >> PoolEntry.PackageShift));
        }

        if (_calledOwner != _owner) { SetOwner(_calledOwner); }

        left = _fuel - CallCost;
        goto Fuelled;

    Return:
        frame = _frame;
        pc = _nv + *(int*)frame;
        if ((byte)frame[Frame.Owner] != _owner) { SetOwner((byte)frame[Frame.Owner]); }

        frame = _stack + (ushort)frame[Frame.Caller];
        top = locals + arguments;
        if (arguments == 1) { *locals = (short)distance; }
        else if (arguments == 2) { *(int*)locals = distance; }

    Back:
        _frame = frame;
        low = frame + Frame.HeaderCells;
        _high = low + frame[Frame.Stack];
        locals = frame - frame[Frame.Locals];
        if (frame[Frame.Kind] != Frame.JavaKind) { goto Other; }
        if (top > _high) { goto Malformed; }

        if ((byte)(*(uint*)(frame + Frame.Method) >> Frame.PackageShift) != _package)
        {
            SetPackage((byte)(*(uint*)(frame + Frame.Method) >> Frame.PackageShift));
        }

        goto Next;

    Other:
        status = VmStatus.Done;
        if (frame[Frame.Kind] == Frame.BoundaryKind) { goto Leave; }

        _machine.ContinuationResult = (ushort)*low;
        threw = false;

    NativeGoesOn:
        Spill(pc, top);
        status = ResumeNative(threw, out int results);
        if (status == VmStatus.Done)
        {
            // The frame of the native method goes; its result lies where its arguments did.
            arguments = results;
            distance = *(int*)locals;
            goto Return;
        }

        if (status != VmStatus.Throw) { goto Outcome; }
        frame = _frame;
        pc = _nv + *(int*)frame - 1;
        SetOwner((byte)frame[Frame.Owner]);
        _frame = _stack + (ushort)frame[Frame.Caller];
        goto Throw;

    Native:
        Spill(pc, top);
        status = CallNative(call, (int)(top - arguments - _stack));
        if (status == VmStatus.Done)
        {
            top += (byte)(call >> PoolEntry.LocalsShift) - arguments;
            left = _fuel - CallCost;
            if (top > _high) { goto Malformed; }
            frame = _frame;
            if (frame[Frame.Kind] == Frame.JavaKind) { goto Fuelled; }

            _fuel = left;
            goto Back;
        }

        // An exception of a native method is one of the instruction that called it.
        pc--;

    Outcome:
        if (status == VmStatus.Call)
        {
            frame = _stack + Registers.Frame;
            _frame = frame;
            top = _stack + Registers.Top;
            pc = _nv + Registers.Pc;
            call = _machine.Invoked.Bits;
            _calledOwner = _machine.InvokedOwner;
            low = frame + Frame.HeaderCells;
            _high = low + frame[Frame.Stack];
            goto Called;
        }

        if (status == VmStatus.Throw) { goto Throw; }
        if (status != VmStatus.Suspended) { goto Leave; }

        // The native method left the registers as they are to be found again.
        _machine.Fuel = _fuel;
        return status;

    NotFound:
        if (!isMalformed) { goto Throw; }

    Malformed:
        status = VmStatus.Malformed;
        goto Leave;

    Overflow:
        _machine.Throw(RomClass.SystemException, NoResource);
        pc--;

    Throw:
        threw = Unwind(pc);
        frame = _frame;
        pc = _handler;
        status = VmStatus.Throw;
        if (!threw && frame[Frame.Kind] != Frame.JavaKind) { goto Leave; }

        low = frame + Frame.HeaderCells;
        _high = low + frame[Frame.Stack];
        locals = frame - frame[Frame.Locals];
        top = low;
        if (threw) { goto NativeGoesOn; }
        if (top >= _high) { goto Malformed; }

        *top = (short)Registers.Exception; top++;
        left = _fuel - CallCost;
        goto Fuelled;

    Leave:
        Spill(pc, top);
        _machine.Fuel = _fuel;
        return status;
    }
}
