import * as yaml from 'yaml';
import { growFleet } from '../../../bench/fleet/grow-fleet';
import { readReferenceInputs } from '../../../bench/fleet/reference-inputs';
import { synthesize } from '../../../lib/synthesize';

jest.mock('yaml', () => {
  const actual = jest.requireActual<typeof yaml>('yaml');
  return { ...actual, parseAllDocuments: jest.fn(actual.parseAllDocuments) };
});

describe('a valid fleet', () => {
  const files = growFleet(readReferenceInputs(process.cwd()), 14);
  const run = (texts: ReadonlyMap<string, string>): ReturnType<typeof synthesize> =>
    synthesize({
      tree: { files: texts, unreadable: [] },
      resources: {},
      existingUnits: [],
      twice: false,
    });

  it('is read by the quick parser alone: nothing asks where a value stands before something is wrong with it', () => {
    expect(run(files).diagnostics).toEqual([]);
    expect(run(files).output?.size).toBeGreaterThan(500);
    expect(yaml.parseAllDocuments).not.toHaveBeenCalled();
  });

  it('has a single file read again, where that one holds what the quick parser leaves alone', () => {
    const [path = '', text = ''] = [...files].find(([name]) => name.startsWith('apps/')) ?? [];
    const { output } = run(new Map([...files, [path, text.replace('\n', '\r\n')]]));
    expect(output?.size).toBeGreaterThan(500);
    const read = jest.mocked(yaml.parseAllDocuments).mock.calls.map(([parsed]) => parsed);
    expect(read).toEqual([text.replace('\n', '\r\n')]);
  });
});
