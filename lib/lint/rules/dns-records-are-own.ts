import { publicHosts } from '../../plan/check-traffic';
import { defineRule } from '../define-rule';
import { dnsRecords } from '../dns-record';

/** An app's unit answers for the hosts of the app alone. */
export const dnsRecordsAreOwn = defineRule({
  name: 'dns-record-foreign',
  reason:
    'Who may write a record for a host takes its users: a team writes those of its own apps, and no others.',
  check(index, find) {
    for (const { entry, name, fieldOf } of dnsRecords(index)) {
      const app = entry.unit?.lane === 'apps' ? index.apps.get(entry.unit.name)?.app : undefined;
      if (app === undefined) continue;
      const hosts = publicHosts(app, index.plan.fleet);
      if (hosts.some((host) => name === host || name.endsWith(`.${host}`))) continue;
      find(
        entry,
        fieldOf('name'),
        `is ${name}, which is no host of ${app.name}`,
        'Leave it out, or list the host under traffic.hosts.',
      );
    }
  },
});
