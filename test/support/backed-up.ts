import { MINI_FILES } from './mini-fleet';

/** The clusters of the miniature repository, each with its backups in another region. */
export const BACKED_UP = {
  'clusters/us.yaml': backedUp('us', 'us-west-2'),
  'clusters/eu.yaml': backedUp('eu', 'eu-central-1'),
} as const satisfies Readonly<Record<string, string>>;

function backedUp(id: 'us' | 'eu', region: string): string {
  const key = `arn:aws:kms:${region}:111122223333:key/1`;
  return `${MINI_FILES[`clusters/${id}.yaml`] ?? ''}backup: {bucket: backup-${id}, region: ${region}, key: "${key}"}
`;
}
