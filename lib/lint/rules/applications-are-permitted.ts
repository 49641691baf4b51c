import { shown, textOf, valueAt } from '../../core/json';
import { readProject, type ProjectPermissions } from '../app-project';
import { argoApplications, type ArgoApplication } from '../argo-application';
import { defineRule, type Find } from '../define-rule';
import type { LintIndex } from '../lint-index';

/** The project of an Application is there, and permits where it takes its manifests from and where it puts them. */
export const applicationsArePermitted = defineRule({
  name: 'application-not-permitted',
  reason:
    'Argo CD does not even compare an Application that its project does not permit: nothing of it is applied.',
  check(index, find) {
    const projects = new Map(
      index
        .ofType('AppProject.argoproj.io')
        .map((entry) => [`${entry.cluster} ${entry.name}`, readProject(entry)]),
    );
    for (const application of argoApplications(index)) {
      const name = shown(application.spec['project'] ?? '');
      // Which project a unit has is the business of another rule.
      if (name.includes('{{')) checkTemplate(application, projects, index, find);
      else checkApplication(application, name, projects, find);
    }
  },
});

type Projects = ReadonlyMap<string, ProjectPermissions>;

function checkTemplate(application: ArgoApplication, projects: Projects, index: LintIndex, find: Find): void {
  const { cluster, name: lane } = application.entry;
  const units = index.compiled.units.filter((unit) => unit.cluster === cluster && unit.lane === lane);
  for (const name of new Set(units.map(({ project }) => project))) {
    const project = projects.get(`${cluster} ${name}`);
    if (project !== undefined) checkSources(application, name, project, find);
  }
}

function checkApplication(application: ArgoApplication, name: string, projects: Projects, find: Find): void {
  const { entry, prefix, spec } = application;
  const project = projects.get(`${entry.cluster} ${name}`);
  if (project === undefined) {
    find(
      entry,
      `${prefix}spec.project`,
      `is "${name}", which the tree of ${entry.cluster} does not hold`,
      'Name a project of the tree; the one called default permits everything.',
    );
    return;
  }
  checkSources(application, name, project, find);
  const namespace = textOf(valueAt(spec, 'destination', 'namespace')) ?? '';
  if (project.allowsDestination(textOf(valueAt(spec, 'destination', 'name')) ?? '', namespace)) return;
  find(
    entry,
    `${prefix}spec.destination`,
    `is the namespace "${namespace}", which project ${name} does not permit`,
    `Permit it in the AppProject ${name}.`,
  );
}

function checkSources(
  { entry, sources }: ArgoApplication,
  name: string,
  project: ProjectPermissions,
  find: Find,
): void {
  for (const { field, repository } of sources) {
    if (project.allowsSource(repository)) continue;
    find(
      entry,
      `${field}.repoURL`,
      `is ${repository}, which project ${name} does not permit`,
      `Add it to sourceRepos of the AppProject ${name}; "*" does not reach across "/".`,
    );
  }
}
