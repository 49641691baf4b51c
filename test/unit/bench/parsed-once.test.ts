import * as yaml from 'yaml';
import { growFleet } from '../../../bench/fleet/grow-fleet';
import { readReferenceInputs } from '../../../bench/fleet/reference-inputs';
import { synthesize } from '../../../lib/synthesize';

jest.mock('yaml', () => {
  const actual = jest.requireActual<typeof yaml>('yaml');
  return { ...actual, parseAllDocuments: jest.fn(actual.parseAllDocuments) };
});

describe('a valid fleet', () => {
  it('is parsed once: nothing asks where a value stands before something is wrong with it', () => {
    const files = growFleet(readReferenceInputs(process.cwd()), 14);
    const { output } = synthesize({
      tree: { files, unreadable: [] },
      resources: {},
      existingUnits: [],
      twice: false,
    });
    expect(output?.size).toBeGreaterThan(500);
    const parsed = jest.mocked(yaml.parseAllDocuments).mock.calls.map(([text]) => text);
    const again = parsed.filter((text, index) => parsed.indexOf(text) !== index);
    const names = [...files].flatMap(([path, text]) => (again.includes(text) ? [path] : []));
    expect(names.filter((path) => !path.endsWith('/releases.yaml'))).toEqual([]);
    expect(parsed).toHaveLength(files.size);
  });
});
