import type { JsonObject } from '../../core/manifest';
import type { Cluster } from '../../fleet/fleet';
import { ARGOCD_NOTIFICATIONS_SECRET } from '../../plan/names';

/** Retries after which somebody is told: about five minutes after the first failure. */
const TRIES = 5;

/** What is told, and when. What takes time to tell, such as OutOfSync for half an hour, is an alert of Prometheus. */
const TRIGGERS: readonly { readonly name: string; readonly when: string; readonly says: string }[] = [
  {
    name: 'sync-failed',
    when: `app.status?.operationState?.phase in ['Error', 'Failed'] or (app.status?.operationState?.retryCount ?? 0) >= ${TRIES}`,
    says: '{{ .app.status.operationState.message }}',
  },
  {
    name: 'health-degraded',
    when: "app.status?.health?.status == 'Degraded'",
    says: 'It is Degraded since the last change of its health.',
  },
];

/** Values of the chart for the controller that tells people; it is not there where nobody is to be told. */
export function notificationsValues({ id, baseline }: Cluster): JsonObject {
  const { notifications } = baseline.argocd;
  if (notifications === undefined) return { enabled: false };
  const { slackChannel } = notifications;
  const isSlack = slackChannel !== undefined;
  return {
    enabled: true,
    secret: { create: false, name: ARGOCD_NOTIFICATIONS_SECRET },
    argocdUrl: baseline.argocd.signIn?.url ?? '',
    context: { cluster: id },
    notifiers: isSlack
      ? { 'service.slack': 'token: $slack-token\n' }
      : {
          'service.webhook.receiver':
            'url: $webhook-url\nheaders:\n  - {name: Content-Type, value: application/json}\n',
        },
    templates: Object.fromEntries(
      TRIGGERS.map(({ name, says }) => [
        `template.${name}`,
        isSlack ? slackText(says) : webhookText(name, says),
      ]),
    ),
    triggers: Object.fromEntries(
      TRIGGERS.map(({ name, when }) => [
        `trigger.on-${name}`,
        JSON.stringify([{ when, send: [name], oncePer: 'app.status?.sync?.revision' }]),
      ]),
    ),
    subscriptions: [
      {
        recipients: [isSlack ? `slack:${slackChannel}` : 'receiver'],
        triggers: TRIGGERS.map(({ name }) => `on-${name}`),
      },
    ],
  };
}

function slackText(says: string): string {
  const text = `{{ .app.metadata.name }} in {{ .context.cluster }}: ${says}`;
  return `message: ${JSON.stringify(text)}\n`;
}

/** Fields that a receiver can sort by; each value is made JSON when it is known. */
function webhookText(name: string, says: string): string {
  const body = `{"what": "${name}", "cluster": {{ .context.cluster | toJson }}, "application": {{ .app.metadata.name | toJson }}, "revision": {{ .app.status.sync.revision | toJson }}, "message": {{ print ${argument(says)} | toJson }}}`;
  return `webhook:\n  receiver:\n    method: POST\n    body: ${JSON.stringify(body)}\n`;
}

/** A text, or the value that it stands for, as an argument of a function of the template. */
function argument(says: string): string {
  const value = /^\{\{ (\S+) \}\}$/.exec(says)?.[1];
  return value ?? JSON.stringify(says);
}
