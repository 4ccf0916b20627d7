using CardOs.Tests.Tearing;
using NUnit.Framework;

namespace CardOs.Tests.JavaCard.Api;

/// <summary>The power is taken at every word that methods of the API write into persistent objects: the object is the old or the new one, and the heap is whole.</summary>
[TestFixture]
public sealed class ApiTearingTests
{
    private const string Number = "javacardx/framework/math/BigNumber";
    private const string Primitive = "javacardx/framework/tlv/PrimitiveBERTLV";
    private const string Constructed = "javacardx/framework/tlv/ConstructedBERTLV";
    private const string Pin = "javacard/framework/OwnerPINx";
    private const string Dispatcher = "javacard/framework/service/Dispatcher";
    private const string Pair = "javacard/security/KeyPair";
    private const string Copies = "javacard/framework/Util";

    private const string MakeNumber = $"new {Number} / dup / bspush 20 / invokespecial {Number}.<init>(S)V / astore_0\n"
        + $"aload_0 / getstatic_a App.bytes / sconst_0 / bspush 8 / sconst_2 / invokevirtual {Number}.init([BSSB)V / aload_0 / areturn";

    private const string ReadNumber = $"aload_0 / aload_1 / sconst_0 / bspush 20 / sconst_2 / invokevirtual {Number}.toBytes([BSSB)V / bspush 20 / sreturn";

    private const string MakePrimitive = $"new {Primitive} / dup / bspush 12 / invokespecial {Primitive}.<init>(S)V / astore_0\n"
        + $"getstatic_a App.bytes / sconst_0 / bspush 4 / bastore / getstatic_a App.bytes / sconst_1 / sconst_4 / bastore\n"
        + $"aload_0 / getstatic_a App.bytes / sconst_0 / bspush 6 / invokevirtual {Primitive}.init([BSS)S / pop / aload_0 / areturn";

    private const string ReadTlv = "aload_0 / aload_1 / sconst_0 / invokevirtual javacardx/framework/tlv/BERTLV.toBytes([BS)S / sreturn";

    [TestCase("init([BSSB)V", "others", TestName = "BigNumber.init")]
    [TestCase("add([BSSB)V", "others", TestName = "BigNumber.add")]
    [TestCase("multiply([BSSB)V", "others", TestName = "BigNumber.multiply")]
    public void A_number_torn_at_any_word_is_the_old_or_the_new_one(string method, string operand) =>
        LeavesOldOrNew(new ApiCard(Number, MakeNumber, $"aload_0 / getstatic_a App.{operand} / sconst_0 / bspush 8 / sconst_2 / invokevirtual {Number}.{method} / return", ReadNumber));

    [Test]
    public void A_number_that_is_reset_while_power_is_cut_is_the_old_one_or_zero() =>
        LeavesOldOrNew(new ApiCard(Number, MakeNumber, $"aload_0 / invokevirtual {Number}.reset()V / return", ReadNumber));

    [Test]
    public void A_maximum_that_is_set_while_power_is_cut_is_the_old_or_the_new_one() =>
        LeavesOldOrNew(new ApiCard(
            Number,
            MakeNumber,
            $"aload_0 / getstatic_a App.others / sconst_0 / bspush 9 / sconst_2 / invokevirtual {Number}.setMaximum([BSSB)V / return",
            // Whether a number may be larger than the maximum.
            $"""
            try: aload_0 / getstatic_a App.others / sconst_0 / bspush 18 / sconst_2 / invokevirtual {Number}.init([BSSB)V
            end: aload_1 / sconst_0 / sconst_1 / bastore / goto done
            handler: pop / aload_1 / sconst_0 / sconst_0 / bastore
            done: aload_0 / getstatic_a App.bytes / sconst_0 / bspush 8 / sconst_2 / invokevirtual {Number}.init([BSSB)V / sconst_1 / sreturn
            catch try to end at handler everything
            """));

    [TestCase("replaceValue([BSS)S", "bspush 12", TestName = "PrimitiveBERTLV.replaceValue")]
    [TestCase("replaceValue([BSS)S", "bspush 20", TestName = "PrimitiveBERTLV.replaceValue with a longer array")]
    [TestCase("appendValue([BSS)S", "bspush 6", TestName = "PrimitiveBERTLV.appendValue")]
    public void A_data_object_torn_at_any_word_is_the_old_or_the_new_one(string method, string length) =>
        LeavesOldOrNew(new ApiCard(Primitive, MakePrimitive, $"aload_0 / getstatic_a App.others / sconst_0 / {length} / invokevirtual {Primitive}.{method} / pop / return", ReadTlv));

    [TestCase(true, TestName = "ConstructedBERTLV.append")]
    [TestCase(false, TestName = "ConstructedBERTLV.delete")]
    public void A_constructed_data_object_torn_at_any_word_has_its_part_or_not(bool isAppended)
    {
        string makePart = MakePrimitive.Replace("aload_0 / areturn", "aload_0 / putstatic_a App.second", System.StringComparison.Ordinal)
            + "\ngetstatic_a App.others / sconst_0 / bspush 48 / bastore / getstatic_a App.others / sconst_1 / sconst_0 / bastore\n"
            + $"new {Constructed} / dup / bspush 20 / invokespecial {Constructed}.<init>(S)V / astore_1\n"
            + $"aload_1 / getstatic_a App.others / sconst_0 / sconst_2 / invokevirtual {Constructed}.init([BSS)S / pop\n"
            + $"aload_1 / getstatic_a App.second / checkcast class {Primitive} / invokevirtual {Constructed}.append(Ljavacardx/framework/tlv/BERTLV;)S / pop / aload_1 / areturn";
        string change = isAppended
            ? $"aload_0 / getstatic_a App.second / checkcast class {Primitive} / invokevirtual {Constructed}.append(Ljavacardx/framework/tlv/BERTLV;)S / pop / return"
            : $"aload_0 / getstatic_a App.second / checkcast class {Primitive} / sconst_1 / invokevirtual {Constructed}.delete(Ljavacardx/framework/tlv/BERTLV;S)S / pop / return";
        LeavesOldOrNew(new ApiCard(Constructed, makePart, change, ReadTlv));
    }

    [Test]
    public void A_constructed_data_object_that_is_made_anew_is_the_old_or_the_new_one()
    {
        string make = $"new {Constructed} / dup / bspush 20 / invokespecial {Constructed}.<init>(S)V / astore_0\n"
            + $"aload_0 / getstatic_a App.parts / sconst_0 / bspush 8 / invokevirtual {Constructed}.init([BSS)S / pop / aload_0 / areturn";
        LeavesOldOrNew(new ApiCard(Constructed, make, $"aload_0 / getstatic_a App.parts / bspush 8 / bspush 11 / invokevirtual {Constructed}.init([BSS)S / pop / return", ReadTlv));
    }

    // Tries, limit, whether the old value is right, whether the new one is. The tries are a word of their own, which is written last: a cut in front of it leaves fewer.
    [TestCase("getstatic_a App.others / sconst_0 / sconst_4 / invokeinterface 4 javacard/framework/OwnerPINx 4", "04050001", TestName = "OwnerPINx.update")]
    [TestCase("sconst_2 / invokeinterface 2 javacard/framework/OwnerPINx 7", "", TestName = "OwnerPINx.setTriesRemaining")]
    [TestCase("bspush 9 / invokeinterface 2 javacard/framework/OwnerPINx 6", "04090100", TestName = "OwnerPINx.setTryLimit")]
    public void A_built_pin_torn_at_any_word_is_the_old_or_the_new_one_or_has_fewer_tries(string call, string withFewer)
    {
        var card = new ApiCard(Pin, MakePin, $"aload_0 / {call} / return", ReadPin);
        string before = card.Describe();
        card.Card.Send(ApiCard.Change);
        string after = card.Describe();
        card = new ApiCard(Pin, MakePin, $"aload_0 / {call} / return", ReadPin);
        int cuts = new CardTearing(card.Card.Card).AtEveryWord(
            () => card.Card.Send(ApiCard.Change),
            place => Assert.That(card.Describe(), Is.AnyOf(before, after, withFewer + " 9000"), place),
            recoveryEvery: 5);
        Assert.That(cuts, Is.GreaterThan(0));
        Assert.That(after, Is.Not.EqualTo(before));
    }

    [Test]
    public void A_try_of_a_built_pin_is_spent_or_not_whenever_the_power_is_cut() =>
        LeavesOldOrNew(new ApiCard(
            Pin,
            MakePin,
            "aload_0 / getstatic_a App.others / sconst_0 / sconst_4 / invokeinterface 4 javacard/framework/OwnerPINx 0 / pop / return",
            "aload_1 / sconst_0 / aload_0 / invokeinterface 1 javacard/framework/OwnerPINx 1 / bastore / sconst_1 / sreturn"));

    [Test]
    public void Services_of_a_dispatcher_torn_at_any_word_are_the_old_or_the_new_ones([Values] bool isAdded)
    {
        string make = $"new Echo / dup / invokespecial Echo.<init> / putstatic_a App.second / new {Dispatcher} / dup / sconst_3 / invokespecial {Dispatcher}.<init>(S)V / astore_0\n"
            + (isAdded ? "" : Service("addService", 2)) + "aload_0 / areturn";
        LeavesOldOrNew(new ApiCard(Dispatcher, make, Service(isAdded ? "addService" : "removeService", 2) + "return", ReadDispatcher, Echo));
    }

    [TestCase("arrayCopy([BS[BSS)S", "getstatic_a App.others / sconst_0 / getstatic_a App.bytes / sconst_1 / bspush 18", TestName = "Util.arrayCopy")]
    [TestCase("arrayFill([BSSB)S", "getstatic_a App.bytes / sconst_3 / bspush 15 / bspush 90", TestName = "Util.arrayFill")]
    public void An_array_torn_at_any_word_is_the_old_or_the_new_one(string method, string arguments) =>
        LeavesOldOrNew(new ApiCard(
            "java/lang/Object",
            "getstatic_a App.bytes / areturn",
            $"{arguments} / invokestatic {Copies}.{method} / pop / return",
            $"getstatic_a App.bytes / sconst_0 / aload_1 / sconst_0 / bspush 20 / invokestatic {Copies}.arrayCopyNonAtomic([BS[BSS)S / sreturn"));

    [Test]
    public void A_pair_of_keys_torn_at_any_word_is_one_whose_halves_fit()
    {
        const string Signature = "javacard/security/Signature";
        var card = new ApiCard(
            Pair,
            $"new {Pair} / dup / sconst_5 / bspush 112 / invokespecial {Pair}.<init>(BS)V / dup / invokevirtual {Pair}.genKeyPair()V\n"
            + $"bspush 17 / sconst_0 / invokestatic {Signature}.getInstance(BZ)Ljavacard/security/Signature; / putstatic_a App.second / areturn",
            $"aload_0 / invokevirtual {Pair}.genKeyPair()V / return",
            $"""
            getstatic_a App.second / checkcast class {Signature} / astore_2
            aload_2 / aload_0 / invokevirtual {Pair}.getPrivate()Ljavacard/security/PrivateKey; / sconst_1 / invokevirtual {Signature}.init(Ljavacard/security/Key;B)V
            aload_2 / getstatic_a App.others / sconst_0 / bspush 20 / aload_1 / bspush 10 / invokevirtual {Signature}.sign([BSS[BS)S / sstore_3
            aload_2 / aload_0 / invokevirtual {Pair}.getPublic()Ljavacard/security/PublicKey; / sconst_2 / invokevirtual {Signature}.init(Ljavacard/security/Key;B)V
            aload_1 / sconst_0 / aload_2 / getstatic_a App.others / sconst_0 / bspush 20 / aload_1 / bspush 10 / sload_3
            invokevirtual {Signature}.verify([BSS[BSS)Z / bastore / sconst_1 / sreturn
            """);
        Assert.That(card.Describe(), Is.EqualTo("01 9000"));
        int cuts = new CardTearing(card.Card.Card).AtEveryWord(
            TearMode.Prefix,
            () => card.Card.Send(ApiCard.Change),
            place => Assert.That(card.Describe(), Is.EqualTo("01 9000"), place),
            recoveryEvery: 1000);
        Assert.That(cuts, Is.GreaterThan(3));
    }

    private const string MakePin = """
        sconst_5 / sconst_4 / sconst_2 / invokestatic javacard/framework/OwnerPINBuilder.buildOwnerPIN(BBB)Ljavacard/framework/PIN; / checkcast class javacard/framework/OwnerPINx / astore_0
        aload_0 / getstatic_a App.bytes / sconst_0 / sconst_4 / invokeinterface 4 javacard/framework/OwnerPINx 4 / aload_0 / areturn
        """;

    private const string ReadPin = """
        aload_1 / sconst_0 / aload_0 / invokeinterface 1 javacard/framework/OwnerPINx 1 / bastore
        aload_1 / sconst_1 / aload_0 / invokeinterface 1 javacard/framework/OwnerPINx 5 / bastore
        aload_1 / sconst_2 / aload_0 / getstatic_a App.bytes / sconst_0 / sconst_4 / invokeinterface 4 javacard/framework/OwnerPINx 0 / bastore
        aload_1 / sconst_3 / aload_0 / getstatic_a App.others / sconst_0 / sconst_4 / invokeinterface 4 javacard/framework/OwnerPINx 0 / bastore
        sconst_4 / sreturn
        """;

    // The service counts how often it is asked.
    private const string ReadDispatcher = $"""
        getstatic_a App.second / checkcast class Echo / sconst_0 / putfield_s Echo.count
        aload_0 / invokestatic javacard/framework/APDU.getCurrentAPDU()Ljavacard/framework/APDU; / sconst_2 / invokevirtual {Dispatcher}.dispatch(Ljavacard/framework/APDU;B)Ljava/lang/Exception; / pop
        aload_1 / sconst_0 / getstatic_a App.second / checkcast class Echo / getfield_s Echo.count / bastore / sconst_1 / sreturn
        """;

    private const string Echo = """
        class Echo < javacard/framework/service/BasicService
          field short count
          method constructor <init>()V
            aload_0 / invokespecial javacard/framework/service/BasicService.<init> / return
          method processCommand(Ljavacard/framework/APDU;)Z stack 10 locals 4
            aload_0 / aload_0 / getfield_s Echo.count / sconst_1 / sadd / putfield_s Echo.count / sconst_0 / sreturn
        """;

    private static string Service(string method, int phase) =>
        $"aload_0 / getstatic_a App.second / checkcast class Echo / sconst_{phase} / invokevirtual {Dispatcher}.{method}(Ljavacard/framework/service/Service;B)V\n";

    private static void LeavesOldOrNew(ApiCard card)
    {
        string before = card.Describe();
        int cuts = new CardTearing(card.Card.Card).LeavesOldOrNew(() => card.Card.Send(ApiCard.Change), card.Describe, recoveryEvery: 5);
        Assert.That(cuts, Is.GreaterThan(0));
        Assert.That(card.Card.Send(ApiCard.Select), Is.EqualTo("9000"));
        Assert.That(card.Card.Send(ApiCard.Change), Is.EqualTo("9000"));
        Assert.That(card.Describe(), Is.Not.EqualTo(before), "the command changes nothing");
    }
}
