import type { JsonObject } from '../../core/manifest';
import type { ProviderBackup, ServiceBackup } from './backup';

/** Name of a role and a vault; both are of one region of one account. */
const nameOf = ({ cluster }: ServiceBackup): string => `backup-${cluster}`;

/**
 * S3, and AWS Backup. Fields of a location: the plugin's own page. AWS Backup takes EKS clusters as a whole, with their
 * state and their volumes: its developer guide, "Amazon EKS backups".
 */
export const awsBackup: ProviderBackup = {
  plugin: { image: 'velero-plugin-for-aws', version: 'v1.14.2' },
  snapshotDriver: 'ebs.csi.aws.com',
  bucket: { form: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, example: 'example-backup-us' },
  key: {
    form: /^arn:aws:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/,
    example: 'arn:aws:kms:us-east-1:111122223333:key/00000000-0000-4000-8000-000000000000',
  },
  location: ({ bucket, region, key }) => ({
    provider: 'velero.io/aws',
    bucket,
    config: { region, ...(key === undefined ? { serverSideEncryption: 'AES256' } : { kmsKeyId: key }) },
  }),
  service: {
    name: 'AWS Backup',
    takes: ['replica'],
    shortestSeconds: 3600,
    documents: (backup) => ({
      plan: template(`Backups of ${backup.cluster}, for ${backup.region}.`, planResources(backup)),
      ...(backup.replica === undefined
        ? {}
        : {
            copy: template(
              `Where backups of ${backup.cluster} are copied to, for ${backup.replica.region}.`,
              {
                Vault: vault(backup, undefined),
              },
            ),
          }),
    }),
  },
};

function template(description: string, resources: JsonObject): JsonObject {
  return { AWSTemplateFormatVersion: '2010-09-09', Description: description, Resources: resources };
}

function vault(backup: ServiceBackup, key: string | undefined): JsonObject {
  return {
    Type: 'AWS::Backup::BackupVault',
    DeletionPolicy: 'Retain',
    Properties: { BackupVaultName: nameOf(backup), ...(key === undefined ? {} : { EncryptionKeyArn: key }) },
  };
}

function planResources(backup: ServiceBackup): JsonObject {
  const { cluster, region, account, place } = backup;
  return {
    Vault: vault(backup, place.key),
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Principal: { Service: 'backup.amazonaws.com' }, Action: 'sts:AssumeRole' },
          ],
        },
        ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup'],
      },
    },
    Plan: {
      Type: 'AWS::Backup::BackupPlan',
      Properties: { BackupPlan: { BackupPlanName: nameOf(backup), BackupPlanRule: [rule(backup)] } },
    },
    Selection: {
      Type: 'AWS::Backup::BackupSelection',
      Properties: {
        BackupPlanId: { Ref: 'Plan' },
        BackupSelection: {
          SelectionName: cluster,
          IamRoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
          Resources: [`arn:aws:eks:${region}:${account.id ?? ''}:cluster/${cluster}`],
        },
      },
    },
  };
}

function rule(backup: ServiceBackup): JsonObject {
  const { account, replica, keepDays, everySeconds } = backup;
  const lifecycle = { DeleteAfterDays: keepDays };
  const hours = everySeconds / 3600;
  const copy = {
    DestinationBackupVaultArn: `arn:aws:backup:${replica?.region}:${account.id ?? ''}:backup-vault:${nameOf(backup)}`,
    Lifecycle: lifecycle,
  };
  return {
    RuleName: 'schedule',
    TargetBackupVault: { Ref: 'Vault' },
    ScheduleExpression: `cron(0 ${hours >= 24 ? '0' : `0/${hours}`} * * ? *)`,
    StartWindowMinutes: 60,
    Lifecycle: lifecycle,
    ...(replica === undefined ? {} : { CopyActions: [copy] }),
  };
}
