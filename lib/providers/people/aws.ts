import { fingerprint } from '../../core/hash';
import type { Document } from '../identity/identity';
import type { ProviderPeople } from './people';

/**
 * EKS knows no groups of its own: an access entry gives them to a role of IAM, which people take on. The role is called after
 * the group, or `identities` of the account names it.
 */
export const awsPeople: ProviderPeople = {
  group: { form: /^(?!system:)[\w.:/@-]+$/, what: 'a name', example: 'platform-runtime' },
  known:
    'an access entry gives it to the role of IAM that people take on, with authentication mode `API` or `API_AND_CONFIG_MAP`',
  document({ cluster, account, groups }) {
    const { id, identities = {} } = account;
    if (id === undefined) return undefined;
    // A name of its own for each, so that another group moves none of them.
    const entries = groups.map((group) => [
      `Group${fingerprint(group)}`,
      {
        Type: 'AWS::EKS::AccessEntry',
        Properties: {
          ClusterName: cluster,
          PrincipalArn: identities[group] ?? `arn:aws:iam::${id}:role/${group}`,
          KubernetesGroups: [group],
          Type: 'STANDARD',
        },
      },
    ]);
    return {
      AWSTemplateFormatVersion: '2010-09-09',
      Description: `Who may come into ${cluster}.`,
      Resources: Object.fromEntries(entries) as Document,
    };
  },
};
