/** What leads a command to one cluster among several, by the names of the flags. */
export interface WhichCluster {
  readonly on?: string | undefined;
  readonly cluster?: string | undefined;
  readonly name?: string | undefined;
  readonly folder?: string | undefined;
  /** `host:port,…`, instead of all the others. */
  readonly brokers?: string | undefined;
  /** The file that says how to get in. */
  readonly commandConfig?: string | undefined;
}

let inHand: WhichCluster = {};

/**
 * Says once, for the whole process, which cluster it is about: from then on the commands in its messages lead there, and not to one that
 * is found without a word. So a command must be written when it is told, and not when its file is loaded.
 */
export const takeInHand = (cluster: WhichCluster): void => {
  inHand = cluster;
};

/** Empty for the one that every command is about without a word. */
export const clusterInHand = (): WhichCluster => inHand;
