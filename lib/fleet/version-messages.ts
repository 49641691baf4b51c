import { defineMessage, type Position } from '../core/diagnostic';

interface Place {
  readonly at: Position | undefined;
}

/** A cluster that runs another Kubernetes than its ring, and nobody says until when. */
export const kubernetesDrift = defineMessage<
  Place & { cluster: string; version: string; ring: string; wanted: string; other: Position | undefined }
>('fleet/kubernetes-drift', {
  reason:
    'A ring is what one change is tried on as a whole; clusters of it that differ show nothing about one another.',
  text: ({ at, cluster, version, ring, wanted, other }) => ({
    at,
    message: `${cluster} runs Kubernetes ${version}, and its ring "${ring}" is to run ${wanted}`,
    remedy: 'Say with "nextUpgradeWindow" when it follows; when it has, take "kubernetesVersion" out.',
    related: other === undefined ? [] : [{ label: `the ring "${ring}"`, at: other }],
  }),
});

/** A step from one Kubernetes to another that no control plane can make. */
export const kubernetesStep = defineMessage<
  Place & {
    cluster: string;
    from: string;
    to: string;
    next?: string | undefined;
    other: Position | undefined;
  }
>('fleet/kubernetes-step', {
  reason: 'A control plane is upgraded by one minor release at a time, and never goes back.',
  text: ({ at, cluster, from, to, next, other }) => ({
    at,
    message: `${cluster} cannot go from Kubernetes ${from} to ${to}, which its ring is to run`,
    remedy:
      next === undefined
        ? 'Let the ring run what the cluster has, or put the cluster into another ring.'
        : `Let the ring run ${next} first.`,
    related: other === undefined ? [] : [{ label: 'what the ring is to run', at: other }],
  }),
});

/** A Kubernetes whose support ends before the cluster can be upgraded. */
export const supportEndsFirst = defineMessage<
  Place & { cluster: string; version: string; service: string; kind: string; ends: string; window: string }
>('fleet/support-ends-first', {
  reason:
    'From then on there are no fixes for holes in it, or they cost extra; some services upgrade the cluster by themselves, at an hour of their own.',
  text: ({ at, cluster, version, service, kind, ends, window }) => ({
    at,
    message: `${cluster} can be upgraded on ${window}, and ${kind} support of Kubernetes ${version} on ${service} ends on ${ends}`,
    remedy: `Set the window before ${ends}${kind === 'extended' ? '' : ', or choose an upgrade channel with extended support and pay for it'}.`,
  }),
});

/** A Kubernetes of production whose end of support nobody knows here. */
export const supportUnknown = defineMessage<
  Place & { cluster: string; version: string; service: string; kind: string }
>('fleet/support-unknown', {
  severity: 'warning',
  reason:
    'What nothing published says is not guessed, so that no window is held against it and nobody is told in time.',
  text: ({ at, cluster, version, service, kind }) => ({
    at,
    message: `${cluster} runs Kubernetes ${version}, and when ${service} ends its ${kind} support is not known here`,
    remedy: 'Look the day up at the service, and set "nextUpgradeWindow" before it.',
  }),
});

/** A chart that serves other definitions than objects are checked against. */
export const chartUnchecked = defineMessage<
  Place & { chart: string; release: string; installs: string | undefined; builtIn: string; checked: string }
>('fleet/chart-unchecked', {
  severity: 'warning',
  reason:
    'A field that its definitions do not have is dropped or refused in the cluster, and synth cannot see it.',
  text: ({ at, chart, release, installs, builtIn, checked }) => ({
    at,
    message: `the chart ${chart} ${release} installs ${installs ?? 'a release that is not known here'}, and objects are checked against the definitions of ${checked}`,
    remedy: `Take a release of the chart that installs ${checked}, such as ${builtIn}, or a newer Meridian.`,
  }),
});

/** A ring that runs something newer than the rings before it. */
export const ringOutOfOrder = defineMessage<
  Place & {
    what: string;
    ring: string;
    version: string;
    before: string;
    older: string;
    other: Position | undefined;
  }
>('fleet/ring-out-of-order', {
  severity: 'warning',
  reason: 'A change reaches the rings in their order, so that the first ones show what is wrong with it.',
  text: ({ at, what, ring, version, before, older, other }) => ({
    at,
    message: `ring "${ring}" runs ${what} ${version}, and "${before}", which comes before it, runs ${older}`,
    remedy: `Let "${before}" run ${version} first, or take "${ring}" back.`,
    related: other === undefined ? [] : [{ label: `the ring "${before}"`, at: other }],
  }),
});

/** Two neighbouring rings that are more than one minor release of Kubernetes apart. */
export const ringsFarApart = defineMessage<
  Place & {
    ring: string;
    version: string;
    before: string;
    newer: string;
    between: string;
    other: Position | undefined;
  }
>('fleet/rings-far-apart', {
  severity: 'warning',
  reason:
    'What the later ring must pass on its way is run by no ring any more that could show what it breaks.',
  text: ({ at, ring, version, before, newer, between, other }) => ({
    at,
    message: `ring "${ring}" runs Kubernetes ${version}, and "${before}" is at ${newer} already`,
    remedy: `Upgrade "${ring}" to ${between} before anything else.`,
    related: other === undefined ? [] : [{ label: `the ring "${before}"`, at: other }],
  }),
});
