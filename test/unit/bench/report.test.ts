import type { Measured } from '../../../bench/measure/run-process';
import type { SizeResult } from '../../../bench/measure/measure-size';
import { figuresOf } from '../../../bench/report/figures';
import { noise } from '../../../bench/report/surroundings';
import { tableMarkdown, tableText } from '../../../bench/report/table';
import { judge } from '../../../bench/report/targets';
import { updatePage } from '../../../bench/report/update-page';

function run(wall: number, more: Partial<Measured> = {}): Measured {
  return { wall, cpu: wall, peak: 100e6, ...more };
}

function said(work: number, stages: Readonly<Record<string, number>> = {}): Partial<Measured> {
  return { said: { loaded: 100, work, skipped: 0, skippedCpu: 0, objects: 0, files: 0, written: 0, stages } };
}

function size(objects: number, more: Partial<SizeResult> = {}): SizeResult {
  return {
    apps: Math.round(objects / 50),
    objects,
    files: objects,
    runs: {
      floor: [run(400), run(300)],
      cdk8s: [run(1200)],
      fresh: [run(500, { peak: 200e6 }), run(600)],
      pipeline: [run(450, said(400, { compile: 250 })), run(440, said(380, { compile: 190 }))],
      unchanged: [run(420, { peak: 300e6 })],
      edit: [run(430)],
    },
    edited: 3,
    strays: [],
    calibrations: [],
    ...more,
  };
}

const start = { node: 40, validate: 200, npm: 400 };

function verdictOf(
  sizes: readonly SizeResult[],
  words: string,
): { found: string | undefined; met: boolean | undefined } {
  const verdict = judge(start, sizes.map(figuresOf)).find(({ target }) => target.startsWith(words));
  if (verdict === undefined) throw new Error(`no target begins with ${words}`);
  return { found: verdict.found, met: verdict.met };
}

describe('figures', () => {
  const figures = figuresOf(size(1000));

  it('take the least time of each, and the most memory of any run of the command line', () => {
    expect(figures.wall).toEqual({
      floor: 0.3,
      cdk8s: 1.2,
      fresh: 0.5,
      pipeline: 0.44,
      unchanged: 0.42,
      edit: 0.43,
    });
    expect(figures.peak).toBe(300e6);
  });

  it('take all stages from the round that was fastest', () => {
    expect(figures.stages).toMatchObject({ compile: 190, write: 0 });
  });

  it('leave out what was not measured', () => {
    const { runs } = size(1000);
    expect(figuresOf(size(1000, { runs: { ...runs, cdk8s: [] } })).wall.cdk8s).toBeUndefined();
  });
});

describe('targets', () => {
  it('are judged by the size that has about their number of objects', () => {
    expect(verdictOf([size(1265)], 'fresh output by the floor, about 1,200')).toEqual({
      found: '1.67',
      met: true,
    });
    expect(verdictOf([size(1265)], 'fresh output by the floor, about 9,600')).toEqual({
      found: undefined,
      met: undefined,
    });
    expect(verdictOf([size(9483)], 'cdk8s by fresh output, about 9,600')).toEqual({
      found: '2.40',
      met: false,
    });
  });

  it('compare the cost of an object without start-up', () => {
    const { runs } = size(1);
    const huge = size(38_000, { runs: { ...runs, pipeline: [run(9000, said(7600))] } });
    expect(verdictOf([size(2500), huge], 'cost an object')).toEqual({ found: '1.32', met: false });
  });

  it('are not met by an edit that touches files of others, or none at all', () => {
    expect(verdictOf([size(1000)], 'files of others')).toEqual({ found: '0', met: true });
    expect(verdictOf([size(1000, { strays: ['us/root/x.yaml'] })], 'files of others').met).toBe(false);
    expect(verdictOf([size(1000, { edited: 0 })], 'files of others').met).toBe(false);
  });
});

describe('tables', () => {
  const table = {
    title: 'Things',
    heads: ['name', 'n'],
    rows: [
      ['one', '1'],
      ['twelve', '12'],
    ],
  };

  it('are aligned as text', () => {
    expect(tableText(table)).toBe('Things\nname     n\n------  --\none      1\ntwelve  12\n');
  });

  it('are Markdown', () => {
    expect(tableMarkdown(table)).toBe(
      '### Things\n\n| name | n |\n| --- | ---: |\n| one | 1 |\n| twelve | 12 |\n',
    );
  });
});

describe('the page', () => {
  it('keeps all but what stands between its marks', () => {
    const page =
      'before\n<!-- figures: written by `npm run bench -- --markdown` -->\nold\n<!-- end of figures -->\nafter\n';
    expect(updatePage(page, 'new\n')).toBe(page.replace('\nold\n', '\n\nnew\n\n'));
  });

  it('is not guessed at where the marks are missing', () => {
    expect(() => updatePage('# Performance\n', 'new')).toThrow('the page has no');
  });
});

it('noise is told by how far a fixed loop was from its best', () => {
  expect(noise([10, 10, 12, 15, 30])).toContain(
    'took 10.0 ms at best, 1.20 × that at the median, 1.50 × at the ninth decile, 3.00 × at worst',
  );
});
