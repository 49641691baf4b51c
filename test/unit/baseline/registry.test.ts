import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { COMPONENTS } from '../../../lib/baseline/registry';

describe('the registry', () => {
  test('names every folder that holds a component, once, in order', () => {
    const folder = join(process.cwd(), 'lib/baseline');
    const folders = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'component.ts')));
    expect(COMPONENTS.map((component) => component.name)).toEqual(folders.sort());
  });
});
