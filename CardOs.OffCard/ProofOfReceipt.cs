using System;
using System.Collections.Generic;
using CardOs.Apdu;
using CardOs.Apdu.RemoteScripts;
using CardOs.Apdu.SecuredPackets;

namespace CardOs.OffCard;

/// <summary>A response packet that was opened: what became of the command packet, and what its script answered.</summary>
public sealed class ProofOfReceipt
{
    private readonly List<byte[]> _responses = [];

    internal ProofOfReceipt(Tar tar, bool isAuthentic, ResponseText text)
    {
        Tar = tar;
        IsAuthentic = isAuthentic;
        Status = text.Status;
        Counter = text.Counter;
        PaddingCounter = text.PaddingCounter;
        ResponseData = text.Data.ToArray();
        Read(ResponseData);
    }

    /// <summary>What became of the command packet.</summary>
    public ResponseStatusCode Status { get; }

    /// <summary>The application that answered.</summary>
    public Tar Tar { get; }

    /// <summary>The counter, copied from the command packet.</summary>
    public ulong Counter { get; }

    /// <summary>Bytes of padding that the ciphering needed.</summary>
    public int PaddingCounter { get; }

    /// <summary>Whether the packet has the protection that was asked for. A card refuses strangers in clear, so an error may lack it.</summary>
    public bool IsAuthentic { get; }

    /// <summary>The additional response data as they are.</summary>
    public ReadOnlyMemory<byte> ResponseData { get; }

    /// <summary>Whether the additional response data are a response script in expanded format: TS 102 226 5.2.2.</summary>
    public bool IsExpanded { get; private set; }

    /// <summary>How many commands were executed, the one that failed included; in expanded format other objects count too. 0 when there is no answer.</summary>
    public int CommandsExecuted { get; private set; }

    /// <summary>The status word of the last command that was executed; <see cref="StatusWord.None"/> when there is none.</summary>
    public StatusWord LastStatus { get; private set; }

    /// <summary>The response data of the last command that was executed.</summary>
    public ReadOnlyMemory<byte> Data { get; private set; }

    /// <summary>The answers, each data and a status word: in compact format the last one, in expanded format all that the card returned.</summary>
    public IReadOnlyList<byte[]> Responses => _responses;

    /// <summary>What the card found wrong with the format of an expanded script.</summary>
    public ScriptFormatError FormatError { get; private set; }

    /// <summary>Why a chained script was not executed; null when nothing was wrong.</summary>
    public ScriptChainingResult? ChainingError { get; private set; }

    /// <summary>Whether the script could not wait for the end of a proactive session.</summary>
    public bool IsSuspensionRefused { get; private set; }

    // The application fixes the format. Bytes that are an expanded script to their very end are taken for one: as the head of a
    // compact response they would say that 171 commands ran.
    private void Read(ReadOnlyMemory<byte> data)
    {
        if (TryReadExpanded(data.Span))
        {
            return;
        }

        if (CompactScriptResponse.TryParse(data.Span, out CompactScriptResponse compact))
        {
            CommandsExecuted = compact.CommandsExecuted;
            LastStatus = compact.LastStatus;
            Data = data.Slice(CompactScriptResponse.HeadLength);
            if (CommandsExecuted > 0)
            {
                Add(compact.Data, compact.LastStatus);
            }
        }
    }

    private bool TryReadExpanded(ReadOnlySpan<byte> data)
    {
        var probe = new ExpandedScriptResponseReader(data);
        while (probe.TryRead(out _, out _))
        {
        }

        if (!probe.IsAtEnd)
        {
            return false;
        }

        IsExpanded = true;
        var reader = new ExpandedScriptResponseReader(data);
        CommandsExecuted = reader.CommandsExecuted ?? 0;
        int objects = 0;
        while (reader.TryRead(out ScriptTag tag, out ReadOnlySpan<byte> value))
        {
            objects++;
            Take(tag, value);
        }

        CommandsExecuted = reader.CommandsExecuted ?? objects;
        return true;
    }

    private void Take(ScriptTag tag, ReadOnlySpan<byte> value)
    {
        switch (tag)
        {
            case ScriptTag.ResponseApdu when ResponseApdu.TryParse(value, out ResponseApdu response):
                LastStatus = response.Status;
                Data = response.Data.ToArray();
                _responses.Add(value.ToArray());
                break;
            case ScriptTag.BadFormat when value.Length == 1:
                FormatError = (ScriptFormatError)value[0];
                break;
            case ScriptTag.ScriptChaining when value.Length == 1:
                ChainingError = (ScriptChainingResult)value[0];
                break;
            case ScriptTag.ImmediateAction:
                IsSuspensionRefused = true;
                break;
        }
    }

    private void Add(ReadOnlySpan<byte> data, StatusWord status) => _responses.Add([.. data, status.Sw1, status.Sw2]);
}
