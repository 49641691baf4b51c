/** What differs between versions of istiod, as data. */
export interface IstioVersion {
  readonly name: string;
  /**
   * `PILOT_AUTO_SEND_UNHEALTHY_ENDPOINTS`: pods that are not Ready are sent as unhealthy, count in every total, and switch
   * panic off where the rule has no minHealthPercent. The gateway of a remote network is then sent as healthy whatever
   * stands behind it: only outlier detection drains it. Without it pods that are not Ready are left out, and the gateway
   * with the last of them.
   */
  readonly sendsUnhealthy: boolean;
  /** Whether a mismatch of the network, where failoverPriority begins with it, still lets the labels behind it count. */
  readonly networkIsPreference: boolean;
}

/** Istio 1.31 as it comes. */
export const ISTIO_1_31: IstioVersion = { name: '1.31', sendsUnhealthy: true, networkIsPreference: true };

/** Istio 1.31 with `PILOT_AUTO_SEND_UNHEALTHY_ENDPOINTS=false`: its compatibility profile for 1.30 has that. */
export const ISTIO_1_31_READY_ONLY: IstioVersion = {
  name: '1.31 without unhealthy endpoints',
  sendsUnhealthy: false,
  networkIsPreference: true,
};

/** Istio 1.30 as it comes. */
export const ISTIO_1_30: IstioVersion = { name: '1.30', sendsUnhealthy: false, networkIsPreference: false };
