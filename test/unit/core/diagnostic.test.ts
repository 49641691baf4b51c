import {
  compareDiagnostics,
  defineMessage,
  hasErrors,
  raiseStrict,
  type Position,
} from '../../../lib/core/diagnostic';

const problem = defineMessage<{ at?: Position; message: string }>('test/problem', {
  reason: 'It is a test.',
  text: ({ at, message }) => ({ at, message, remedy: 'None.' }),
});
const doubt = defineMessage<{ message: string }>('test/doubt', {
  severity: 'warning',
  strict: true,
  reason: 'It is a test.',
  text: ({ message }) => ({ message, remedy: 'None.' }),
});
const hint = defineMessage<{ message: string }>('test/hint', {
  severity: 'warning',
  reason: 'It is a test.',
  text: ({ message }) => ({ message, remedy: 'None.' }),
});

function at(file: string, line: number, column: number): Position {
  return { file, line, column, text: '', length: 1 };
}

describe('diagnostics', () => {
  it('are shown by place, then by code and words, those without a place first', () => {
    const sorted = [
      problem({ message: 'nowhere' }),
      problem({ at: at('a.yaml', 2, 9), message: 'b' }),
      problem({ at: at('a.yaml', 10, 1), message: 'a' }),
      problem({ at: at('a.yaml', 10, 1), message: 'b' }),
      problem({ at: at('a.yaml', 10, 2), message: 'a' }),
      problem({ at: at('b.yaml', 1, 1), message: 'a' }),
    ];
    expect([...sorted].reverse().sort(compareDiagnostics)).toEqual(sorted);
  });

  it('stop synth when one of them is an error', () => {
    expect(hasErrors([hint({ message: 'a' }), problem({ message: 'b' })])).toBe(true);
    expect(hasErrors([hint({ message: 'a' }), doubt({ message: 'b' })])).toBe(false);
  });

  it('of missing facts are errors in a strict fleet, and no others', () => {
    const found = [hint({ message: 'a' }), doubt({ message: 'b' })];
    expect(raiseStrict(found, true).map(({ severity }) => severity)).toEqual(['warning', 'error']);
    expect(raiseStrict(found, false)).toBe(found);
  });

  it('carry what their definition says, and a reason of their own where there is one', () => {
    expect(problem({ message: 'm' })).toEqual({
      code: 'test/problem',
      severity: 'error',
      strict: false,
      message: 'm',
      reason: 'It is a test.',
      remedy: 'None.',
      related: [],
    });
  });
});
