/** Text of a Java properties file, in the order given, such that `java.util.Properties` reads back every name and value. */
export const propertiesText = (properties: Readonly<Record<string, string | number | boolean>>): string =>
  Object.entries(properties)
    .map(([name, value]) => `${escapedName(name)}=${escapedValue(String(value))}\n`)
    .join('');

// What a reader takes for the end of a name, or for a comment.
const escapedName = (name: string): string => escaped(name).replaceAll(/[ =:#!]/g, '\\$&');

// Blanks before a value belong to the separator.
const escapedValue = (value: string): string => escaped(value).replace(/^ /, '\\ ');

/** Kafka and ZooKeeper read the file in whatever encoding they like, ISO 8859-1 or UTF-8: both agree on ASCII. */
const escaped = (text: string): string =>
  text.replaceAll(/[^\x20-\x5b\x5d-\x7e]/g, (unit) => ESCAPES[unit] ?? unicode(unit));

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\f': '\\f' };

const unicode = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
