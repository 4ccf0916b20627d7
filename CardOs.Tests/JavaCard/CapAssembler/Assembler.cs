namespace CardOs.Tests.JavaCard.CapAssembler;

/// <summary>Makes packages from text, right ones and broken ones.</summary>
/// <remarks>
/// <code>
/// package F04361726401 1.0 test/sample        // AID, version, name; all of it may be left out
/// format 2.2                                  // else 2.1
/// import javacard/framework 1.2               // a known package, or an AID with a version; what the code names is imported at x.0
/// applet F0436172640101 App                   // needs App.install
/// export App Named                            // in the order of tokens
/// constant odd = 06 00 FF FF                  // an entry of the constant pool as bytes, which code may name
///
/// interface Named : javacard/framework/Shareable
///   method name()S
/// class App &lt; javacard/framework/Applet : Named
///   static short total = 5                    // ref, boolean, byte, short, int; arrays of numbers with their bytes: static byte[] t = 01 02
///   field ref buffer
///   method constructor &lt;init&gt;()V stack 2 locals 0
///     aload_0 / invokespecial javacard/framework/Applet.&lt;init&gt; / aload_0 / invokevirtual javacard/framework/Applet.register()V / return
///   method static install([BSB)V
///     new App / invokespecial App.&lt;init&gt; / return
///   method process(Ljavacard/framework/APDU;)V  // takes the token of the method that it overrides
///     start: aload_0 / getfield_a App.buffer / ifnull end
///     getstatic_s App.total / stableswitch 0:start 1:end default:end
///     aload_0 / checkcast class Named / invokeinterface Named.name / pop
///     end: return
///     catch start to end at end javacard/framework/ISOException last      // or everything
///   method name()S
///     getstatic_s App.total / sreturn
/// </code>
/// A method is virtual unless it is static, constructor, private, package or abstract. <c>stack n</c>, <c>locals n</c>, <c>args n</c>,
/// <c>extended</c> and <c>token n</c> set its head; without them 8 cells of stack and 4 of locals, and the arguments of its type.
/// To break code: <c>#7</c> is entry 7 whether there is one or not; <c>static-field:App.total</c> is an entry of another kind than the
/// instruction asks for (class, field, virtual, super, static-field, static); a branch may go <c>+3</c> or <c>-2</c> bytes from its code;
/// <c>.byte FF 00</c> stands for itself. To break components: see <see cref="AssembledCap"/>.
/// </remarks>
internal static class Assembler
{
    /// <summary>A package from its text.</summary>
    public static AssembledCap Assemble(string text) => new(CapSourceParser.Parse(text));

    /// <summary>A package whose class Test has one static method run, with this code.</summary>
    /// <param name="code">Lines, or instructions with " / " between them.</param>
    /// <param name="type">The method's type.</param>
    /// <param name="head">What else its head says, as <c>stack 2 locals 1</c>.</param>
    /// <param name="declarations">Further members of Test, and classes behind it.</param>
    public static AssembledCap AssembleMethod(string code, string type = "()S", string head = "", string declarations = "") =>
        Assemble($"class Test\n  method static run{type} {head}\n{code}\n{declarations}");
}
