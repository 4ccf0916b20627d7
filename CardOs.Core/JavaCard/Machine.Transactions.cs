using CardOs.Memory;

namespace CardOs.JavaCard;

/// <summary>The applet's transaction: one for the card, open from one native call to another.</summary>
internal sealed partial class Machine
{
    /// <summary>Whether an applet's transaction is open.</summary>
    public bool IsTransactionOpen => Registers.TransactionDepth != 0;

    /// <summary>What getTransactionDepth says: the transaction in which the JCRE installs counts.</summary>
    public int TransactionDepth => IsTransactionOpen || Registers.InstallDepth != 0 ? 1 : 0;

    public void BeginTransaction() => Open(out Registers.TransactionDepth, out Registers.TransactionSavepoint);

    public void CommitTransaction()
    {
        Memory.Journal.Close(new TransactionMark(Registers.TransactionDepth, Registers.TransactionSavepoint));
        Registers.TransactionDepth = 0;
        if (!Memory.Journal.IsOpen)
        {
            Heap.OnCommit();
        }
    }

    /// <summary>Undoes what was written since the transaction began; does nothing when none is open.</summary>
    public void AbortTransaction()
    {
        if (IsTransactionOpen)
        {
            Memory.Journal.Abort(new TransactionMark(Registers.TransactionDepth, Registers.TransactionSavepoint));
            Registers.TransactionDepth = 0;
            Heap.OnAbort(View);
        }
    }

    /// <summary>Opens the transaction in which an applet is installed.</summary>
    public void BeginInstallation() => Open(out Registers.InstallDepth, out Registers.InstallSavepoint);

    public void CommitInstallation()
    {
        Memory.Journal.Close(new TransactionMark(Registers.InstallDepth, Registers.InstallSavepoint));
        Registers.InstallDepth = 0;
        Heap.OnCommit();
    }

    public void AbortInstallation()
    {
        Memory.Journal.Abort(new TransactionMark(Registers.InstallDepth, Registers.InstallSavepoint));
        Registers.InstallDepth = 0;
        Rebuild();
    }

    /// <summary>At a reset: what an applet's transaction wrote is undone; working memory, with the stack and the registers, was cleared.</summary>
    public void OnReset()
    {
        if (Memory.Journal.IsOpen)
        {
            Memory.Journal.Recover();
            Memory.Allocator.Reset();
            Rebuild();
        }
    }

    private void Open(out int depth, out int savepoint)
    {
        TransactionMark mark = Memory.Journal.Open();
        depth = mark.Depth;
        savepoint = mark.Savepoint;
    }
}
