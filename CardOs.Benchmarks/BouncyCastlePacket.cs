using System;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace CardOs.Benchmarks;

/// <summary>Decipherment and check of a packet composed from BouncyCastle, keyed once.</summary>
internal sealed class BouncyCastlePacket
{
    private readonly CbcBlockCipher _cipher;
    private readonly IMac _mac;
    private readonly byte[] _value;

    public BouncyCastlePacket(bool isAes, byte[] cipherKey, byte[] macKey)
    {
        _cipher = new CbcBlockCipher(isAes ? new AesEngine() : new DesEdeEngine());
        _mac = isAes ? new CMac(new AesEngine()) : new CbcBlockCipherMac(new DesEdeEngine(), 64, null);
        _cipher.Init(false, new ParametersWithIV(new KeyParameter(cipherKey), new byte[_cipher.GetBlockSize()]));
        _mac.Init(new KeyParameter(macKey));
        _value = new byte[_mac.GetMacSize()];
    }

    public ReadOnlySpan<byte> Open(byte[] sealedText, byte[] header, byte[] text, int prefix, int field)
    {
        _cipher.Reset();
        for (int i = 0; i < text.Length; i += _cipher.GetBlockSize())
        {
            _cipher.ProcessBlock(sealedText, i, text, i);
        }

        _mac.BlockUpdate(header, 0, header.Length);
        _mac.BlockUpdate(text, 0, prefix);
        _mac.BlockUpdate(text, prefix + field, text.Length - prefix - field);
        _mac.DoFinal(_value, 0);
        return _value;
    }
}
