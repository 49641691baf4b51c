import { join } from 'node:path';
import { ATTRIBUTES, generateFromModules } from './generate';
import { importTypings } from './import-typings';
import { syncFolder } from './sync-folder';

const root = process.cwd();

const { crds, schemas } = generateFromModules(root);
syncFolder(join(root, 'crds'), crds);
syncFolder(join(root, 'schemas/kubernetes'), schemas);
const typings = importTypings(root);
syncFolder(join(root, 'imports'), new Map([['.gitattributes', ATTRIBUTES], ...typings]));

const lines = [...typings.values()].reduce((sum, text) => sum + text.split('\n').length - 1, 0);
console.log(`${crds.size - 3} groups, ${schemas.size - 1} kinds, ${typings.size} typings of ${lines} lines`);
