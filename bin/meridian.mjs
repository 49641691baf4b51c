#!/usr/bin/env node
import { launch } from './launcher/launch.mjs';

await launch((program, io) => program.main(process.argv.slice(2), io));
