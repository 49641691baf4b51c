import type { ProviderPeople } from './people';

/** GKE asks Google whether somebody is in a group that is itself a member of one with a fixed name. */
export const gcpPeople: ProviderPeople = {
  group: {
    form: /^[^@\s]+@[^@\s]+\.[^@\s]+$/,
    what: 'the address of a group of Google',
    example: 'platform-runtime@example.com',
  },
  known:
    'the cluster has Google Groups for RBAC (`--security-group=gke-security-groups@DOMAIN`), and each group is a member of that one',
};
