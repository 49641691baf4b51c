/**
 * When the support of a minor release of Kubernetes ends at a managed service: the first day without it, as 2027-03-27.
 * A day that nothing published says is absent, and is never guessed.
 */
export interface SupportEnds {
  readonly standard?: string;
  /** What the service calls extended or long-term support, and charges for. */
  readonly extended?: string;
}

/** What a managed service says of the releases that it supports. */
export interface SupportCalendar {
  readonly releases: Readonly<Record<string, SupportEnds>>;
  /** Upgrade channels whose clusters stay on a release until its extended support ends. */
  readonly extendedChannels: readonly string[];
}

/** Which end of support counts for a cluster, and when it is. */
export interface KubernetesSupport {
  readonly kind: keyof SupportEnds;
  /** Undefined where nothing published says it. */
  readonly ends?: string | undefined;
}

/** The end of support that counts for a release in a cluster of that upgrade channel. */
export function supportOf(
  { releases, extendedChannels }: SupportCalendar,
  release: string,
  channel: string,
): KubernetesSupport {
  const kind = extendedChannels.includes(channel) ? 'extended' : 'standard';
  return { kind, ends: releases[release]?.[kind] };
}

/**
 * Amazon EKS. A cluster slides into extended support by itself unless its upgrade policy says STANDARD, and costs more from
 * then on: whoever means that says `extended`. Source: the release calendar of the EKS user guide
 * (docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html), as of 2026-07.
 */
export const EKS_SUPPORT: SupportCalendar = {
  releases: {
    '1.33': { standard: '2026-07-29', extended: '2027-07-29' },
    '1.34': { standard: '2026-12-02', extended: '2027-12-02' },
    '1.35': { standard: '2027-03-27', extended: '2028-03-27' },
    '1.36': { standard: '2027-08-02', extended: '2028-08-02' },
  },
  extendedChannels: ['extended'],
};

/**
 * Azure Kubernetes Service. Its calendar gives months, and support ends with the last day of each; long-term support is a
 * plan of the cluster, which `lts` stands for. Source: AKS documentation, supported Kubernetes versions
 * (learn.microsoft.com/azure/aks/supported-kubernetes-versions), as of 2026-08.
 */
export const AKS_SUPPORT: SupportCalendar = {
  releases: {
    '1.33': { standard: '2026-08-01', extended: '2027-08-01' },
    '1.34': { standard: '2026-12-01', extended: '2027-12-01' },
    '1.35': { standard: '2027-04-01', extended: '2028-04-01' },
    '1.36': { standard: '2027-07-01', extended: '2028-07-01' },
    '1.37': { standard: '2027-11-01', extended: '2028-11-01' },
  },
  extendedChannels: ['lts'],
};

/**
 * Google Kubernetes Engine. The days are estimates of Google's own. Source: the GKE release schedule
 * (cloud.google.com/kubernetes-engine/docs/release-schedule), by endoflife.date as of 2026-02; the ends of extended support and
 * of 1.36 were not found published.
 */
export const GKE_SUPPORT: SupportCalendar = {
  releases: {
    '1.33': { standard: '2026-08-03' },
    '1.34': { standard: '2026-10-01' },
    '1.35': { standard: '2027-04-11' },
  },
  extendedChannels: ['extended'],
};
