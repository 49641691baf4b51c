import type { Manifest } from '../../../../lib/core/manifest';
import { policiesCanBeRead } from '../../../../lib/lint/rules/policies-can-be-read';
import { policiesLetItIn } from '../../../../lib/lint/rules/policies-let-it-in';
import { policiesWouldLetItIn } from '../../../../lib/lint/rules/policies-would-let-it-in';
import {
  compileMini,
  edit,
  findingsOf,
  sentencesOf,
  withObject,
  withObjects,
} from '../../../support/compiled';
import { MINI_FILES } from '../../../support/mini-fleet';

const SPEC = ['spec', 'template', 'spec'];
const WEB = 'Deployment.apps web/web (us, unit apps/web): ';

function policy(text: string): Readonly<Record<string, string>> {
  return { 'fleet.yaml': `${MINI_FILES['fleet.yaml'] ?? ''}policy: ${text}\n` };
}

const asRoot = edit('Deployment', 'web', [...SPEC, 'securityContext', 'runAsNonRoot'], false);

describe('what is compiled', () => {
  test('is let in by the policies of its own cluster', () => {
    const fleet = compileMini();
    for (const rule of [policiesLetItIn, policiesWouldLetItIn, policiesCanBeRead])
      expect(findingsOf(rule, fleet)).toEqual([]);
  });

  test('is an error where its ring denies', () => {
    const fleet = withObjects(compileMini(), asRoot);
    expect(sentencesOf(policiesLetItIn, fleet)).toEqual([
      `${WEB}must-run-as-non-root refuses it: may run as root: web | Set securityContext.runAsNonRoot to true, and no runAsUser of 0.`,
    ]);
    expect(findingsOf(policiesLetItIn, fleet)[0]).toMatchObject({
      severity: 'error',
      at: { file: 'apps/web/app.yaml', line: 2 },
    });
    expect(findingsOf(policiesWouldLetItIn, fleet)).toEqual([]);
  });

  test.each(['warn', 'audit'])('is a warning where its ring only has %s', (mode) => {
    const fleet = withObjects(compileMini(policy(`{enforcement: {stable: {mode: ${mode}}}}`)), asRoot);
    expect(findingsOf(policiesLetItIn, fleet)).toEqual([]);
    expect(findingsOf(policiesWouldLetItIn, fleet)).toMatchObject([
      { severity: 'warning', message: `${WEB}must-run-as-non-root would refuse it: may run as root: web` },
    ]);
  });

  test('is refused with every rule that it breaks, and every container that breaks it', () => {
    const prepare = { name: 'prepare', image: 'registry.example.com/x:latest' };
    const fleet = withObjects(
      compileMini(),
      edit('Deployment', 'web', [...SPEC, 'initContainers', 0], prepare),
    );
    expect(findingsOf(policiesLetItIn, fleet).map(({ message }) => message.slice(WEB.length))).toEqual([
      'must-declare-resource-requests refuses it: lacks requests for CPU and memory: prepare',
      'must-declare-resource-requests refuses it: lacks a limit for memory: prepare',
      'must-drop-privileges refuses it: may gain privileges: prepare',
      'must-drop-privileges refuses it: may write to its root file system: prepare',
      'must-drop-privileges refuses it: does not drop ALL capabilities: prepare',
      'must-not-use-latest refuses it: uses the latest image: prepare',
      'must-pin-image-by-digest refuses it: names its image by no digest: prepare',
    ]);
  });

  test('may hold a token where the contract says that it talks to the Kubernetes API', () => {
    const token = edit('Deployment', 'web', [...SPEC, 'automountServiceAccountToken'], true);
    expect(sentencesOf(policiesLetItIn, withObjects(compileMini(), token))).toEqual([
      `${WEB}must-not-mount-service-account-token-unless-needed refuses it: mounts a token of the API server, which the contract does not ask for | Set automountServiceAccountToken to false, or identity.kubernetesApi in the contract.`,
    ]);
    const declared = `${MINI_FILES['apps/web/app.yaml'] ?? ''}  identity: {kubernetesApi: true}\n`;
    expect(findingsOf(policiesLetItIn, compileMini({ 'apps/web/app.yaml': declared }))).toEqual([]);
  });

  test('does not start from a digest that is blocked, whatever the ring does', () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    const fleet = compileMini(
      policy(
        `{enforcement: {stable: {mode: audit}}, blockedDigests: [{digest: "${digest}", reason: lost writes}]}`,
      ),
    );
    expect(sentencesOf(policiesLetItIn, fleet)[0]).toBe(
      'Deployment.apps stock/stock (eu, unit apps/stock): must-not-use-blocked-digest refuses it: uses a blocked image: stock | Put a release with another digest into releases.yaml, or take the digest out of policy.blockedDigests.',
    );
  });

  test('is not asked about what is exempt', () => {
    const exemption =
      '{rule: must-run-as-non-root, namespace: web, app: web, owner: shop, reason: old, expires: 2030-01-31}';
    const fleet = withObjects(compileMini(policy(`{exemptions: [${exemption}]}`)), asRoot);
    expect(findingsOf(policiesLetItIn, fleet)).toEqual([]);
  });

  test('is not asked about in the namespaces that bring a cluster back', () => {
    const job: Manifest = {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'x', namespace: 'argocd' },
      spec: { template: { spec: { containers: [{ name: 'x', image: 'x' }] } } },
    };
    expect(findingsOf(policiesLetItIn, withObject(compileMini(), 'us', 'web', job))).toEqual([]);
    const elsewhere = { ...job, metadata: { name: 'x', namespace: 'web' } };
    expect(findingsOf(policiesLetItIn, withObject(compileMini(), 'us', 'web', elsewhere))).not.toEqual([]);
  });
});

describe('a policy', () => {
  test('that has lost its parameters refuses', () => {
    const fleet = withObjects(compileMini(), (object) =>
      object.kind === 'ConfigMap' && object.metadata.name === 'policy-parameters' ? undefined : object,
    );
    expect(findingsOf(policiesLetItIn, fleet)[0]?.message).toMatch(/its parameters are not there$/);
  });

  test('of somebody else counts as well', () => {
    const spec = {
      matchConstraints: {
        resourceRules: [
          { apiGroups: [''], apiVersions: ['*'], operations: ['*'], resources: ['serviceaccounts'] },
        ],
      },
      validations: [{ expression: "object.metadata.name != 'web'" }],
    };
    const metadata = { name: 'no-web' };
    const apiVersion = 'admissionregistration.k8s.io/v1';
    const others = withObject(
      withObject(compileMini(), 'us', 'policy', {
        apiVersion,
        kind: 'ValidatingAdmissionPolicy',
        metadata,
        spec,
      }),
      'us',
      'policy',
      {
        apiVersion,
        kind: 'ValidatingAdmissionPolicyBinding',
        metadata,
        spec: { policyName: 'no-web', validationActions: ['Deny'] },
      },
    );
    expect(sentencesOf(policiesLetItIn, others)).toEqual([
      "ServiceAccount web/web (us, unit apps/web): no-web refuses it: failed expression: object.metadata.name != 'web' | Change the object, or the policy.",
    ]);
  });

  test('that uses what Kubernetes alone has is named', () => {
    const fleet = withObjects(compileMini(), (object) =>
      object.kind === 'ValidatingAdmissionPolicy' &&
      object.metadata.name === 'must-run-as-non-root.meridian.dev'
        ? {
            ...object,
            spec: {
              ...(object['spec'] as object),
              validations: [{ expression: "quantity('1').isGreaterThan(quantity('2'))" }],
            },
          }
        : object,
    );
    expect(sentencesOf(policiesCanBeRead, fleet)[0]).toMatch(
      /must-run-as-non-root\.meridian\.dev \(us, unit baseline\/policy\)|\(eu/,
    );
    expect(findingsOf(policiesCanBeRead, fleet)).toHaveLength(2);
  });

  test.each([
    [
      'ValidatingAdmissionPolicy',
      ['matchConstraints', 'objectSelector'],
      { matchLabels: { a: 'b' } },
      'objectSelector',
    ],
    [
      'ValidatingAdmissionPolicy',
      ['matchConstraints', 'resourceRules', 0, 'resourceNames'],
      ['web'],
      'resourceNames',
    ],
    [
      'ValidatingAdmissionPolicyBinding',
      ['matchResources'],
      { excludeResourceRules: [{ resources: ['jobs'] }] },
      'excludeResourceRules',
    ],
  ])('is not judged by a %s that is narrowed by %j', (kind, path, value, field) => {
    const fleet = withObjects(
      compileMini(),
      edit(kind, 'must-run-as-non-root.meridian.dev', ['spec', ...path], value, 'us'),
    );
    expect(sentencesOf(policiesCanBeRead, fleet)).toEqual([
      expect.stringContaining(`cannot be judged by before it is in a cluster: ${field} is not read`),
    ]);
  });

  test('finds a container wherever pods are made', () => {
    const night: Manifest = {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'night', namespace: 'web' },
      spec: {
        jobTemplate: { spec: { template: { spec: { containers: [{ name: 'night', image: 'x' }] } } } },
      },
    };
    const found = findingsOf(policiesLetItIn, withObject(compileMini(), 'us', 'web', night));
    expect(found.map(({ message }) => message)).toContain(
      'CronJob.batch web/night (us, unit apps/web): must-run-as-non-root refuses it: may run as root: night',
    );
  });
});
