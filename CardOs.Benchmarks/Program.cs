using System;
using System.Linq;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

if (args is ["smoke"])
{
    IConfig once = ManualConfig.Create(DefaultConfig.Instance)
        .AddJob(Job.Dry.WithToolchain(InProcessEmitToolchain.Instance))
        .WithOptions(ConfigOptions.JoinSummary | ConfigOptions.DisableOptimizationsValidator);
    Summary[] summaries = BenchmarkRunner.Run(typeof(Program).Assembly, once);
    int failed = summaries.Sum(summary => summary.ValidationErrors.Count(error => error.IsCritical) + summary.Reports.Count(report => !report.Success));
    int ran = summaries.Sum(summary => summary.Reports.Length);
    Console.WriteLine($"{ran - failed} benchmarks ran, {failed} failed");
    return failed == 0 && ran > 0 ? 0 : 1;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
