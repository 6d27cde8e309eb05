import { javaProperties, librdkafkaSettings, settingsText, type WayIn } from '../../local';
import { inShell } from '../../package';
import { kafkajsCode } from './kafkajs-code';
import { pythonCode } from './python-code';

/** What clients of each kind are told, without a password: of a program that reads none from a file, where it is. */
export const FORMATS = {
  java: javaProperties,
  librdkafka: librdkafkaText,
  kcat: kcatCommand,
  kafkajs: kafkajsCode,
  python: pythonCode,
} as const satisfies Readonly<Record<string, (way: WayIn) => string>>;

export const FORMAT_WORDS = Object.keys(FORMATS) as readonly (keyof typeof FORMATS)[];

function librdkafkaText(way: WayIn): string {
  const login = way.secured?.login;
  const note =
    login?.by === 'password' ? `# sasl.password is in ${login.file}; all of it, with it: ${login.librdkafka}\n` : '';
  return `${note}${settingsText(librdkafkaSettings(way))}`;
}

/** Nobody else sees what is in a file, as they do what is typed. */
function kcatCommand(way: WayIn): string {
  const login = way.secured?.login;
  if (login?.by === 'password') return `kcat -F ${inShell(login.librdkafka)}\n`;
  const settings = Object.entries(librdkafkaSettings(way)).map(([name, value]) => `-X ${inShell(`${name}=${value}`)}`);
  return `kcat ${settings.join(' ')}\n`;
}
