import { pythonWith } from '../installed';

let installing: Promise<string> | undefined;

/** The Python that has kafka-python: in an environment of its own, that ends with this process. */
export const kafkaPython = (): Promise<string> => (installing ??= pythonWith('kafka-python', '2.2.15'));
