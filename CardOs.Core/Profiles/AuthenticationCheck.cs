using System;

namespace CardOs.Profiles;

/// <summary>Refuses an authentication key that no card can have, and says where it is wrong.</summary>
internal static class AuthenticationCheck
{
    private const int RotationCount = 5;
    private const int ConstantsLength = 80;
    private const ulong MaxSequenceNumber = 0xFFFF_FFFF_FFFF;
    private const ulong MaxSequence = MaxSequenceNumber >> 5;

    /// <exception cref="ArgumentException">Something is wrong; the message starts with the path of it.</exception>
    public static void Check(AuthenticationProfile key, string place)
    {
        bool isTuak = key.Algorithm == AuthenticationAlgorithm.Tuak;
        bool isMilenage = key.Algorithm == AuthenticationAlgorithm.Milenage;
        bool isXor = key.Algorithm == AuthenticationAlgorithm.Xor;
        Require(key.Algorithm is >= AuthenticationAlgorithm.Milenage and <= AuthenticationAlgorithm.GsmXor, place + ".algorithm", "an algorithm of the list");
        Require(key.Key.Length == 16 || (isTuak && key.Key.Length == 32), place + ".key", isTuak ? "16 or 32 bytes" : "16 bytes");
        int length = isTuak ? 32 : isMilenage ? 16 : 0;
        CheckOperatorKeys(key, length, place);
        Require(key.Rotations.Count == 0 || (isMilenage && key.Rotations.Count == RotationCount), place + ".rotations", "five numbers, for Milenage only");
        for (int i = 0; i < key.Rotations.Count; i++)
        {
            Require(key.Rotations[i] is >= 0 and <= 127, $"{place}.rotations[{i}]", "0 to 127");
        }

        Require(key.Constants.Length == 0 || (isMilenage && key.Constants.Length == ConstantsLength), place + ".constants", "80 bytes, for Milenage only");
        Require(key.Iterations is >= 1 and <= 255, place + ".iterations", "1 to 255");
        Require(key.MacLength == 8 || (isTuak && key.MacLength is 16 or 32), place + ".macLength", isTuak ? "8, 16 or 32" : "8");
        bool fits = isTuak ? key.ResponseLength is 4 or 8 or 16 or 32 : isXor ? key.ResponseLength is >= 4 and <= 16 : key.ResponseLength == 8;
        Require(fits, place + ".responseLength", isTuak ? "4, 8, 16 or 32" : isXor ? "4 to 16" : "8");
        CheckKeyLength(key.CipherKeyLength, isTuak, place + ".cipherKeyLength");
        CheckKeyLength(key.IntegrityKeyLength, isTuak, place + ".integrityKeyLength");
        Require(key.SequenceNumber <= MaxSequenceNumber, place + ".sequenceNumber", "at most 6 bytes");
        Require(key.MaxSequenceJump is >= 1 and <= MaxSequence, place + ".maxSequenceJump", "1 to 43 bits");
        Require(key.MaxSequenceAge <= MaxSequence, place + ".maxSequenceAge", "at most 43 bits");
    }

    private static void CheckOperatorKeys(AuthenticationProfile key, int length, string place)
    {
        if (length == 0)
        {
            Require(key.OperatorKey.Length == 0, place + ".operatorKey", "none: the algorithm has no such key");
            Require(key.DerivedOperatorKey.Length == 0, place + ".derivedOperatorKey", "none: the algorithm has no such key");
            return;
        }

        Require((key.OperatorKey.Length == 0) != (key.DerivedOperatorKey.Length == 0), place + ".operatorKey", "either this or derivedOperatorKey");
        Require(key.OperatorKey.Length == 0 || key.OperatorKey.Length == length, place + ".operatorKey", $"{length} bytes");
        Require(key.DerivedOperatorKey.Length == 0 || key.DerivedOperatorKey.Length == length, place + ".derivedOperatorKey", $"{length} bytes");
    }

    private static void CheckKeyLength(int length, bool isTuak, string place) =>
        Require(length == 16 || (isTuak && length == 32), place, isTuak ? "16 or 32" : "16");

    private static void Require(bool holds, string place, string expected)
    {
        if (!holds)
        {
            throw new ArgumentException($"{place}: expected {expected}.");
        }
    }
}
