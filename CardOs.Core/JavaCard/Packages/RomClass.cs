namespace CardOs.JavaCard;

/// <summary>Class ids of ROM classes that are named in code: the package's number, then the class token.</summary>
internal static class RomClass
{
    /// <summary>No class.</summary>
    public const ushort None = 0;

    public const ushort Object = 0x0100;
    public const ushort Throwable = 0x0101;
    public const ushort Exception = 0x0102;
    public const ushort RuntimeException = 0x0103;
    public const ushort IndexOutOfBoundsException = 0x0104;
    public const ushort ArrayIndexOutOfBoundsException = 0x0105;
    public const ushort NegativeArraySizeException = 0x0106;
    public const ushort NullPointerException = 0x0107;
    public const ushort ClassCastException = 0x0108;
    public const ushort ArithmeticException = 0x0109;
    public const ushort SecurityException = 0x010A;
    public const ushort ArrayStoreException = 0x010B;

    public const ushort Iso7816 = 0x0400;
    public const ushort Pin = 0x0401;
    public const ushort Shareable = 0x0402;
    public const ushort Applet = 0x0403;
    public const ushort CardException = 0x0404;
    public const ushort CardRuntimeException = 0x0405;
    public const ushort Aid = 0x0406;
    public const ushort IsoException = 0x0407;
    public const ushort JcSystem = 0x0408;
    public const ushort OwnerPin = 0x0409;
    public const ushort Apdu = 0x040A;
    public const ushort PinException = 0x040B;
    public const ushort ApduException = 0x040C;
    public const ushort SystemException = 0x040D;
    public const ushort TransactionException = 0x040E;
    public const ushort UserException = 0x040F;
    public const ushort Util = 0x0410;
    public const ushort MultiSelectable = 0x0411;
    public const ushort AppletEvent = 0x0412;
    public const ushort OwnerPinExtended = 0x0413;
    public const ushort OwnerPinWithPredecrement = 0x0414;
    public const ushort OwnerPinBuilder = 0x0415;
    public const ushort SensitiveArrays = 0x0416;

    // Classes that no package names: the objects that OwnerPINBuilder makes, and marks of sensitive arrays.
    public const ushort BuiltPin = 0x0480;
    public const ushort BuiltPinWithPredecrement = 0x0481;
    public const ushort SensitiveMark = 0x0482;

    public const ushort IoException = 0x0200;
    public const ushort Remote = 0x0300;
    public const ushort RemoteException = 0x0301;

    public const ushort Service = 0x0500;
    public const ushort SecurityService = 0x0501;
    public const ushort RemoteService = 0x0502;
    public const ushort BasicService = 0x0503;
    public const ushort ServiceDispatcher = 0x0506;
    public const ushort ServiceException = 0x0507;

    public const ushort ExtendedLength = 0x0800;
    public const ushort ApduUtil = 0x0900;
    public const ushort ArrayLogic = 0x0B00;
    public const ushort UtilException = 0x0B01;
    public const ushort Integers = 0x0C00;

    public const ushort BerTlv = 0x0D00;
    public const ushort BerTag = 0x0D01;
    public const ushort ConstructedBerTlv = 0x0D02;
    public const ushort ConstructedBerTag = 0x0D03;
    public const ushort PrimitiveBerTlv = 0x0D04;
    public const ushort PrimitiveBerTag = 0x0D05;
    public const ushort TlvException = 0x0D06;

    public const ushort BcdUtil = 0x0E00;
    public const ushort BigNumber = 0x0E01;
    public const ushort ParityBit = 0x0E02;

    public const ushort Application = 0x1100;
    public const ushort Cvm = 0x1101;
    public const ushort SecureChannel = 0x1102;
    public const ushort GpSystem = 0x1103;
    public const ushort RegistryEntry = 0x1104;
    public const ushort GlobalService = 0x1105;
    public const ushort SecureChannelExtended = 0x1106;
    public const ushort Authority = 0x1107;
    public const ushort Personalization = 0x1108;
    public const ushort HttpAdministration = 0x1109;
    public const ushort HttpReportListener = 0x110A;
    public const ushort SecureChannelExtended2 = 0x110B;

    // Classes that no package names: the objects behind these interfaces.
    public const ushort SecureChannelObject = 0x1180;
    public const ushort GlobalPinObject = 0x1181;
    public const ushort RegistryEntryObject = 0x1182;

    public const ushort Key = 0x0600;
    public const ushort DsaKey = 0x0601;
    public const ushort PrivateKey = 0x0602;
    public const ushort PublicKey = 0x0603;
    public const ushort SecretKey = 0x0604;
    public const ushort DsaPrivateKey = 0x0605;
    public const ushort DsaPublicKey = 0x0606;
    public const ushort RsaPrivateCrtKey = 0x0607;
    public const ushort RsaPrivateKey = 0x0608;
    public const ushort RsaPublicKey = 0x0609;
    public const ushort DesKey = 0x060A;
    public const ushort MessageDigest = 0x060B;
    public const ushort CryptoException = 0x060C;
    public const ushort KeyBuilder = 0x060D;
    public const ushort RandomData = 0x060E;
    public const ushort Signature = 0x060F;
    public const ushort KeyPair = 0x0610;
    public const ushort EcKey = 0x0611;
    public const ushort EcPrivateKey = 0x0612;
    public const ushort EcPublicKey = 0x0613;
    public const ushort AesKey = 0x0614;
    public const ushort Checksum = 0x0615;
    public const ushort KeyAgreement = 0x0616;
    public const ushort HmacKey = 0x0617;
    public const ushort SignatureMessageRecovery = 0x0619;
    public const ushort InitializedMessageDigest = 0x061A;
    public const ushort DhKey = 0x061B;
    public const ushort DhPrivateKey = 0x061C;
    public const ushort DhPublicKey = 0x061D;
    public const ushort MessageDigestOneShot = 0x061E;
    public const ushort InitializedMessageDigestOneShot = 0x061F;
    public const ushort RandomDataOneShot = 0x0620;
    public const ushort SignatureOneShot = 0x0621;

    /// <summary>The first class of javacard.security that no export file has: what implements the interfaces of keys.</summary>
    public const ushort FirstKeyObject = 0x0680;
    public const ushort DesKeyObject = 0x0680;
    public const ushort AesKeyObject = 0x0681;
    public const ushort HmacKeyObject = 0x0682;
    public const ushort RsaPublicKeyObject = 0x0683;
    public const ushort RsaPrivateKeyObject = 0x0684;
    public const ushort RsaPrivateCrtKeyObject = 0x0685;
    public const ushort EcPublicKeyObject = 0x0686;
    public const ushort EcPrivateKeyObject = 0x0687;
    public const ushort DhPublicKeyObject = 0x0688;
    public const ushort DhPrivateKeyObject = 0x0689;
    public const ushort DsaPublicKeyObject = 0x068A;
    public const ushort DsaPrivateKeyObject = 0x068B;

    /// <summary>A Signature whose message is recovered.</summary>
    public const ushort RecoverySignature = 0x068C;

    public const ushort MessageListener = 0x2600;
    public const ushort MessageAgent = 0x2601;

    public const ushort KeyEncryption = 0x0700;
    public const ushort Cipher = 0x0701;
    public const ushort CipherOneShot = 0x0702;
    public const ushort AeadCipher = 0x0703;

    public const ushort ToolkitInterface = 0x2800;
    public const ushort Toolkit = 0x2801;
}
