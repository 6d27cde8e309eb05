'use strict';

// Loaded before a program: tells at its end the most memory that it had resident, in bytes.
process.once('exit', () => process.stderr.write(`peak memory ${process.resourceUsage().maxRSS * 1024}\n`));
