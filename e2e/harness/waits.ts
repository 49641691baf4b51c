/** One wait that a suite made for a process or a cluster. */
export interface Wait {
  readonly label: string;
  readonly milliseconds: number;
  /** What was missing last; '' where nothing ever was. */
  readonly missing: string;
}

/** Waits with bounded time, and remembers how long each took. */
export interface Waits {
  /** Asks every `pollMs` until the probe gives a value; throws with the label and the last reason after `timeoutMs`. */
  readonly until: <T>(
    label: string,
    timeoutMs: number,
    probe: () => Promise<T | Pending>,
    pollMs?: number,
  ) => Promise<T>;
  /** The waits so far, longest first. */
  readonly longest: () => readonly Wait[];
}

/** A probe's answer "not yet", with what is still missing. */
export interface Pending {
  readonly pending: string;
}

const POLL_MS = 150;

/** Builds a probe's answer "not yet". */
export function pending(reason: string): Pending {
  return { pending: reason };
}

function isPending(value: unknown): value is Pending {
  return typeof value === 'object' && value !== null && 'pending' in value;
}

/** Pauses; for polling and for watching that nothing happens, never in place of a condition. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function answer<T>(probe: () => Promise<T | Pending>): Promise<T | Pending> {
  try {
    return await probe();
  } catch (error) {
    return pending(error instanceof Error ? error.message : String(error));
  }
}

/** Makes a recorder of waits. */
export function createWaits(): Waits {
  const waits: Wait[] = [];
  return {
    async until(label, timeoutMs, probe, pollMs = POLL_MS) {
      const started = Date.now();
      let missing = '';
      for (;;) {
        const value = await answer(probe);
        const milliseconds = Date.now() - started;
        if (!isPending(value)) {
          waits.push({ label, milliseconds, missing });
          return value;
        }
        missing = value.pending;
        if (milliseconds > timeoutMs) {
          throw new Error(`${label}: not within ${String(Math.round(timeoutMs / 1000))} s: ${value.pending}`);
        }
        await pause(pollMs);
      }
    },
    longest: () => [...waits].sort((a, b) => b.milliseconds - a.milliseconds),
  };
}
