import { formatTable } from '../../../lib/report/format-table';
import { formatBootstraps, formatSummary } from '../../../lib/report/summary';

const RUN = {
  clusters: 1,
  units: 2,
  objects: 30,
  written: 1,
  removed: 4,
  unchanged: 5,
  warnings: 1,
  seconds: 0.256,
};

describe('formatSummary', () => {
  it('tells a run that wrote from one that only looked', () => {
    expect(formatSummary(RUN, 'wrote')).toBe(
      '1 cluster, 2 units, 30 objects\nwrote 1 file, removed 4, 5 unchanged, 1 warning, 0.26 s\n',
    );
    expect(formatSummary(RUN, 'would write')).toContain('would write 1 file, remove 4, 5 unchanged');
  });
});

describe('formatBootstraps', () => {
  it('tells a new cluster from a changed one', () => {
    expect(formatBootstraps([])).toBe('');
    const text = formatBootstraps([
      { cluster: 'a', directory: 'dist/a/bootstrap', commands: ['name a', 'apply a'], isNew: true },
      { cluster: 'b', directory: 'dist/b/bootstrap', commands: ['name b', 'apply b'], isNew: false },
    ]);
    expect(text).toContain('a is new: hand it over');
    expect(text).toContain('b has a changed bootstrap');
    expect(text).toContain('dist/b/bootstrap/README.md says how:\n  name b &&\n  apply b\n');
  });
});

describe('formatTable', () => {
  it('pads cells to columns, and marks empty ones', () => {
    expect(
      formatTable([
        ['a', '', 'c'],
        ['long', 'b', 'c\u001b'],
      ]),
    ).toBe('a     -  c\nlong  b  c\\u001b\n');
    expect(formatTable([])).toBe('');
  });
});
