// 'kafka-streaming/kubernetes': the manifests, as constructs of cdk8s.
export * from '../kubernetes';
