import { defineRule } from '../define-rule';

/** Argo CD's default for all plain manifests of one Application (reposerver.max.combined.directory.manifests.size: 10M). */
const UNIT_BYTES = 10_000_000;
/** YAML indents; deeply nested objects take about half as much again as their JSON. */
const YAML_FACTOR = 1.5;

/** All that a unit holds fits into what Argo CD reads for one Application. */
export const unitsAreSmall = defineRule({
  name: 'unit-too-large',
  reason: 'Argo CD reads no more than 10 MB for one Application, and refuses to sync the whole unit.',
  check(index, find) {
    for (const unit of index.compiled.units) {
      let size = 0;
      for (const entry of index.entriesOf(unit)) size += entry.size;
      const bytes = Math.round(size * YAML_FACTOR);
      if (bytes > UNIT_BYTES)
        find(
          unit,
          'content',
          `is about ${bytes} bytes, and the limit is ${UNIT_BYTES}`,
          'Split it into several apps, or keep the data outside of the cluster.',
        );
    }
  },
});
