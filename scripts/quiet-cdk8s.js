'use strict';
// `npx cdk8s` asks the registry of npm for its latest version each time, and prints a stack trace where that cannot be asked; and
// after an app that ended with an error of its own it prints the frames of its own. Neither can be switched off in cdk8s.yaml, and
// the app runs too late for it. So npm, when it has installed what this checkout depends on, writes the defaults into the command that
// cdk8s-cli comes with: by its script `dependencies`, which nobody's npm runs or asks about where the package itself is installed.
const { existsSync, renameSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const command = join(__dirname, '../node_modules/cdk8s-cli/bin/cdk8s');
const text = `#!/usr/bin/env node
process.env.CDK8S_CHECK_UPGRADE ??= 'false';
require('../lib/cli');
Error.stackTraceLimit = 0;
`;
if (existsSync(command)) {
  // Aside and renamed: the file may be a link that other checkouts share.
  writeFileSync(`${command}.new`, text, { mode: 0o755 });
  renameSync(`${command}.new`, command);
}
