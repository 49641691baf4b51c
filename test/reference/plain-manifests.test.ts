import { readSourceTree } from '../../lib/config/read-source-tree';
import { REPOSITORY, synthesizeClean } from '../support/reference';
import { readFiles } from '../support/scenario-case';

jest.mock('../../lib/compile/plain-manifest', () => ({ manifestOf: jest.fn() }));

describe('the short way past the resolving of cdk8s', () => {
  it('gives the bytes that cdk8s gives', () => {
    const { output } = synthesizeClean(readSourceTree(REPOSITORY));
    expect(output).toEqual(readFiles(`${REPOSITORY}/dist`));
  });
});
