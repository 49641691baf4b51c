import { BLOCKED, PROXY_IMAGE, REGISTRY } from './good-objects';
import { DIGEST, FIRST, GOOD_SECOND, INIT, SECOND, type Row } from './policy-case';

const PIN = ['must-pin-image-by-digest'];
const LATEST = ['must-not-use-latest'];
const APPROVED = ['must-use-approved-registry'];
const BLOCK = ['must-not-use-blocked-digest'];
const PROXY = { name: 'istio-proxy', image: `${PROXY_IMAGE}1.31.1` };

/** Which images may run. */
export const IMAGE_CASES: readonly Row[] = [
  ['tag', 'deployment', [[[...FIRST, 'image'], `${REGISTRY}web:1.0`]], PIN],
  ['tag latest', 'deployment', [[[...FIRST, 'image'], `${REGISTRY}web:latest`]], [...PIN, ...LATEST]],
  [
    'tag latest with a digest',
    'deployment',
    [[[...FIRST, 'image'], `${REGISTRY}web:latest${DIGEST}`]],
    LATEST,
  ],
  [
    'neither tag nor digest',
    'pod',
    [[['spec', 'containers', 0, 'image'], `${REGISTRY}web`]],
    [...PIN, ...LATEST],
  ],
  [
    'a version called latest-1',
    'deployment',
    [[[...FIRST, 'image'], `${REGISTRY}web:latest-1${DIGEST}`]],
    [],
  ],
  ['short digest', 'deployment', [[[...FIRST, 'image'], `${REGISTRY}web@sha256:abc`]], PIN],
  ['registry elsewhere', 'deployment', [[[...FIRST, 'image'], `docker.example.org/web${DIGEST}`]], APPROVED],
  [
    'registry that only begins alike',
    'deployment',
    [[[...FIRST, 'image'], `registry.example.com.evil.example/shop/web${DIGEST}`]],
    APPROVED,
  ],
  [
    'second approved registry',
    'deployment',
    [[[...FIRST, 'image'], `registry.example.com/vendors/web${DIGEST}`]],
    [],
  ],
  [
    'init container from elsewhere',
    'statefulSet',
    [[INIT, { ...GOOD_SECOND, image: `elsewhere.example/x${DIGEST}` }]],
    APPROVED,
  ],
  ['blocked digest', 'deployment', [[[...FIRST, 'image'], `${REGISTRY}web@${BLOCKED}`]], BLOCK],
  [
    'blocked digest in a naked pod',
    'pod',
    [[['spec', 'containers', 0, 'image'], `${REGISTRY}web@${BLOCKED}`]],
    BLOCK,
  ],
  [
    'blocked digest in a cron job',
    'cronJob',
    [
      [
        ['spec', 'jobTemplate', 'spec', 'template', 'spec', 'containers', 0, 'image'],
        `${REGISTRY}web@${BLOCKED}`,
      ],
    ],
    BLOCK,
  ],
  ['proxy of the mesh in a pod', 'pod', [[['spec', 'containers', 1], PROXY]], []],
  ['proxy of the mesh in a template', 'deployment', [[SECOND, { ...GOOD_SECOND, ...PROXY }]], PIN],
  [
    'something else that is called as the proxy',
    'pod',
    [[['spec', 'containers', 1], { ...GOOD_SECOND, name: 'istio-proxy', image: 'elsewhere.example/x:1' }]],
    [...PIN, ...APPROVED],
  ],
];
