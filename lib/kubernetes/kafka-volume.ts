/**
 * Where the claims of brokers and controllers are mounted: exactly the VOLUME of the image. A claim at its parent would be hidden by an
 * anonymous volume, and the data lost with the pod (grafana/mimir#16546).
 */
export const KAFKA_VOLUME = '/var/lib/kafka/data';

export const DATA_MOUNT = { name: 'data', mountPath: KAFKA_VOLUME };

/** Not the volume itself: in its root there may be a `lost+found`, which Kafka takes for a partition. */
export const LOG_DIR = `${KAFKA_VOLUME}/log`;
