/** What it says last of any flag, which is why in no case. */
const UNTELLING = /^(Error: (Could not create the Java|A fatal exception has occurred)|Error occurred during init)/;

/** Why a JVM did not come to be, in the first line that it says; undefined where it says nothing of it. */
export function jvmRefusal(output: string): string | undefined {
  const lines = output.split('\n').map((line) => line.trim());
  if (!lines.some((line) => UNTELLING.test(line)) && !lines.some((line) => /^Error: /.test(line))) return undefined;
  const first = lines.find(
    (line) => line !== '' && !UNTELLING.test(line) && !/\]\[warning\]|^OpenJDK .* warning:/.test(line),
  );
  return first?.replace(/^(\[[^\]]*\])+ /, '').replace(/^Error: /, '');
}
