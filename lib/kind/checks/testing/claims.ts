import type { Claim, LiveObject } from '../live-object';

/** As kubectl prints a claim that a StatefulSet has made: with the labels of its selector, and the default class. */
export const claim = (name: string, storage: string, storageClassName = 'standard'): Claim => ({
  kind: 'PersistentVolumeClaim',
  metadata: {
    name,
    namespace: 'default',
    uid: name,
    labels: {
      'app.kubernetes.io/component': name.split('-')[1]!,
      'app.kubernetes.io/instance': 'kindv-a',
    },
  },
  spec: { resources: { requests: { storage } }, storageClassName },
});

/** As kind has it. */
export const DEFAULT_CLASS: LiveObject = {
  kind: 'StorageClass',
  metadata: {
    name: 'standard',
    uid: 'standard',
    annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
  },
};
