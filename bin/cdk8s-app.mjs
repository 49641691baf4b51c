// What `cdk8s synth` runs: cdk8s deletes its output folder first, so ours is another one, and dist/ is never touched.
import { launch } from './launcher/launch.mjs';

const out = process.env.CDK8S_OUTDIR ?? 'cdk8s-out';

await launch((program, io) => program.main(['synth', '--out', out], io));
