import { z } from 'zod';
import { mirrorPath } from '../../schema/leaves';

const https = (what: string): z.ZodString =>
  z.string().regex(/^https:\/\/[^\s@{}]{1,300}$/, `expected ${what}, with https:// and without a password`);

const signIn = z
  .strictObject({
    issuer: https('the address of the identity provider').describe(
      'Identity provider that people sign in with, by OpenID Connect.',
    ),
    clientId: z
      .string()
      .regex(/^[\w.:/-]{1,200}$/, 'expected the id of a client')
      .describe('Client that the provider knows Argo CD as: a public one, so that there is no secret.'),
    url: https('the address that people open')
      .default('https://localhost:8080')
      .describe('Address that people open. The default is that of `kubectl port-forward`.'),
    scopes: z
      .array(z.string().regex(/^[\w.:/-]{1,100}$/, 'expected a scope'))
      .min(1)
      .default(['openid', 'profile', 'email', 'groups'])
      .describe('Scopes that are asked for; Entra has no scope `groups`.'),
  })
  .describe('How people sign in to look at it. Without it nobody does: kubectl shows the same objects.');

const notifications = z
  .strictObject({
    slackChannel: z
      .string()
      .regex(/^[a-z0-9][a-z0-9._-]{0,79}$/, 'expected the name of a channel, without #')
      .optional()
      .describe('Channel of Slack that is written to. Without it a webhook is called.'),
  })
  .describe(
    'Where Argo CD says by itself what failed; the token or address is in the store, as `slack-token` or `webhook-url`.',
  );

/** Settings of Argo CD itself. */
export const argocdSettings = z
  .strictObject({
    install: z
      .boolean()
      .default(true)
      .describe(
        'Whether the tree keeps Argo CD itself, from the day on which it was installed as the bootstrap page says; `false` where somebody else installs it.',
      ),
    path: mirrorPath
      .default('argocd')
      .describe(
        'Where chart and images of Argo CD lie in the registry of `mesh.registry`: the images right there, the chart under `charts`.',
      ),
    replicas: z
      .number()
      .int()
      .min(2)
      .max(9)
      .default(2)
      .describe('Copies of what renders manifests, of the API server and of the ApplicationSet controller.'),
    knownHosts: z
      .array(
        z
          .string()
          .max(1000)
          .regex(
            /^\S+ (ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)) [A-Za-z0-9+/]+=*$/,
            'expected a line of known_hosts: host, kind and key',
          ),
      )
      .default([])
      .describe('Keys of Git servers that are read over SSH, beside those of the public ones.'),
    signIn: signIn.optional(),
    notifications: notifications.optional(),
  })
  .describe('Argo CD itself.');
