import { facetOverlaySchema } from '../../../lib/config/app-schema';
import { INPUT_SCHEMAS, leafText, leavesOf, type InputKind, type LeafPath } from '../../support/input-leaves';
import {
  candidatesFor,
  changesBetween,
  factsOf,
  pagesOf,
  placesOf,
  subtreeFor,
  tableOf,
  withValue,
  type FleetData,
  type Place,
} from '../../support/leaf-effects';
import { fleetWith } from './entry-fleets';
import { FULL_FLEET } from './full-fleet';
import { PAGE_FIELDS, TABLE_FIELDS } from './quiet-fields';

const BEFORE = factsOf(FULL_FLEET);

/** The facts of a fleet before anything is changed, worked out once. */
const FACTS = new Map([[FULL_FLEET, BEFORE]]);
function factsBefore(fleet: FleetData): typeof BEFORE {
  const facts = FACTS.get(fleet) ?? factsOf(fleet);
  FACTS.set(fleet, facts);
  return facts;
}

/** The fields of an overlay are those of the contract; another test changes them one by one. */
const IN_OVERLAY = /^overlays\[\]\.(?!match\.)/;

const LEAVES = (Object.keys(INPUT_SCHEMAS) as InputKind[]).flatMap((kind) =>
  leavesOf(INPUT_SCHEMAS[kind])
    .filter((leaf) => !IN_OVERLAY.test(leafText(leaf)))
    .map((leaf): [string, InputKind, LeafPath] => [`${kind} ${leafText(leaf)}`, kind, leaf]),
);

/** Two places are enough to tell: a field that counts for nothing in both is read by nobody. */
const MOST_PLACES = 2;

interface Change {
  readonly place: Place;
  readonly value: unknown;
  readonly fleet: FleetData;
}

function changesOf(kind: InputKind, leaf: LeafPath): readonly Change[] {
  const full = fleetWith(leafText(leaf));
  return placesOf(full, kind, leaf)
    .slice(0, MOST_PLACES)
    .flatMap((place) =>
      candidatesFor(full, place, leaf).map((value) => ({
        place,
        value,
        fleet: withValue(full, place, value),
      })),
    );
}

/** The first change that another value of a field makes: which value, and what changes; '' where none does. */
function effectOf(kind: InputKind, leaf: LeafPath): string {
  for (const { place, value, fleet } of changesOf(kind, leaf)) {
    const [change] = changesBetween(factsBefore(fleetWith(leafText(leaf))), factsOf(fleet));
    const words = value === undefined ? 'without it' : `with ${JSON.stringify(value)}`;
    if (change !== undefined) return `${place.file} ${place.path.join('.')} ${words}: ${change}`;
  }
  return '';
}

const PAGES = new Set(PAGE_FIELDS.map(([kind, leaf]) => `${kind} ${leaf}`));
const TABLES = new Set(TABLE_FIELDS.map(([kind, leaf]) => `${kind} ${leaf}`));
const WRITTEN = LEAVES.filter(([name]) => !PAGES.has(name) && !TABLES.has(name));

describe('the fleet in which every field is set', () => {
  it('has no error, and gives the same twice', () => {
    expect([...BEFORE].filter((fact) => fact.startsWith('finding error'))).toEqual([]);
    expect(changesBetween(BEFORE, factsOf(FULL_FLEET))).toEqual([]);
  });

  it('has a place for every field', () => {
    expect(
      LEAVES.filter(([, kind, leaf]) => placesOf(fleetWith(leafText(leaf)), kind, leaf).length === 0).map(
        ([name]) => name,
      ),
    ).toEqual([]);
  });
});

describe('another value changes an object or a finding:', () => {
  it.each(WRITTEN)('%s', (_, kind, leaf) => {
    expect(effectOf(kind, leaf)).not.toBe('');
  });
});

describe('the lists of fields that change no object', () => {
  it('name fields that exist', () => {
    const names = new Set(LEAVES.map(([name]) => name));
    expect([...PAGES, ...TABLES].filter((name) => !names.has(name))).toEqual([]);
  });

  it.each(LEAVES.filter(([name]) => PAGES.has(name)))('hold pages that change: %s', (_, kind, leaf) => {
    const [change] = changesOf(kind, leaf);
    expect(effectOf(kind, leaf)).toBe('');
    expect(pagesOf(change?.fleet ?? FULL_FLEET)).not.toEqual(pagesOf(FULL_FLEET));
  });

  it.each(LEAVES.filter(([name]) => TABLES.has(name)))('hold tables that change: %s', (_, kind, leaf) => {
    const [change] = changesOf(kind, leaf);
    expect(effectOf(kind, leaf)).toBe('');
    expect(tableOf(change?.fleet ?? FULL_FLEET)).not.toEqual(tableOf(FULL_FLEET));
  });
});

/** Fields of the contract that an overlay may name. */
const OVERLAYS = leavesOf(facetOverlaySchema).map((leaf): [string, LeafPath] => [leafText(leaf), leaf]);

/** What becomes of overlays that give the cluster `eu` another value of a field: the changes that each makes. */
function overlaysOf(leaf: LeafPath): readonly (readonly string[])[] {
  return changesOf('app', ['application', ...leaf]).map(({ place, fleet }) => {
    const overlay = { match: { cluster: 'eu' }, ...subtreeFor(fleet, place) };
    const app = FULL_FLEET[place.file] as { readonly overlays?: readonly unknown[] };
    const changed = { ...app, overlays: [...(app.overlays ?? []), overlay] };
    return changesBetween(BEFORE, factsOf({ ...FULL_FLEET, [place.file]: changed }));
  });
}

describe('an overlay for one cluster is refused, or changes that cluster alone:', () => {
  it.each(OVERLAYS)('%s', (_, leaf) => {
    const outcomes = overlaysOf(leaf);
    const judged = outcomes.filter((changes) =>
      changes.some((change) => /^finding error (fleet\/overlay-of-shared-value|plan\/)/.test(change)),
    );
    const accepted = outcomes.filter(
      (changes) => !changes.some((change) => change.startsWith('finding error')),
    );
    expect(judged.length + accepted.filter((changes) => changes.length > 0).length).toBeGreaterThan(0);
    expect(
      accepted
        .flat()
        .filter((change) => !change.startsWith('eu/') && !/^finding warning .* of eu$/.test(change))
        .slice(0, 3),
    ).toEqual([]);
  });
});
