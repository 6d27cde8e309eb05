import type { WithheldOffsets } from '../../kafka';

/** `orders/1: 7 offsets from 12 on` */
export const withheldText = ({ topic, partition, from, to }: WithheldOffsets): string =>
  `${topic}/${partition}: ${to === from ? `offset ${from}` : `${to - from + 1} offsets from ${from} on`}`;
