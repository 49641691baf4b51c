import type { Unit } from '../../compile/unit';
import { groupOf } from '../../core/manifest';
import { readProject, type ProjectPermissions } from '../app-project';
import { defineRule, type Find } from '../define-rule';
import type { LintEntry } from '../lint-entry';

/** The AppProject of a unit permits everything that the unit holds, and where it goes. */
export const projectsPermitTheirUnits = defineRule({
  name: 'project-forbids',
  reason:
    'Argo CD refuses the sync of the whole unit, or never sees the object, so that it is never pruned either.',
  check(index, find) {
    const projects = new Map<string, ProjectPermissions>();
    for (const entry of index.ofType('AppProject.argoproj.io')) {
      if (entry.folder === 'root') projects.set(`${entry.cluster} ${entry.name}`, readProject(entry));
    }
    for (const unit of index.compiled.units) {
      const project = projects.get(`${unit.cluster} ${unit.project}`);
      if (project === undefined) {
        find(
          unit,
          'project',
          `is "${unit.project}", which the cluster does not have`,
          'Add the AppProject to the root of the cluster.',
        );
        continue;
      }
      if (!project.allowsDestination(unit.cluster, unit.namespace)) {
        find(
          unit,
          'namespace',
          `is "${unit.namespace}", which project ${unit.project} does not permit as a destination`,
          remedyOf(unit),
        );
      }
      for (const entry of index.entriesOf(unit)) checkEntry(entry, unit, project, find);
    }
  },
});

function checkEntry(entry: LintEntry, unit: Unit, project: ProjectPermissions, find: Find): void {
  const group = groupOf(entry.object.apiVersion);
  const { kind } = entry.object;
  if (entry.namespace === '') {
    if (project.allowsClusterScoped(group, kind, entry.name)) return;
    find(
      entry,
      'kind',
      `is ${entry.type}, which belongs to the whole cluster and is not permitted to project ${unit.project}`,
      'Make it a component of the baseline.',
    );
    return;
  }
  if (!project.allowsNamespaced(group, kind)) {
    find(entry, 'kind', `is ${entry.type}, which project ${unit.project} does not permit`, remedyOf(unit));
  }
  if (!project.allowsDestination(unit.cluster, entry.namespace)) {
    find(
      entry,
      'metadata.namespace',
      `is "${entry.namespace}", which project ${unit.project} does not permit as a destination`,
      remedyOf(unit),
    );
  }
}

function remedyOf(unit: Unit): string {
  return `Permit it in the AppProject ${unit.project}, or take it out of the unit.`;
}
