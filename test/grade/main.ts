/**
 * `npm run grade [FOLDER]`: lets the graders that others use judge the manifests in FOLDER, by default dist. Ends with 1 on a
 * finding that accepted.ts does not know. A grader that cannot be had here is named and left out.
 */
import { accepted, reasonFor } from './accepted';
import type { Finding } from './finding';
import { graders } from './graders';
import { UnavailableError } from './tools';

const folder = process.argv[2] ?? 'dist';
const findings: Finding[] = [];
let left = 0;

for (const [grader, grade] of Object.entries(graders)) {
  try {
    const found = grade(folder);
    findings.push(...found.map((finding) => ({ grader, ...finding })));
    console.log(`${grader}: ${found.length} findings`);
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error;
    left++;
    console.log(`${grader}: LEFT OUT, it cannot be had here: ${error.message}`);
  }
}

const faults = findings.filter((finding) => !reasonFor(finding));
for (const { grader, check, object, message } of faults) console.log(`FAULT ${grader} ${check} ${object}: ${message}`);

console.log('\naccepted:');
for (const entry of accepted) {
  const count = findings.filter((finding) => reasonFor(finding) === entry).length;
  if (count > 0) console.log(`  ${count} × ${entry.checks.join(', ')}: ${entry.because}`);
}
console.log(`\n${faults.length} faults, ${findings.length - faults.length} accepted, ${left} graders left out`);
process.exitCode = faults.length === 0 ? 0 : 1;
