/** Text of a Java properties file, in the order given. Values of ours are plain; a backslash is the one sign that the format reads. */
export const propertiesText = (properties: Readonly<Record<string, string | number | boolean>>): string =>
  Object.entries(properties)
    .map(([name, value]) => `${name}=${String(value).replaceAll('\\', '\\\\')}\n`)
    .join('');
