import { z } from 'zod';
import { bytes, cpu, duration, folder, name, percent, urlPath, workloadPort } from '../../schema/leaves';

/** How a port is spoken to; `none` is a port that no other workload may reach. */
export type PortProtocol = 'http' | 'grpc' | 'tcp' | 'none';

const portFields = {
  name: z
    .string()
    .regex(
      /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/,
      'expected at most 15 lower-case letters, digits and single dashes, with a letter among them',
    )
    .describe('Name of the port, as Services and probes call it.'),
  port: workloadPort.describe('Number that the container listens on, and that callers use.'),
  protocol: z
    .enum(['http', 'grpc', 'tcp', 'none'])
    .default('http')
    .describe(
      'Protocol: it decides retries, probes and routes. `none` is a port that only the pod itself uses.',
    ),
};

const probesFields = {
  readiness: urlPath.default('/ready').describe('Path that answers 200 while the pod may get traffic.'),
  liveness: urlPath
    .default('/live')
    .describe('Path that answers 200 unless the container must be restarted.'),
  startup: urlPath
    .optional()
    .describe('Path that answers 200 once the process has started; without it the liveness path is asked.'),
};

const variable = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,252}$/, 'expected the name of an environment variable')
  .refine(
    (text) => !text.startsWith('MERIDIAN_'),
    'expected another name: those with MERIDIAN_ in front say where the pod runs',
  );
const dataKey = z
  .string()
  .regex(
    /^(?!\.{1,2}$)(?!\.\.)[-._A-Za-z0-9]{1,253}$/,
    'expected a file name: letters, digits, ".", "_" and "-"',
  );

const secretFields = {
  name: name.describe(
    'Name of the Secret in the namespace; made in each cluster out of the store of its region.',
  ),
  from: z
    .string()
    .regex(
      /^[A-Za-z0-9]([A-Za-z0-9/_+=.@-]{0,250}[A-Za-z0-9])?$/,
      'expected the name of an entry of the secret store, such as payments-database',
    )
    .optional()
    .describe('Entry of the store, whose properties become its keys; default is the name.'),
  regions: z
    .array(name)
    .min(1)
    .optional()
    .describe(
      'Regions whose stores hold a copy of that entry: every region of the app, those of standbys too.',
    ),
  env: z.record(variable, dataKey).optional().describe('Environment variable → key of the Secret.'),
  mountPath: folder.optional().describe('Folder where all keys appear as files, read-only.'),
};

const secretSchema = z
  .strictObject(secretFields)
  .refine(
    ({ env, mountPath }) => Object.keys(env ?? {}).length > 0 || mountPath !== undefined,
    'expected "env", "mountPath" or both: otherwise nothing of it is read',
  );

const loadFields = {
  rpsPerReplica: z
    .number()
    .positive()
    .max(1e6)
    .describe('Requests a second that one replica serves at full utilisation.'),
  peakRps: z
    .record(z.string(), z.number().nonnegative().max(1e9))
    .describe('Peak requests a second whose home is the region, by region.'),
  targetUtilisation: percent
    .refine((share) => Number.isInteger(share), 'expected a whole number from 1 to 100')
    .prefault(60)
    .describe('CPU utilisation in percent that the autoscaler aims at.'),
};

/** An API server takes no larger ConfigMap. */
const MOST_CONFIG_BYTES = 2 ** 20;

function sizeOf(files: Readonly<Record<string, string>>): number {
  const encoder = new TextEncoder();
  const sizes = Object.entries(files).map(([name, text]) => name.length + encoder.encode(text).length);
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** The fields of `runtime`, as they are written. */
export const runtimeFields = {
  minReplicasPerRegion: z
    .int()
    .min(1)
    .max(1000)
    .describe('Replicas that always run in each cluster that serves the app.'),
  maxReplicasPerRegion: z
    .int()
    .min(1)
    .max(10_000)
    .describe('Replicas that the autoscaler may reach in each cluster.'),
  podDisruptionBudget: z
    .enum(['required', 'none'])
    .default('required')
    .describe('Whether voluntary evictions take one pod at a time.'),
  topologySpread: z
    .enum(['zone', 'none'])
    .default('zone')
    .describe('Whether replicas must spread evenly over zones.'),
  port: workloadPort.optional().describe('Short for one HTTP port named http.'),
  ports: z
    .array(z.strictObject(portFields))
    .max(16)
    .optional()
    .describe('All ports, where one HTTP port is not enough; an empty list is a worker.'),
  command: z.array(z.string()).min(1).optional().describe('Replaces the entry point of the image.'),
  args: z.array(z.string()).optional().describe('Replaces the arguments of the image.'),
  env: z.record(variable, z.string()).default({}).describe('Environment variables in plain text.'),
  config: z
    .strictObject({
      mountPath: folder.describe('Folder where the files appear, read-only.'),
      files: z
        .record(dataKey, z.string())
        .refine((files) => Object.keys(files).length > 0, 'expected at least one file')
        .refine((files) => sizeOf(files) <= MOST_CONFIG_BYTES, 'expected at most 1 MiB in all, as UTF-8')
        .describe('File name → content.'),
    })
    .optional()
    .describe('Configuration files; a change restarts the pods.'),
  secrets: z.array(secretSchema).default([]).describe('Secrets that the app reads, by reference.'),
  probes: z
    .strictObject(probesFields)
    .prefault({})
    .describe(
      'Paths of the probes, on the first port; a gRPC port is asked by gRPC, a TCP port by connecting.',
    ),
  scratch: z
    .array(
      z.strictObject({
        path: folder.describe('Folder that the process may write to.'),
        size: bytes.prefault('64Mi').describe('Most that it may hold.'),
      }),
    )
    .default([])
    .describe('Writable folders; everything else of the root file system is read-only.'),
  resources: z
    .strictObject({
      cpu: cpu.prefault('250m').describe('CPU that one replica is given.'),
      memory: bytes.prefault('256Mi').describe('Memory that one replica is given, and its limit.'),
    })
    .prefault({})
    .describe('What one replica needs.'),
  load: z.strictObject(loadFields).optional().describe('Load by region, for the capacity plan.'),
  start: duration
    .refine((seconds) => seconds <= 3600, 'expected at most 1h')
    .prefault('30s')
    .describe('Time from the start of a pod until it is ready, the pull of its image included.'),
  shutdown: duration
    .refine((seconds) => seconds <= 3600, 'expected at most 1h')
    .prefault('15s')
    .describe('Time that a request in flight may take to end after the pod was told to stop.'),
};

/** A port of the app. */
export interface Port {
  readonly name: string;
  readonly port: number;
  readonly protocol: PortProtocol;
}

/** `runtime`, resolved. */
export interface Runtime {
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly podDisruptionBudget: 'required' | 'none';
  readonly topologySpread: 'zone' | 'none';
  readonly ports: readonly Port[];
  readonly command?: readonly string[] | undefined;
  readonly args?: readonly string[] | undefined;
  readonly env: Readonly<Record<string, string>>;
  readonly config?:
    { readonly mountPath: string; readonly files: Readonly<Record<string, string>> } | undefined;
  readonly secrets: readonly {
    readonly name: string;
    /** Entry of the secret store that it is made of. */
    readonly from: string;
    /** Regions whose stores hold that entry; undefined where nobody says. */
    readonly regions?: readonly string[] | undefined;
    readonly env?: Readonly<Record<string, string>> | undefined;
    readonly mountPath?: string | undefined;
  }[];
  readonly probes: {
    readonly readiness: string;
    readonly liveness: string;
    readonly startup?: string | undefined;
  };
  readonly scratch: readonly { readonly path: string; readonly sizeBytes: number }[];
  readonly cpuMillicores: number;
  readonly memoryBytes: number;
  readonly load?:
    | {
        readonly rpsPerReplica: number;
        readonly peakRps: Readonly<Record<string, number>>;
        readonly targetUtilisationPercent: number;
      }
    | undefined;
  readonly startSeconds: number;
  readonly shutdownSeconds: number;
}

const DEFAULT_PORT = 8080;

/** From the fields as written to the resolved form: short forms unfolded, units in the names. */
export function resolveRuntime(parsed: z.output<z.ZodObject<typeof runtimeFields>>): Runtime {
  return {
    minReplicas: parsed.minReplicasPerRegion,
    maxReplicas: parsed.maxReplicasPerRegion,
    podDisruptionBudget: parsed.podDisruptionBudget,
    topologySpread: parsed.topologySpread,
    ports: parsed.ports ?? [{ name: 'http', port: parsed.port ?? DEFAULT_PORT, protocol: 'http' }],
    command: parsed.command,
    args: parsed.args,
    env: parsed.env,
    config: parsed.config,
    secrets: parsed.secrets.map((secret) => ({ ...secret, from: secret.from ?? secret.name })),
    probes: parsed.probes,
    scratch: parsed.scratch.map(({ path, size }) => ({ path, sizeBytes: size })),
    cpuMillicores: parsed.resources.cpu,
    memoryBytes: parsed.resources.memory,
    load: parsed.load && {
      rpsPerReplica: parsed.load.rpsPerReplica,
      peakRps: parsed.load.peakRps,
      targetUtilisationPercent: parsed.load.targetUtilisation,
    },
    startSeconds: parsed.start,
    shutdownSeconds: parsed.shutdown,
  };
}
