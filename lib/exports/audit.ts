// 'kafka-streaming/audit': what was sent, compared with what is read.
export * from '../audit';
