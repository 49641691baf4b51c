/** A public zone: the account that it is in, and what its cloud calls it there. */
export interface Zone {
  readonly account: string;
  readonly id: string;
}

/** Who asks for changes of a zone, and from where. */
export interface ZoneClient {
  /** The region of the zone's cloud that is nearest. */
  readonly region: string;
  /** What the cloud calls the identity of the controller, where somebody made one by hand. */
  readonly identity?: string | undefined;
}

/** How cert-manager proves a name: one of them is set. */
export interface Solver {
  readonly route53?: { readonly region: string; readonly hostedZoneId: string };
  readonly azureDns?: {
    readonly subscriptionId: string;
    readonly resourceGroupName: string;
    readonly hostedZoneName: string;
    readonly managedIdentity?: { readonly clientId: string };
  };
  readonly cloudDns?: { readonly project: string; readonly hostedZoneName: string };
}

/** What external-dns is told about a zone. */
export interface RecordWriter {
  /** Name of its provider. */
  readonly provider: string;
  /** Flags beyond those of every provider, without dashes in front. */
  readonly flags: Readonly<Record<string, string | boolean>>;
  /** Where it takes settings from a file only: a flag that says which, and what the file holds. */
  readonly file?: { readonly flag: string; readonly name: string; readonly content: string };
}

/** How a cloud serves public zones, and what those are told who change them. */
export interface ProviderDns {
  /** How zones are named there, for a person, and an example of one. */
  readonly zone: { readonly form: RegExp; readonly title: string; readonly example: string };
  /** What the permissions for a zone are about. */
  readonly resource: (zone: Zone) => string;
  readonly solver: (zone: Zone, client: ZoneClient) => Solver;
  readonly recordWriter: (zone: Zone) => RecordWriter;
}
