'use strict';

const path = require('node:path');
const Sequencer = require('@jest/test-sequencer').default;

/** Take minutes by themselves: begun last, they would keep one core waiting for the other. */
const LONGEST = ['test/local/kafka-many-topics.test.ts'].map((file) => path.join(__dirname, '../..', file));

/** Jest goes by how long files took the last time, and by their size where that is not known. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const isLongest = ({ path }) => LONGEST.includes(path);
    const sorted = super.sort(tests);
    return [...sorted.filter(isLongest), ...sorted.filter((test) => !isLongest(test))];
  }
};
