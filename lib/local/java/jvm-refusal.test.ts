import { jvmRefusal } from './jvm-refusal';

const END =
  'Error: Could not create the Java Virtual Machine.\nError: A fatal exception has occurred. Program will exit.\n';

/** What Java 17 prints. */
test.each([
  [`Unrecognized VM option 'NoSuch'\n${END}`, "Unrecognized VM option 'NoSuch'"],
  [
    `[0.001s][error][logging] Error opening log file '/nonexistent/x': No such file or directory\nInvalid -Xlog option '-Xlog:gc:file=/nonexistent/x', see error log for details.\n${END}`,
    "Error opening log file '/nonexistent/x': No such file or directory",
  ],
  [
    `OpenJDK 64-Bit Server VM warning: Option UseConcMarkSweepGC was deprecated\n\nThe Java thread stack size specified is too small. Specify at least 136k\n${END}`,
    'The Java thread stack size specified is too small. Specify at least 136k',
  ],
  [
    'Error occurred during initialization of boot layer\njava.lang.module.FindException: Module x not found\n',
    'java.lang.module.FindException: Module x not found',
  ],
  ['Error: -m requires module name\n', '-m requires module name'],
  ['openjdk version "17.0.15" 2025-04-15\n', undefined],
])('of %j the line is told that names what is wrong', (output, line) => {
  expect(jvmRefusal(output)).toBe(line);
});
