import { pause } from './waits';

/** One claim of a suite and how it went. */
export interface Result {
  readonly suite: string;
  readonly claim: string;
  readonly seconds: number;
  /** What was seen, where it held. */
  readonly detail: string;
  /** Why it did not hold. */
  readonly failure: string | undefined;
}

/** Collects the results of one run and prints each as it comes. */
export interface Report {
  readonly results: readonly Result[];
  /** Runs a check; what it returns is printed beside the claim. A check that throws makes the claim fail; true where it held. */
  readonly claim: (suite: string, claim: string, check: () => Promise<string>) => Promise<boolean>;
  /** Prints a line that is no claim. */
  readonly note: (text: string) => void;
}

/** Makes a report that prints to `write`. */
export function createReport(write: (text: string) => void): Report {
  const results: Result[] = [];
  return {
    results,
    note(text) {
      write(`      ${text}\n`);
    },
    async claim(suite, claim, check) {
      const started = Date.now();
      // Lets the line before reach a terminal while a check computes without a pause.
      await pause(0);
      const outcome = await Promise.resolve()
        .then(check)
        .then(
          (detail) => ({ detail, failure: undefined }),
          (error: unknown) => ({
            detail: '',
            failure: error instanceof Error ? error.message : String(error),
          }),
        );
      const seconds = (Date.now() - started) / 1000;
      results.push({ suite, claim, seconds, ...outcome });
      const state = outcome.failure === undefined ? 'ok    ' : 'FAILED';
      const detail =
        outcome.failure === undefined ? outcome.detail : `\n${outcome.failure.replace(/^/gm, '         ')}`;
      const separator = outcome.failure === undefined && detail !== '' ? ': ' : '';
      write(`${state} ${suite}: ${claim}${separator}${detail} (${seconds.toFixed(1)} s)\n`);
      return outcome.failure === undefined;
    },
  };
}

/** The closing line of a run. */
export function closingLine(results: readonly Result[]): string {
  const failed = results.filter((result) => result.failure !== undefined).length;
  return `${String(results.length - failed)} passed, ${String(failed)} failed`;
}

function escapeXml(text: string): string {
  return (
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      // XML 1.0 has no way to write other control characters.
      .replace(/[^\t\n\r -\uFFFD]/g, '?')
  );
}

/** The results as JUnit XML, a testsuite for each suite. */
export function junitXml(results: readonly Result[]): string {
  const suites = [...new Set(results.map((result) => result.suite))].map((suite) => {
    const cases = results.filter((result) => result.suite === suite);
    const failures = cases.filter((result) => result.failure !== undefined).length;
    const lines = cases.map((result) => {
      const name = `    <testcase classname="${escapeXml(suite)}" name="${escapeXml(result.claim)}" time="${result.seconds.toFixed(3)}"`;
      if (result.failure === undefined)
        return `${name}><system-out>${escapeXml(result.detail)}</system-out></testcase>`;
      return `${name}><failure>${escapeXml(result.failure)}</failure></testcase>`;
    });
    const head = `  <testsuite name="${escapeXml(suite)}" tests="${String(cases.length)}" failures="${String(failures)}">`;
    return [head, ...lines, '  </testsuite>'].join('\n');
  });
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites>', ...suites, '</testsuites>', ''].join(
    '\n',
  );
}
