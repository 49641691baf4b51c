import { posix } from 'node:path';
import { LAYERS, SIBLINGS } from './eslint.layers.mjs';

/** The row of the table that a file belongs to. */
export function layerOf(path) {
  return LAYERS.find(({ files }) => files.test(path));
}

/** Why a file may not import something, or undefined where it may. Paths are relative to the repository. */
export function importProblem(file, source, typeOnly) {
  const layer = layerOf(file);
  if (layer === undefined)
    return file.startsWith('lib/') ? `${file} belongs to no layer of eslint.layers.mjs` : undefined;
  if (!source.startsWith('.')) return packageProblem(layer, source, typeOnly);
  const target = posix.join(posix.dirname(file), source);
  const targetLayer = layerOf(`${target}.ts`) ?? layerOf(`${target}/index.ts`);
  if (targetLayer === undefined) return `${target} belongs to no layer of eslint.layers.mjs`;
  return siblingProblem(file, target) ?? layerProblem(layer, targetLayer, typeOnly);
}

function packageProblem({ name, packages = [], typePackages = [] }, source, typeOnly) {
  const known = [...packages, ...(typeOnly ? typePackages : [])];
  const fits = known.some((item) => item === '*' || source === item || source.startsWith(`${item}/`));
  return fits ? undefined : `${name} must not import the package ${source}`;
}

function layerProblem(layer, target, typeOnly) {
  if (target === layer || layer.values?.includes(target.name)) return undefined;
  if (!layer.types?.includes(target.name)) return `${layer.name} must not import ${target.name}`;
  return typeOnly ? undefined : `${layer.name} may import types of ${target.name} only`;
}

/** Files directly in the folder of slices bring the slices together; the slices know them, and themselves. */
function siblingProblem(file, target) {
  for (const { folder, single } of SIBLINGS) {
    const own = sliceOf(folder, single, file.replace(/\.ts$/, ''));
    const other = sliceOf(folder, single, target);
    if (own !== undefined && other !== undefined && own !== other)
      return `${own} must not import its sibling ${other} in ${folder}`;
  }
  return undefined;
}

function sliceOf(folder, single, path) {
  const [first, ...rest] = path.startsWith(`${folder}/`) ? path.slice(folder.length + 1).split('/') : [];
  return single || rest.length > 0 ? first : undefined;
}

function isTypeOnly(node) {
  if (node.importKind === 'type' || node.exportKind === 'type') return true;
  const specifiers = node.specifiers ?? [];
  return (
    specifiers.length > 0 &&
    specifiers.every(({ importKind, exportKind }) => [importKind, exportKind].includes('type'))
  );
}

const layers = {
  meta: {
    type: 'problem',
    schema: [],
    docs: { description: 'Hold imports to the table in eslint.layers.mjs.' },
  },
  create(context) {
    const file = posix.relative(context.cwd.replaceAll('\\', '/'), context.filename.replaceAll('\\', '/'));
    const check = (node, source, typeOnly) => {
      const problem =
        typeof source?.value === 'string' ? importProblem(file, source.value, typeOnly) : undefined;
      if (problem !== undefined)
        context.report({ node, message: `${problem} (docs/architecture.md, "Who may import whom").` });
    };
    const checkDeclaration = (node) => check(node, node.source, isTypeOnly(node));
    return {
      Program(node) {
        if (file.startsWith('lib/') && layerOf(file) === undefined) {
          context.report({ node, message: `${file} belongs to no layer of eslint.layers.mjs.` });
        }
      },
      ImportDeclaration: checkDeclaration,
      ExportNamedDeclaration: checkDeclaration,
      ExportAllDeclaration: checkDeclaration,
      ImportExpression: (node) => check(node, node.source, false),
      TSImportType: (node) => check(node, node.source, true),
    };
  },
};

/** The rules of this repository, as an ESLint plugin. */
export const meridian = { meta: { name: 'meridian' }, rules: { layers } };
