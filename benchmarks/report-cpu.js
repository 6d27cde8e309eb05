'use strict';
// Loaded before a program: as that ends, its CPU time goes to the file of CPU_FILE, in microseconds.
const { writeFileSync } = require('node:fs');

const file = process.env.CPU_FILE;
process.once('exit', () => {
  const { user, system } = process.cpuUsage();
  writeFileSync(file, String(user + system));
});
