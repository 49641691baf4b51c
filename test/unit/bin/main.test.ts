import { runCli, temporaryFolder } from '../../support/run-cli';
import { writeRepository } from '../../support/write-repository';

describe('the command line', () => {
  it('prints its help on stdout, with every command', async () => {
    const { code, stdout, stderr } = await runCli(['--help'], '/');
    expect(code).toBe(0);
    expect(stderr).toBe('');
    for (const command of ['synth', 'validate', 'explain', 'list', 'remove', 'tombstones']) {
      expect(stdout).toMatch(new RegExp(`^ {2}${command} `, 'm'));
    }
  });

  it('prints its version', async () => {
    expect(await runCli(['--version'], '/')).toEqual({ code: 0, stdout: '0.0.0\n', stderr: '' });
  });

  it.each([
    ['an unknown command, with the nearest', ['snyth'], /unknown command 'snyth'\n\(Did you mean synth\?\)/],
    [
      'an unknown option, with the nearest',
      ['synth', '--chekc'],
      /unknown option '--chekc'\n\(Did you mean --check\?\)/,
    ],
    ['a missing argument', ['explain', 'web'], /missing required argument 'path'/],
    ['too many arguments', ['synth', 'all'], /too many arguments/],
    [
      'a thing that cannot be listed',
      ['list', 'pods'],
      /Allowed choices are clusters, drills, apps, units, drift, routes, survival, versions, boundaries, topologies, namespaces/,
    ],
    ['a command that needs another word', ['remove'], /Usage: meridian remove/],
    ['no command at all', [], /Usage: meridian/],
  ])('exits with 1 for %s', async (_title, argv, message) => {
    const { code, stdout, stderr } = await runCli(argv, temporaryFolder());
    expect(stderr).toMatch(message);
    expect(stdout).toBe('');
    expect(code).toBe(1);
  });

  it('says what to do where there is no fleet', async () => {
    const { code, stderr } = await runCli(['validate'], temporaryFolder());
    expect(stderr).toBe(
      'error: fleet.yaml is missing [config/missing-file]\n' +
        ' why: Synth cannot tell what the fleet is without it.\n' +
        ' fix: Run Meridian in the root of a fleet, or name it with --root.\n' +
        '\n1 error\n',
    );
    expect(code).toBe(1);
  });

  it.each([
    ['validate'],
    ['synth'],
    ['tombstones'],
    ['explain', 'a', 'b'],
    ['list', 'apps'],
    ['remove', 'app', 'a'],
  ])('names a root that is not there: %s', async (...argv) => {
    const { code, stderr } = await runCli([...argv, '--root', 'nowhere'], '/');
    expect(stderr).toMatch(
      /^error: the root '\/nowhere' cannot be read: it does not exist \[command\/root-unreadable\]\n/,
    );
    expect(stderr).toMatch(/\n1 error\n$/);
    expect(code).toBe(1);
  });

  it('takes a bug for a bug: 70, no trace, and what to report', async () => {
    const broken = (): never => {
      throw new Error('boom \u001b[31m');
    };
    const { code, stderr } = await runCli(['validate'], '/', { seconds: broken });
    expect(code).toBe(70);
    expect(stderr).toMatch(/^error: this is a bug in meridian 0\.0\.0 \(node [\d.]+\): boom \\u001b\[31m\n/);
    expect(stderr).toContain('Please report it');
    expect(stderr).not.toContain('main.test.ts');
  });

  it('shows the trace of a bug with --debug', async () => {
    const broken = (): never => {
      throw new Error('boom');
    };
    const { stderr } = await runCli(['validate', '--debug'], '/', { seconds: broken });
    expect(stderr).toContain('main.test.ts');
  });

  it.each([
    ['a terminal', { isTerminal: { stdout: true, stderr: true } }, true],
    [
      'a terminal with NO_COLOR',
      { isTerminal: { stdout: true, stderr: true }, env: { NO_COLOR: '1' } },
      false,
    ],
    ['a terminal that is dumb', { isTerminal: { stdout: true, stderr: true }, env: { TERM: 'dumb' } }, false],
    ['a pipe', { isTerminal: { stdout: true, stderr: false } }, false],
  ])('uses colours as it should on %s', async (_title, io, coloured) => {
    const { stderr } = await runCli(['validate'], temporaryFolder(), io);
    expect(stderr.includes('\u001b[')).toBe(coloured);
  });

  it('shows its progress on a terminal once it has taken a second, and wipes it', async () => {
    const root = writeRepository();
    const clock = { now: 0 };
    const seconds = (): number => (clock.now += 0.8);
    const slow = await runCli(['validate'], root, {
      seconds,
      isTerminal: { stdout: true, stderr: true },
      env: { NO_COLOR: '1' },
    });
    expect(slow.stderr).toBe('The fleet is valid: 2 clusters and 2 apps.\n');
    clock.now = 0;
    const slower = await runCli(['validate'], root, {
      seconds: () => (clock.now += 1.5),
      isTerminal: { stdout: true, stderr: true },
      env: { NO_COLOR: '1' },
    });
    expect(slower.stderr).toBe(
      '\r\u001b[2Kchecking the fleet …\r\u001b[2KThe fleet is valid: 2 clusters and 2 apps.\n',
    );
    const piped = await runCli(['validate'], root, { seconds: () => (clock.now += 1.5) });
    expect(piped.stderr).toBe('The fleet is valid: 2 clusters and 2 apps.\n');
  });
});

describe('meridian validate', () => {
  it('finds what synth would find, and writes nothing', async () => {
    const root = writeRepository({ 'clusters/eu.yaml': undefined });
    const { code, stderr } = await runCli(['validate'], root);
    expect(code).toBe(1);
    expect(stderr).toContain('[fleet/no-cluster]');
  });

  it('speaks JSON', async () => {
    const { code, stdout } = await runCli(['validate', '--json'], temporaryFolder());
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      valid: false,
      diagnostics: [
        {
          code: 'config/missing-file',
          severity: 'error',
          message: 'fleet.yaml is missing',
          reason: 'Synth cannot tell what the fleet is without it.',
          remedy: 'Run Meridian in the root of a fleet, or name it with --root.',
          related: [],
        },
      ],
    });
  });

  it('takes another root', async () => {
    const root = writeRepository();
    expect(await runCli(['validate', '--root', root], '/')).toMatchObject({ code: 0 });
  });
});
