using System;

namespace CardOs.Registry;

/// <summary>What the installation parameters of a security domain chose: GlobalPlatform UICC configuration, tags 82, 83, 84, 87.</summary>
[Flags]
internal enum DomainOptions : byte
{
    None = 0,

    /// <summary>Applications and packages of others can be extradited to it.</summary>
    AcceptsExtradition = 0x01,

    /// <summary>The domain above it may delete it with all that belongs to it.</summary>
    AcceptsDeletion = 0x02,

    /// <summary>It becomes personalized when its first keys are put.</summary>
    PersonalizedByKeys = 0x04,

    /// <summary>Its own applications can be extradited away.</summary>
    ReleasesApplications = 0x08,
}
