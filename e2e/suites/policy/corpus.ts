import { GOOD, type Kind } from './good-objects';
import { IMAGE_CASES } from './image-cases';
import { OTHER_CASES } from './other-cases';
import { caseOf, type PolicyCase, type Row } from './policy-case';
import { SECURITY_CASES } from './security-cases';
import { WORKLOAD_CASES } from './workload-cases';

/** Each good object as it is. */
const UNTOUCHED: readonly Row[] = (Object.keys(GOOD) as Kind[]).map((kind) => [`good ${kind}`, kind, [], []]);

/** Accepted and refused objects of every kind and every rule. */
export const POLICY_CORPUS: readonly PolicyCase[] = [
  ...UNTOUCHED,
  ...SECURITY_CASES,
  ...IMAGE_CASES,
  ...WORKLOAD_CASES,
  ...OTHER_CASES,
].map(caseOf);
