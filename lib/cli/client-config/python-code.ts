import { librdkafkaSettings, type WayIn } from '../../local';

/** The settings of confluent-kafka, which stands on librdkafka: texts are written in Python as in JSON. */
export function pythonCode(way: WayIn): string {
  const login = way.secured?.login;
  const lines = [
    'config = {',
    ...Object.entries(librdkafkaSettings(way)).map(([name, value]) => `    "${name}": ${JSON.stringify(value)},`),
    ...(login?.by === 'password' ? [`    "sasl.password": open(${JSON.stringify(login.file)}).read().rstrip(),`] : []),
    '}',
  ];
  return `${lines.join('\n')}\n`;
}
