import { bootstrapCommands } from '../../../lib/gitops/bootstrap-commands';

describe('the commands that hand a cluster over', () => {
  it('leave a plain folder as it is', () => {
    expect(bootstrapCommands('us', 'dist/us/bootstrap')).toEqual([
      'kubectl --context us apply --server-side -f dist/us/bootstrap/argocd/secret_meridian-cluster.yaml',
      'kubectl --context us apply --server-side --recursive -f dist/us/bootstrap',
    ]);
  });

  it('quote a folder that a shell would take apart', () => {
    expect(bootstrapCommands('us', "an 'é'/bootstrap")[1]).toBe(
      `kubectl --context us apply --server-side --recursive -f 'an '\\''é'\\''/bootstrap'`,
    );
  });
});
