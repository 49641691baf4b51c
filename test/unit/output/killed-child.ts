// Goes from one output to the other and back until it is killed: node killed-child.js ROOT FILES
import { writeTree } from '../../../lib/output/write-tree';
import { twoOutputs } from './two-outputs';

const [root = '', files = ''] = process.argv.slice(2);
const [first, second] = twoOutputs(Number(files));
process.stdout.write('ready\n');
for (;;) {
  for (const tree of [second, first]) writeTree({ root, tree, mode: 'write', allowMassDelete: true });
}
