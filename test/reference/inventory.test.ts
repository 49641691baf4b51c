import { inventory } from '../support/inventory';
import { synthesizeReference } from '../support/reference';

describe('the reference fleet', () => {
  const { compiled, fleet } = synthesizeReference();

  test.each(fleet.clusters.map((cluster) => cluster.id))('inventory of %s', (cluster) => {
    expect(inventory(compiled, cluster)).toMatchSnapshot();
  });
});
